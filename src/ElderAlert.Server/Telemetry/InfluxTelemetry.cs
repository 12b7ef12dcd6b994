using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using ElderAlert.Influx.Erasing;
using ElderAlert.Influx.Lines;
using ElderAlert.Influx.Queries;
using ElderAlert.Influx.Sending;
using ElderAlert.Influx.Spool;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Telemetry;

/// <summary>Telemetry in a time series server: written through the disk spool, read with its query language.</summary>
/// <param name="spool">Where points wait until the server has them.</param>
/// <param name="sender">Takes them there.</param>
/// <param name="reader">Asks the server.</param>
/// <param name="eraser">Removes series there.</param>
/// <param name="time">For waiting until lines are sent.</param>
/// <param name="logger">For what goes wrong.</param>
internal sealed class InfluxTelemetry(
    DiskSpool spool, InfluxSender sender, ISeriesReader reader, SeriesEraser eraser, TimeProvider time, ILogger<InfluxTelemetry> logger)
    : SteadyService("the sender to the time series server", time, logger), ITelemetryStore
{
    private const string Measurement = "telemetry";
    private const string DeviceTag = "device";
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What the sender is doing.</summary>
    public SenderStatus Sender => sender.Status;

    /// <summary>What the spool holds.</summary>
    public SpoolStatus Spool => spool.Status;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RefusedMetric>> WriteAsync(IReadOnlyList<TelemetryPoint> points, CancellationToken cancellation)
    {
        var lines = new InfluxLines();
        foreach (var point in points)
        {
            lines.Add(point);
        }

        await spool.AppendAsync(lines.Points, cancellation);
        return lines.Refused;
    }

    /// <inheritdoc/>
    /// <exception cref="SeriesReadException">The server did not answer.</exception>
    public async Task<IReadOnlyList<TelemetrySeries>> QueryAsync(TelemetryQuery query, CancellationToken cancellation)
    {
        var question = new SeriesQuery(
            Measurement,
            [new InfluxTag("centre", query.Centre.Value), new InfluxTag("household", query.Household.Value)],
            DeviceTag,
            query.From,
            query.To,
            query.Window);
        var series = await reader.ReadAsync(question, cancellation);
        return series
            .Select(s => new TelemetrySeries(
                new DeviceId(s.Group),
                s.Field,
                s.Windows.Select(w => new TelemetryBucket(w.Start, w.Mean, w.Min, w.Max, w.Count)).ToList()))
            .ToList();
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Lines that still wait in the spool would bring the series back: they are sent first. The spool's file keeps them, sealed off from whoever
    /// reads, until it is full or the server starts anew; what was refused is taken out of its file.
    /// </remarks>
    public async Task EraseAsync(CentreId centre, HouseholdId household, CancellationToken cancellation)
    {
        await spool.FlushAsync(cancellation);
        var position = spool.Position;
        for (var waited = TimeSpan.Zero; !spool.HasSent(position); waited += LookAgain)
        {
            if (waited >= Patience)
            {
                throw new IOException("lines still wait for the time series server");
            }

            await Task.Delay(LookAgain, Time, cancellation);
        }

        InfluxTag[] tags = [new("centre", centre.Value), new("household", household.Value)];
        await eraser.EraseAsync(tags, cancellation);
        sender.ForgetRejected(tags);
    }

    /// <summary>Sends until the host stops.</summary>
    protected override Task WorkAsync(CancellationToken stopping) => sender.RunAsync(stopping);
}
