using System.Diagnostics.Metrics;

namespace ElderAlert.Server.Ingest;

/// <summary>What the receiver has counted since it started, also as the meter <c>ElderAlert.Ingest</c>.</summary>
internal sealed class IngestCounters
{
    private long _signals;
    private long _telemetryPoints;
    private long _telemetryDropped;
    private long _telemetryFailed;
    private long _rejected;

    public IngestCounters(IMeterFactory meters)
    {
        var meter = meters.Create("ElderAlert.Ingest");
        meter.CreateObservableCounter("signals", () => Signals, description: "Signals committed");
        meter.CreateObservableCounter("telemetry.points", () => TelemetryPoints, description: "Points that the store took");
        meter.CreateObservableCounter("telemetry.dropped", () => TelemetryDropped, description: "Points dropped for lack of room");
        meter.CreateObservableCounter("telemetry.failed", () => TelemetryFailed, description: "Points that the store refused");
        meter.CreateObservableCounter("rejected", () => Rejected, description: "Inputs that could not be read");
    }

    /// <summary>Signals committed.</summary>
    public long Signals => Interlocked.Read(ref _signals);

    /// <summary>Points that the store took.</summary>
    public long TelemetryPoints => Interlocked.Read(ref _telemetryPoints);

    /// <summary>Points that were dropped for lack of room: in the memory at QoS 0, or on the disk.</summary>
    public long TelemetryDropped => Interlocked.Read(ref _telemetryDropped);

    /// <summary>Points that the store refused.</summary>
    public long TelemetryFailed => Interlocked.Read(ref _telemetryFailed);

    /// <summary>Inputs that could not be read, whether journalled again or not.</summary>
    public long Rejected => Interlocked.Read(ref _rejected);

    public void SignalCommitted() => Interlocked.Increment(ref _signals);

    public void TelemetryStored(int points) => Interlocked.Add(ref _telemetryPoints, points);

    public long DropTelemetry(int points) => Interlocked.Add(ref _telemetryDropped, points);

    public void TelemetryRefused(int points) => Interlocked.Add(ref _telemetryFailed, points);

    public void InputRejected() => Interlocked.Increment(ref _rejected);
}
