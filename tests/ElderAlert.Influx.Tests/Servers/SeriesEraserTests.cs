using ElderAlert.Influx.Erasing;
using ElderAlert.Influx.Lines;
using ElderAlert.Influx.Queries;
using ElderAlert.Influx.Sending;
using ElderAlert.Influx.Spool;
using ElderAlert.Influx.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Influx.Tests.Servers;

/// <summary>A home is forgotten by real servers; its neighbour, whose name needs every escape, is not.</summary>
public sealed class SeriesEraserTests
{
    private const string Nasty = "h'2\"\\x";

    [Fact]
    public async Task EraseAsync_InfluxDb1_DropsTheHomeAndNoOther()
    {
        await using var server = await InfluxDbServer.StartedAsync();
        await WriteAsync(server.Http, server.Options);
        await ErasesAsync(server.Http, server.Options, () => Task.CompletedTask);
    }

    [Fact]
    public async Task EraseAsync_VictoriaMetrics_DropsTheHomeAndNoOther()
    {
        await using var server = await VictoriaMetricsServer.StartedAsync();
        await WriteAsync(server.Http, server.Options);
        await server.FlushAsync();
        await ErasesAsync(server.Http, server.Options, server.FlushAsync);
    }

    [Fact]
    public async Task EraseAsync_InfluxDb1WithoutTheDatabase_SaysWhatTheServerSaid()
    {
        await using var server = await InfluxDbServer.StartedAsync();
        var refused = await Assert.ThrowsAsync<IOException>(() =>
            new SeriesEraser(server.Http, server.Options with { Database = "nowhere" }).EraseAsync([new InfluxTag("household", "h1")], CancellationToken.None));
        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EraseAsync_NobodyThere_SaysSo()
    {
        await using var server = await InfluxDbServer.StartedAsync();
        var nowhere = server.Options with { Url = "http://127.0.0.1:9" };
        var refused = await Assert.ThrowsAsync<IOException>(() =>
            new SeriesEraser(server.Http, nowhere).EraseAsync([new InfluxTag("household", "h1")], CancellationToken.None));
        Assert.Contains("cannot be reached", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EraseAsync_AnswerThatIsTorn_IsTakenForNone()
    {
        await using var server = await ScriptedInflux.StartAsync();
        server.Answer = _ => new ScriptedAnswer(200, """{"results":[""");
        using var http = new HttpClient(new SocketsHttpHandler());
        var refused = await Assert.ThrowsAsync<IOException>(() => new SeriesEraser(http, new InfluxOptions { Url = server.Url, Database = "d" })
            .EraseAsync([new InfluxTag("household", "h1")], CancellationToken.None));
        Assert.Contains("cannot be read", refused.Message, StringComparison.Ordinal);
    }

    private static async Task ErasesAsync(HttpClient http, InfluxOptions options, Func<Task> settleAsync)
    {
        Assert.Single(await ReadAsync(http, options, "h1"));
        Assert.Single(await ReadAsync(http, options, Nasty));
        await new SeriesEraser(http, options).EraseAsync([new InfluxTag("centre", "c1"), new InfluxTag("household", Nasty)], CancellationToken.None);
        await settleAsync();
        Assert.Single(await ReadAsync(http, options, "h1"));
        Assert.Empty(await ReadAsync(http, options, Nasty));
    }

    private static Task<IReadOnlyList<FieldSeries>> ReadAsync(HttpClient http, InfluxOptions options, string household) =>
        SeriesReader.Create(http, options).ReadAsync(
            new SeriesQuery(
                "telemetry",
                [new InfluxTag("centre", "c1"), new InfluxTag("household", household)],
                "device",
                Points.Start,
                Points.Start.AddMinutes(1),
                TimeSpan.FromMinutes(1)),
            CancellationToken.None);

    private static async Task WriteAsync(HttpClient http, InfluxOptions options)
    {
        using var folder = new TempFolder();
        using var stop = new CancellationTokenSource();
        await using var spool = DiskSpool.Open(new SpoolOptions { Folder = folder.Path }, TimeProvider.System, NullLogger<DiskSpool>.Instance);
        using var sender = new InfluxSender(spool, http, options, TimeProvider.System, NullLogger<InfluxSender>.Instance);
        await spool.AppendAsync([.. new[] { "h1", Nasty }.Select(home => new InfluxPoint(
            "telemetry",
            [new("centre", "c1"), new("household", home), new("device", "d1")],
            [new InfluxField("heartRate", FieldValue.Float(70))],
            Points.Start))]);
        var position = spool.Position;
        Assert.False(spool.HasSent(position));
        var running = sender.RunAsync(stop.Token);
        await Eventually.HoldsAsync(() => spool.HasSent(position), "everything is sent");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}
