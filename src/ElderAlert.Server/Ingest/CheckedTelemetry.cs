using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Server.Ingest;

/// <summary>Stores measurements, and journals those that the store cannot take, for operators to see; once an hour for the same metric of a device.</summary>
internal sealed class CheckedTelemetry(ITelemetryStore store, IncidentEngine engine, RecentKeys recent, IngestCounters counters)
{
    private const int NameLength = 256;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Completes after the rest is stored and what was refused is journalled.</summary>
    /// <exception cref="EngineUnavailableException">What was refused is not journalled.</exception>
    public async Task WriteAsync(IReadOnlyList<TelemetryPoint> points, CancellationToken cancellation)
    {
        foreach (var refused in await store.WriteAsync(points, cancellation))
        {
            counters.InputRejected();
            var (point, device) = (refused.Point, refused.Point.Tag.Value);
            var field = refused.Field.Length <= NameLength ? refused.Field : refused.Field[..NameLength];
            var key = $"metric {device} {field}";
            if (recent.Contains(key))
            {
                continue;
            }

            var payload = string.Create(CultureInfo.InvariantCulture, $"{field} {point.Fields[refused.Field]} {point.At:O}");
            var fact = new InputRejected(new DeviceId(device), $"{point.Measurement}/{field}", InputProblem.Undecodable, refused.Reason, payload);
            await engine.RecordAsync(point.Centre, fact, cancellation);
            recent.Remember(key, Window);
        }
    }
}
