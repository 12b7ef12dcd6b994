using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using ElderAlert.Influx;
using ElderAlert.Influx.Lines;
using ElderAlert.Influx.Queries;
using ElderAlert.Influx.Sending;
using ElderAlert.Influx.Spool;

namespace ElderAlert.Server.Telemetry;

/// <summary>Telemetry in a time series server: written through the disk spool, read with its query language.</summary>
/// <param name="spool">Where points wait until the server has them.</param>
/// <param name="sender">Takes them there.</param>
/// <param name="reader">Asks the server.</param>
internal sealed class InfluxTelemetry(DiskSpool spool, InfluxSender sender, ISeriesReader reader) : BackgroundService, ITelemetryStore
{
    private const string Measurement = "telemetry";
    private const string DeviceTag = "device";

    /// <summary>What the sender is doing.</summary>
    public SenderStatus Sender => sender.Status;

    /// <summary>What the spool holds.</summary>
    public SpoolStatus Spool => spool.Status;

    /// <inheritdoc/>
    /// <exception cref="InvalidPointException">A point cannot be written in line protocol; nothing of the batch is stored.</exception>
    public ValueTask WriteAsync(IReadOnlyList<TelemetryPoint> points, CancellationToken cancellation) =>
        spool.AppendAsync(points.Select(PointOf).ToList(), cancellation);

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

    /// <summary>Sends until the host stops.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => sender.RunAsync(stoppingToken);

    private static InfluxPoint PointOf(TelemetryPoint point)
    {
        InfluxTag[] tags =
        [
            new InfluxTag("centre", point.Centre.Value),
            new InfluxTag("household", point.Household.Value),
            new InfluxTag(point.Tag.Key, point.Tag.Value),
            new InfluxTag("kind", point.Kind ?? ""),
        ];
        var fields = point.Fields.Select(f => new InfluxField(f.Key, FieldValue.Float(f.Value))).ToArray();
        return new InfluxPoint(point.Measurement, tags, fields, point.At);
    }
}
