using System.Collections.Concurrent;
using System.Text;
using ElderAlert.FirmwareSim.Tests.Support;
using ElderAlert.FirmwareSim.Transport;
using ElderAlert.Tests.Shared;

namespace ElderAlert.FirmwareSim.Tests.Transport;

public sealed class DeviceLinkTests : IAsyncDisposable
{
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(60);

    private readonly FakeUplinks _server = new();
    private readonly FakeClock _clock = new();
    private readonly Flash _flash = new();
    private readonly Radio _radio = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _radio.Dispose();
    }

    [Fact]
    public async Task RunAsync_Connects_SaysOnlineListensAndEmptiesItsFlash()
    {
        Store("1");
        Start();
        await UntilTaken(3);

        Assert.Equal(["ea/v1/d1/status online", "subscribe ea/v1/d1/command ", "ea/v1/d1/signal 1"], _server.Taken);
        Assert.False(_flash.TryPeek(out _));
    }

    [Fact]
    public async Task RunAsync_ConnectionDiesBeforeTheAcknowledgement_SendsTheSameMessageAgain()
    {
        _server.SwallowsAcknowledgements = 1;
        Store("1");
        Store("2");
        Start();
        await UntilTaken(3);
        Assert.True(_flash.TryPeek(out var waiting) && Encoding.UTF8.GetString(waiting.Payload) == "1");

        _server.Current!.HangUp();
        await TurnUntil(() => !_flash.TryPeek(out _));

        Assert.Equal(["1", "1", "2"], Signals());
    }

    [Fact]
    public async Task RunAsync_ServerNeverAcknowledges_GivesUpTheConnectionAndTriesAgain()
    {
        _server.SwallowsAcknowledgements = 1;
        Store("1");
        Start();
        await UntilTaken(3);

        await TurnUntil(() => !_flash.TryPeek(out _));

        Assert.Equal(["1", "1"], Signals());
        Assert.Contains("d1: no acknowledgement within 20 s", _log);
    }

    [Fact]
    public async Task RunAsync_ServerAway_TriesLessAndLessOftenAndSaysSoOnce()
    {
        _server.RefusesConnections = true;
        Start();
        await TurnUntil(() => _server.Attempts >= 8);

        Assert.Equal("d1: connection refused", Assert.Single(_log));
        var before = _server.Attempts;
        for (var seconds = 0; seconds < 25; seconds++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(_server.Attempts - before, 0, 1);
    }

    [Fact]
    public async Task RunAsync_RadioDown_StaysAwayUntilItReturns()
    {
        Start();
        await UntilTaken(2);
        _radio.SetNetwork(hasNetwork: false);
        Store("1");
        await TurnUntil(() => _log.Contains("d1: connection lost"));
        _clock.Advance(LongestBackOff);
        _clock.Advance(LongestBackOff);
        Assert.Equal(1, _server.Attempts);

        _radio.SetNetwork(hasNetwork: true);
        await TurnUntil(() => !_flash.TryPeek(out _));

        Assert.Equal(2, _server.Attempts);
        Assert.Equal(["1"], Signals());
    }

    [Fact]
    public async Task RunAsync_MessageRefusedForGood_DoesNotBlockTheNext()
    {
        _server.RefusedTopic = "ea/v1/d1/foreign";
        _flash.Store(new OutgoingMessage("ea/v1/d1/foreign", [], MustArrive: true));
        Store("1");
        Start();
        await TurnUntil(() => !_flash.TryPeek(out _));

        Assert.Equal(["1"], Signals());
        Assert.Contains("d1: ea/v1/d1/foreign was refused for good: NotAuthorized", _log);
    }

    [Fact]
    public async Task RunAsync_Stopped_SaysGoodbye()
    {
        Start();
        await UntilTaken(2);
        await _stop.CancelAsync();
        await _running;

        Assert.Equal("ea/v1/d1/status offline", _server.Taken.Last());
        Assert.True(_server.Current!.WasClosed);
    }

    [Fact]
    public async Task OnCommand_MessageArrives_IsHandedOn()
    {
        Start();
        await UntilTaken(2);
        _server.Current!.Command("{}");

        Assert.Equal("{}", Assert.Single(_commands));
    }

    private void Start()
    {
        var around = new LinkSurroundings(
            _server, _clock, _ => payload => _commands.Enqueue(Encoding.UTF8.GetString(payload.Span)), _ => { }, _log.Enqueue);
        var link = new DeviceLink(new UplinkAddress(new BrokerAddress(), "d1", "k"), _flash, _radio, new Random(1), around);
        _running = Task.Run(() => link.RunAsync(_stop.Token));
    }

    private void Store(string text) => _flash.Store(new OutgoingMessage("ea/v1/d1/signal", Encoding.UTF8.GetBytes(text), MustArrive: true));

    private IEnumerable<string> Signals() =>
        _server.Taken.Where(line => line.StartsWith("ea/v1/d1/signal ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);

    private Task UntilTaken(int messages) => Eventually.TrueAsync(() => _server.Taken.Count() >= messages, $"{messages} messages taken");

    /// <summary>Turns the clock second by second, as the link's own tasks go on in between.</summary>
    private Task TurnUntil(Func<bool> condition) => Eventually.TrueAsync(
        () =>
        {
            if (condition())
            {
                return true;
            }

            _clock.Advance(TimeSpan.FromSeconds(1));
            return false;
        },
        "what the link should do");
}
