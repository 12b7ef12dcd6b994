using ElderAlert.Influx.Lines;
using ElderAlert.Influx.Queries;
using ElderAlert.Influx.Sending;
using ElderAlert.Influx.Spool;
using ElderAlert.Influx.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Influx.Tests.Servers;

/// <summary>The whole way, spool to query, with a real InfluxDB 1.x.</summary>
public sealed class InfluxDbTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private InfluxDbServer _server = null!;
    private DiskSpool _spool = null!;
    private InfluxSender _sender = null!;
    private Task _running = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await InfluxDbServer.StartedAsync();
        _spool = DiskSpool.Open(new SpoolOptions { Folder = _folder.Path, SegmentBytes = 16 << 10 }, TimeProvider.System, NullLogger<DiskSpool>.Instance);
        var options = _server.Options with { FirstRetry = TimeSpan.FromMilliseconds(20), LongestRetry = TimeSpan.FromMilliseconds(100), BatchLines = 100 };
        _sender = new InfluxSender(_spool, _server.Http, options, TimeProvider.System, NullLogger<InfluxSender>.Instance);
        _running = _sender.RunAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
        {
            await _stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
            _sender.Dispose();
            await _spool.DisposeAsync();
        }

        await _server.DisposeAsync();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Send_ServerKilledAndStartedAgain_LosesAndDoublesNothing()
    {
        for (var n = 1; n <= 3000; n += 50)
        {
            await _spool.AppendAsync(Points.Range(n, 50));
            if (n == 501)
            {
                await Eventually.HoldsAsync(() => _sender.Status.SentLines > 0, "some lines are sent");
                await _server.KillAsync();
            }

            if (n == 2001)
            {
                await Eventually.HoldsAsync(() => _sender.Status.State == SenderState.Waiting, "the sender notices");
                await _server.StartAsync();
            }
        }

        await SentAsync();
        var numbers = await _server.ColumnAsync("SELECT n FROM telemetry", 1);
        Assert.Equal(Enumerable.Range(1, 3000), numbers.Select(number => number.GetInt32()));
        Assert.Equal(0, _sender.Status.RejectedLines);
    }

    [Fact]
    public async Task Send_EveryNameAPointMayHave_ArrivesAsItWas()
    {
        char[] alphabet = ['a', '\\', ',', ' ', '=', '"', '\'', '门'];
        var names = from length in Enumerable.Range(1, 3)
                    from code in Enumerable.Range(0, (int)Math.Pow(alphabet.Length, length))
                    select string.Concat(Enumerable.Range(0, length).Select(i => alphabet[code / (int)Math.Pow(alphabet.Length, i) % alphabet.Length]));
        var expected = new List<string>();
        var second = 0;
        foreach (var name in names)
        {
            try
            {
                var point = new InfluxPoint("m" + name, [new("t" + name, name)], [new("f" + name, FieldValue.Text(name + "\n"))], Points.Start.AddSeconds(++second));
                await _spool.AppendAsync([point]);
                expected.Add(string.Join('|', point.Measurement, "t" + name, name, "f" + name, name + "\n"));
            }
            catch (InvalidPointException)
            {
                Assert.Contains('\\', name);
            }
        }

        await SentAsync();
        Assert.Equal(0, _sender.Status.RejectedLines);
        Assert.True(expected.Count > 400);
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await EverythingAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Send_FieldOfAnotherType_IsSetAsideAndTheRestIsStored()
    {
        await _spool.AppendAsync(Points.Range(1, 10));
        await SentAsync();
        await _spool.AppendAsync(
        [
            .. Points.Range(11, 20),
            new InfluxPoint("telemetry", [new("centre", "c1")], [new("n", FieldValue.Text("poison"))], Points.Start.AddDays(-1)),
            .. Points.Range(31, 20),
        ]);
        await SentAsync();

        Assert.Equal(1, _sender.Status.RejectedLines);
        Assert.Equal(50, (await _server.ColumnAsync("SELECT n FROM telemetry", 1)).Count);
        var rejected = await File.ReadAllTextAsync(_folder[RejectedLines.FileName]);
        Assert.Contains("field type conflict", rejected, StringComparison.Ordinal);
        Assert.Contains("n=\"poison\"", rejected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_DatabaseMissing_KeepsEverythingUntilItIsThere()
    {
        await _server.QueryAsync("DROP DATABASE elderalert");
        await _spool.AppendAsync(Points.Range(1, 10));
        await Eventually.HoldsAsync(() => _sender.Status.State == SenderState.Misconfigured, "the sender is unhealthy");
        Assert.Contains("database not found", _sender.Status.Problem, StringComparison.Ordinal);

        await _server.QueryAsync("CREATE DATABASE elderalert");
        await SentAsync();
        Assert.Equal(10, (await _server.ColumnAsync("SELECT n FROM telemetry", 1)).Count);
    }

    [Fact]
    public async Task Read_Windows_AreTheSummariesOfTheirValues()
    {
        await SeriesReaderContract.WriteAsync(_spool);
        await SentAsync();
        await SeriesReaderContract.HoldsAsync(SeriesReader.Create(_server.Http, _server.Options));
    }

    [Fact]
    public async Task Read_ServerRefuses_SaysWhatItSaid()
    {
        var reader = SeriesReader.Create(_server.Http, _server.Options with { Database = "nowhere" });
        var query = new SeriesQuery("m", [], "g", Points.Start, Points.Start.AddHours(1), TimeSpan.FromMinutes(1));
        var refusal = await Assert.ThrowsAsync<SeriesReadException>(() => reader.ReadAsync(query, CancellationToken.None));
        Assert.Contains("database not found: nowhere", refusal.Message, StringComparison.Ordinal);

        await _server.KillAsync();
        await Assert.ThrowsAsync<SeriesReadException>(() => reader.ReadAsync(query, CancellationToken.None));
        await _server.StartAsync();
    }

    private async Task SentAsync() => await Eventually.HoldsAsync(() => _spool.Status.PendingBytes == 0, "everything is sent");

    private async Task<List<string>> EverythingAsync()
    {
        var series = await _server.QueryAsync("SELECT * FROM /.*/ GROUP BY *");
        return
        [
            .. from one in series.EnumerateArray()
               let tag = one.GetProperty("tags").EnumerateObject().Single(tag => tag.Value.GetString()!.Length > 0)
               let columns = one.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!).ToList()
               from row in one.GetProperty("values").EnumerateArray()
               from column in Enumerable.Range(1, columns.Count - 1)
               where row[column].ValueKind == System.Text.Json.JsonValueKind.String
               select string.Join('|', one.GetProperty("name").GetString(), tag.Name, tag.Value.GetString(), columns[column], row[column].GetString()),
        ];
    }
}
