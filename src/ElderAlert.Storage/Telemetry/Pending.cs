using ElderAlert.Domain;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Storage.Telemetry;

/// <summary>What waits for the thread that writes telemetry.</summary>
internal abstract class Pending
{
    /// <summary>It is done, or has failed.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Points to be stored.</summary>
internal sealed class PendingBatch(IReadOnlyList<TelemetryPoint> points) : Pending
{
    private List<RefusedMetric>? _refused;

    public IReadOnlyList<TelemetryPoint> Points => points;

    /// <summary>What of them could not be stored; to be read when all is done.</summary>
    public IReadOnlyList<RefusedMetric> Refused => _refused ?? [];

    /// <summary>A value is no finite number.</summary>
    public void Refuse(TelemetryPoint point, string field) =>
        (_refused ??= []).Add(new RefusedMetric(point, field, $"The value of {field} is not a finite number."));
}

/// <summary>A household whose points are to be erased.</summary>
internal sealed class PendingErasure(CentreId centre, HouseholdId household) : Pending
{
    public CentreId Centre => centre;

    public HouseholdId Household => household;
}
