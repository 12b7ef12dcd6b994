using ElderAlert.Influx.Lines;
using ElderAlert.Influx.Sending;
using ElderAlert.Influx.Spool;
using ElderAlert.Influx.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Influx.Tests.Sending;

public sealed class InfluxSenderTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly RecordingLogger<InfluxSender> _logger = new();
    private CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler());
    private ScriptedInflux _influx = null!;
    private DiskSpool _spool = null!;
    private InfluxSender? _sender;
    private Task _running = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _influx = await ScriptedInflux.StartAsync();
        _spool = OpenSpool();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _spool.DisposeAsync();
        await _influx.DisposeAsync();
        _http.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task RunAsync_Version2_WritesToTheBucketWithTheToken()
    {
        await AppendAsync(1, 3);
        Start(new InfluxOptions { Url = _influx.Url + "/base/", Org = "城 1", Bucket = "b&c", Token = "s3cret" });

        var write = await _influx.NextAsync();
        Assert.Equal("/base/api/v2/write?org=%E5%9F%8E%201&bucket=b%26c&precision=ns", write.PathAndQuery);
        Assert.Equal("Token s3cret", write.Authorization);
        Assert.Equal("gzip", write.Encoding);
        Assert.Equal(
            ["telemetry,centre=c1,household=h1 n=1 1795230001000000000", "telemetry,centre=c1,household=h1 n=2 1795230002000000000", "telemetry,centre=c1,household=h1 n=3 1795230003000000000"],
            write.Lines);
        await Eventually.HoldsAsync(() => _spool.Status.PendingBytes == 0 && _sender!.Status.SentLines == 3, "everything is acknowledged");
        Assert.Equal(_clock.GetUtcNow(), _sender!.Status.LastAccepted);
    }

    [Fact]
    public async Task RunAsync_Version1_WritesToTheDatabaseWithUserAndPassword()
    {
        await AppendAsync(1, 1);
        Start(new InfluxOptions { Url = _influx.Url, Database = "d", User = "u", Password = "p:w" });

        var write = await _influx.NextAsync();
        Assert.Equal("/write?db=d&precision=ns", write.PathAndQuery);
        Assert.Equal("Basic dTpwOnc=", write.Authorization);
    }

    /// <summary>Proxies write such pages; the framework knows utf-8, and not utf8.</summary>
    [Fact]
    public async Task RunAsync_ErrorPageInACharacterSetThatNobodyKnows_IsWaitedForLikeAnyOther()
    {
        _influx.Answer = _ => new ScriptedAnswer(502, "<h1>坏网关</h1>", ContentType: "text/html; charset=utf8mb4");
        await AppendAsync(1, 2);
        Start();

        await _influx.NextAsync();
        await WaitAsync();

        Assert.Equal(SenderState.Waiting, _sender!.Status.State);
        Assert.False(_running.IsCompleted);
    }

    [Fact]
    public async Task RunAsync_ServerErrors_RetriesTheSameLinesWithDoublingWaits()
    {
        var answers = new Queue<ScriptedAnswer>([new(500), new(503, "busy"), new(502)]);
        _influx.Answer = _ => answers.TryDequeue(out var answer) ? answer : ScriptedAnswer.Accepted;
        await AppendAsync(1, 2);
        Start();

        double[] longest = [1, 2, 4];
        foreach (var seconds in longest)
        {
            Assert.Equal(2, (await _influx.NextAsync()).Lines.Length);
            var wait = await WaitAsync();
            Assert.InRange(wait.TotalSeconds, seconds * 0.75, seconds);
            Assert.Equal(SenderState.Waiting, _sender!.Status.State);
            _clock.Advance(wait - TimeSpan.FromTicks(1));
            Assert.True(_influx.IsSilent);
            _clock.Advance(TimeSpan.FromTicks(1));
        }

        Assert.Equal(2, (await _influx.NextAsync()).Lines.Length);
        await DrainedAsync(sent: 2);
        Assert.Equal(SenderState.Sending, _sender!.Status.State);
        Assert.Single(_logger.Entries, entry => entry.Id.Id == 7013);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Sat, 21 Nov 2026 03:02:00 GMT", 120)]
    [InlineData("86400", 900)]
    public async Task RunAsync_RetryAfter_IsKeptToUpToItsLimit(string retryAfter, int seconds)
    {
        var requests = 0;
        _influx.Answer = _ => ++requests == 1 ? new ScriptedAnswer(429, "slow down", retryAfter) : ScriptedAnswer.Accepted;
        await AppendAsync(1, 1);
        Start();

        await _influx.NextAsync();
        Assert.Equal(TimeSpan.FromSeconds(seconds), await WaitAsync());
        Assert.Contains("slow down", _sender!.Status.Problem, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await DrainedAsync(sent: 1);
    }

    [Fact]
    public async Task RunAsync_PoisonLines_AreKeptWithTheReasonAndNothingElseIs()
    {
        var stored = new HashSet<string>();
        _influx.Answer = write => Refuse(write, stored, line => line.Contains("poison", StringComparison.Ordinal));
        int[] poison = [1, 40, 41, 100];
        for (var n = 1; n <= 100; n++)
        {
            await _spool.AppendAsync([Points.Numbered(n, poison.Contains(n) ? "poison" : "h1")]);
        }

        await _spool.AppendAsync(Points.Range(101, 50));
        Start();
        await DrainedAsync(sent: 146);

        Assert.Equal(146, stored.Count);
        Assert.Equal(4, _sender!.Status.RejectedLines);
        var rejected = await File.ReadAllLinesAsync(_folder[RejectedLines.FileName]);
        Assert.Equal(poison, rejected.Where(line => line[0] != '#').Select(Points.NumberOf));
        Assert.All(rejected.Where(line => line[0] == '#'), line => Assert.Contains("400 unable to parse", line, StringComparison.Ordinal));
        Assert.DoesNotContain(_logger.Entries, entry => entry.Text.Contains("household=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_EveryLineDroppedByTheServer_IsKeptAtOnce()
    {
        var requests = 0;
        _influx.Answer = write =>
        {
            requests++;
            return IsComment(write) ? ScriptedAnswer.Accepted : new ScriptedAnswer(422, """{"code":"unprocessable entity","message":"partial write: points beyond retention policy dropped=20"}""");
        };
        await AppendAsync(1, 20);
        Start();
        await DrainedAsync(sent: 0);

        Assert.Equal(20, _sender!.Status.RejectedLines);
        Assert.Equal(2, requests);
    }

    [Fact]
    public async Task RunAsync_TooLarge_SendsLess()
    {
        var stored = new HashSet<string>();
        _influx.Answer = write => write.Lines.Length > 8 ? new ScriptedAnswer(413, "too large") : Refuse(write, stored, _ => false);
        await AppendAsync(1, 50);
        Start();
        await DrainedAsync(sent: 50);

        Assert.Equal(50, stored.Count);
        Assert.Equal(0, _sender!.Status.RejectedLines);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(301)]
    [InlineData(400)]
    public async Task RunAsync_SettingsRefused_KeepsEverythingAndSaysSoUntilMended(int status)
    {
        var mended = false;
        _influx.Answer = _ => mended ? ScriptedAnswer.Accepted : new ScriptedAnswer(status, """{"error":"not for you"}""");
        await AppendAsync(1, 10);
        Start();
        await Eventually.HoldsAsync(() => _sender!.Status.State == SenderState.Misconfigured && _clock.NextTimer is not null, "the sender is unhealthy");

        Assert.Equal($"{status} not for you", _sender!.Status.Problem);
        Assert.False(File.Exists(_folder[RejectedLines.FileName]));
        Assert.True(_spool.Status.PendingBytes > 0);

        mended = true;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await DrainedAsync(sent: 10);
        Assert.Null(_sender.Status.Problem);
    }

    [Fact]
    public async Task RunAsync_BadLineWhileServerFails_IsStillJudgedOnItsOwn()
    {
        var stored = new HashSet<string>();
        var requests = 0;
        _influx.Answer = write => ++requests % 3 == 0 ? new ScriptedAnswer(500) : Refuse(write, stored, line => line.Contains("n=7 ", StringComparison.Ordinal));
        await AppendAsync(1, 16);
        Start();
        await Eventually.HoldsAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(60));
                return _spool.Status.PendingBytes == 0;
            },
            "everything is settled");

        Assert.Equal(15, stored.Count);
        Assert.Equal(1, _sender!.Status.RejectedLines);
    }

    [Fact]
    public async Task RunAsync_NobodyListens_WaitsAndKeepsEverything()
    {
        await AppendAsync(1, 5);
        Start(new InfluxOptions { Url = "http://127.0.0.1:1", Database = "d" });

        await WaitAsync();
        Assert.Equal(SenderState.Waiting, _sender!.Status.State);
        Assert.True(_spool.Status.PendingBytes > 0);
    }

    [Fact]
    public async Task RunAsync_NoAnswerInTime_TriesAgain()
    {
        using var hanging = new SilentHandler();
        using var http = new HttpClient(hanging) { Timeout = TimeSpan.FromMilliseconds(20) };
        await AppendAsync(1, 1);
        Start(http: http);

        await WaitAsync();
        Assert.Equal("no answer in time", _sender!.Status.Problem);
    }

    [Fact]
    public async Task RunAsync_StoppedBeforeTheAnswer_SendsTheBatchAgainAfterRestart()
    {
        var down = false;
        _influx.Answer = _ => down ? new ScriptedAnswer(500) : ScriptedAnswer.Accepted;
        await AppendAsync(1, 10);
        Start();
        await DrainedAsync(sent: 10);
        down = true;
        await AppendAsync(11, 5);
        await _influx.NextAsync();
        await _influx.NextAsync();
        await StopAsync();
        await _spool.DisposeAsync();

        down = false;
        _spool = OpenSpool();
        Start();
        Assert.Equal([11, 12, 13, 14, 15], (await _influx.NextAsync()).Lines.Select(Points.NumberOf));
    }

    [Fact]
    public async Task RunAsync_RunAgainOnTheSameSpool_ForgetsNothing()
    {
        _influx.Answer = _ => new ScriptedAnswer(500);
        await AppendAsync(1, 5);
        Start();
        await WaitAsync();
        await StopAsync();

        _influx.Answer = _ => ScriptedAnswer.Accepted;
        Start();
        await DrainedAsync(sent: 5);
    }

    private static bool IsComment(ReceivedWrite write) => write.Lines.All(line => line[0] == '#');

    private static ScriptedAnswer Refuse(ReceivedWrite write, HashSet<string> stored, Func<string, bool> isBad)
    {
        var bad = write.Lines.FirstOrDefault(isBad);
        if (bad is not null)
        {
            return new ScriptedAnswer(400, $$"""{"error":"unable to parse '{{bad}}': it is bad"}""");
        }

        stored.UnionWith(write.Lines.Where(line => line[0] != '#'));
        return ScriptedAnswer.Accepted;
    }

    private DiskSpool OpenSpool() => DiskSpool.Open(new SpoolOptions { Folder = _folder.Path }, TimeProvider.System, NullLogger<DiskSpool>.Instance);

    private async Task AppendAsync(int first, int count) => await _spool.AppendAsync(Points.Range(first, count));

    private void Start(InfluxOptions? options = null, HttpClient? http = null)
    {
        _sender = new InfluxSender(_spool, http ?? _http, options ?? new InfluxOptions { Url = _influx.Url, Database = "d" }, _clock, _logger);
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _running = _sender.RunAsync(_stop.Token);
    }

    private async Task StopAsync()
    {
        if (_sender is not null)
        {
            await _stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
            _sender.Dispose();
            _sender = null;
        }
    }

    private async Task<TimeSpan> WaitAsync()
    {
        await Eventually.HoldsAsync(() => _clock.NextTimer is not null, "the sender waits for its next try");
        return _clock.NextTimer!.Value;
    }

    private async Task DrainedAsync(long sent)
    {
        await Eventually.HoldsAsync(() => _spool.Status.PendingBytes == 0, "the spool is empty");
        Assert.Equal(sent, _sender!.Status.SentLines);
    }

    private sealed class SilentHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            new TaskCompletionSource<HttpResponseMessage>().Task.WaitAsync(cancellationToken);
    }
}
