using ElderAlert.Domain;

namespace ElderAlert.Engine.Ports;

/// <summary>Where telemetry goes: InfluxDB through a disk spool, or an embedded store. It may be down without an alarm noticing.</summary>
public interface ITelemetryStore
{
    /// <summary>Takes points over. It returns when they are safe from a crash of the process, and never waits for a remote server.</summary>
    /// <returns>What the store cannot take, whatever is tried; all the rest is stored.</returns>
    ValueTask<IReadOnlyList<RefusedMetric>> WriteAsync(IReadOnlyList<TelemetryPoint> points, CancellationToken cancellation);

    /// <summary>Reads aggregated series of one household, one per device and metric, in time order.</summary>
    Task<IReadOnlyList<TelemetrySeries>> QueryAsync(TelemetryQuery query, CancellationToken cancellation);

    /// <summary>Erases all that was measured in a household. Points of none, which are figures of the centre, stay.</summary>
    /// <exception cref="IOException">It could not be done now, or not be confirmed; it may be asked again.</exception>
    Task EraseAsync(CentreId centre, HouseholdId household, CancellationToken cancellation);
}

/// <summary>Measurements of a device at one time.</summary>
/// <param name="Measurement">InfluxDB measurement: <c>telemetry</c>, <c>signal</c> or <c>incident</c>.</param>
/// <param name="Centre">Whose.</param>
/// <param name="Household">Which home; null for figures of the centre, which stay when a home is erased.</param>
/// <param name="Tag">Name and value of the third tag: device for telemetry and signals, lane for incidents.</param>
/// <param name="Kind">A fourth tag, kind, for signals and incidents; null for telemetry.</param>
/// <param name="At">When.</param>
/// <param name="Fields">Values by field name.</param>
public sealed record TelemetryPoint(
    string Measurement,
    CentreId Centre,
    HouseholdId? Household,
    KeyValuePair<string, string> Tag,
    string? Kind,
    DateTimeOffset At,
    IReadOnlyDictionary<string, double> Fields);

/// <summary>A value that cannot be stored.</summary>
/// <param name="Point">Where it stood.</param>
/// <param name="Field">Its name.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record RefusedMetric(TelemetryPoint Point, string Field, string Reason);

/// <summary>Which series are wanted.</summary>
/// <param name="Centre">Whose; a household of another centre gives nothing.</param>
/// <param name="Household">Which home.</param>
/// <param name="From">Included.</param>
/// <param name="To">Excluded.</param>
/// <param name="Window">Width of one bucket.</param>
public sealed record TelemetryQuery(CentreId Centre, HouseholdId Household, DateTimeOffset From, DateTimeOffset To, TimeSpan Window);

/// <summary>One device's metric over time, from the measurement <c>telemetry</c>.</summary>
public sealed record TelemetrySeries(DeviceId Device, string Metric, IReadOnlyList<TelemetryBucket> Buckets);

/// <summary>The values of one window.</summary>
/// <param name="Start">Start of the window.</param>
/// <param name="Mean">Mean of the values in it.</param>
/// <param name="Min">Smallest.</param>
/// <param name="Max">Largest.</param>
/// <param name="Count">How many; empty windows are left out.</param>
public readonly record struct TelemetryBucket(DateTimeOffset Start, double Mean, double Min, double Max, long Count);
