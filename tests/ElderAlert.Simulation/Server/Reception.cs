using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Watch;

namespace ElderAlert.Simulation.Server;

/// <summary>What stands between a device and the engine, as in the server's own ingest: it answers only for what is on disk.</summary>
/// <param name="engine">The engine.</param>
/// <param name="hear">Tells the watch over silences.</param>
internal sealed class Reception(IncidentEngine engine, Action<DeviceHeard> hear)
{
    public IncidentEngine Engine => engine;

    /// <summary>Takes a signal. What comes from a device that is not on file, or not any more, is kept as rejected input.</summary>
    /// <param name="sender">The centre that the connection belongs to.</param>
    /// <param name="signal">What was said.</param>
    public async Task<SignalReceipt> TakeAsync(CentreId sender, Signal signal)
    {
        hear(new DeviceHeard(signal.Device, signal.ReceivedAt, [signal]));
        var receipt = await engine.ReceiveAsync(signal, CancellationToken.None);
        if (receipt.Fate == SignalFate.UnknownDevice)
        {
            var rejected = new InputRejected(signal.Device, "", InputProblem.UnknownDevice, $"It reports {signal.Kind}.", signal.Id);
            await engine.RecordAsync(sender, rejected, CancellationToken.None);
        }

        return receipt;
    }

    /// <summary>Takes a measurement, and tells an incident that waits to hear that somebody moves.</summary>
    public async Task TakeAsync(TelemetryReading reading)
    {
        hear(new DeviceHeard(reading.Device, reading.At, [], reading));
        if (reading.Metrics.GetValueOrDefault("motion") > 0
            && engine.Directory.Find(reading.Device) is { } device
            && engine.FindActive(device.Household, Lane.Life) is { AwaitsMotion: true } incident
            && reading.At >= incident.FallSuspectedAt)
        {
            await TellMotionAsync(device, incident);
        }
    }

    /// <summary>An incident is told that somebody moves in its home.</summary>
    public async Task TellMotionAsync(Device device, Incident incident) =>
        await engine.ExecuteAsync(device.Centre, incident.Id, _ => new ReportMotion(device.Id), requestId: null, CancellationToken.None);
}
