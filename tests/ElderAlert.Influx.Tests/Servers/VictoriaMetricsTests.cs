using ElderAlert.Influx.Queries;
using ElderAlert.Influx.Sending;
using ElderAlert.Influx.Spool;
using ElderAlert.Influx.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Influx.Tests.Servers;

/// <summary>The InfluxDB 2 write path with a real server that speaks it, and the MetricsQL reader.</summary>
public sealed class VictoriaMetricsTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private VictoriaMetricsServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await VictoriaMetricsServer.StartedAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task SendAndRead_OverVersion2_GivesTheSummariesOfTheValues()
    {
        await using var spool = DiskSpool.Open(new SpoolOptions { Folder = _folder.Path }, TimeProvider.System, NullLogger<DiskSpool>.Instance);
        using var sender = new InfluxSender(spool, _server.Http, _server.Options, TimeProvider.System, NullLogger<InfluxSender>.Instance);
        await SeriesReaderContract.WriteAsync(spool);
        var running = sender.RunAsync(_stop.Token);
        await Eventually.HoldsAsync(() => spool.Status.PendingBytes == 0, "everything is sent");
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        await _server.FlushAsync();
        await SeriesReaderContract.HoldsAsync(SeriesReader.Create(_server.Http, _server.Options));
    }
}
