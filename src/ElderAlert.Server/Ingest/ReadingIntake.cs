using System.Collections.Frozen;
using System.Text.Json;
using ElderAlert.Devices;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Server.Ingest;

/// <summary>Takes what devices say to where it belongs: signals to the engine, measurements to the telemetry.</summary>
internal sealed class ReadingIntake(
    IncidentEngine engine, ConditionBook conditions, TelemetryLane telemetry, DeviceWitness witness, IngestCounters counters)
{
    private static readonly FrozenDictionary<SignalKind, string> KindTags = Enum.GetValues<SignalKind>()
        .ToFrozenDictionary(kind => kind, kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));

    private readonly MotionWatch _motion = new(engine);

    /// <summary>
    /// Commits every signal that is news, and that somebody moves where an incident waits to hear it. They are handed over together, so that
    /// they share one commit.
    /// </summary>
    /// <returns>
    /// Whether there were any signals; and all of it being committed, which fails with <see cref="EngineUnavailableException"/> where at least
    /// one was not: then nothing may be acknowledged.
    /// </returns>
    public (bool AreSignals, Task Committed) Receive(Device sender, IReadOnlyList<DeviceReading> readings, DateTimeOffset receivedAt)
    {
        witness.Heard(sender, readings, receivedAt);
        List<Task>? under = null;
        var areSignals = false;
        foreach (var reading in readings)
        {
            foreach (var said in SignalsOf(reading, receivedAt))
            {
                if (!said.IsLevel || IsNews(reading.Device, said))
                {
                    (under ??= new(1)).Add(ReceiveAsync(reading.Device, said.Signal));
                    areSignals = true;
                }
            }

            if (reading.Telemetry is { } measured && _motion.AwaitedBy(reading.Device, measured) is { } incident)
            {
                (under ??= new(1)).Add(_motion.TellAsync(reading.Device, incident));
            }
        }

        return (areSignals, under is [var only] ? only : Task.WhenAll(under ?? []));
    }

    /// <summary>The measurements of the readings as points; empty where there are none.</summary>
    public static IReadOnlyList<TelemetryPoint> PointsOf(IReadOnlyList<DeviceReading> readings)
    {
        List<TelemetryPoint>? points = null;
        foreach (var reading in readings)
        {
            if (reading.Telemetry is { } measured)
            {
                (points ??= new(1)).Add(Point("telemetry", reading.Device, kind: null, measured.At, measured.Metrics));
            }
        }

        return points ?? [];
    }

    private async Task ReceiveAsync(Device device, Signal signal)
    {
        var receipt = await engine.ReceiveAsync(signal, CancellationToken.None);
        conditions.Remember(signal);
        if (receipt.Fate == SignalFate.UnknownDevice)
        {
            // Taken off the file while its message was on the way: what it said is kept all the same.
            await engine.RecordAsync(
                device.Centre,
                new InputRejected(device.Id, "", InputProblem.UnknownDevice, $"This device has just been taken off the file, and it reports {signal.Kind}.", ""),
                CancellationToken.None);
        }

        if (receipt.Fate is SignalFate.UnknownDevice or SignalFate.Duplicate)
        {
            return;
        }

        counters.SignalCommitted();
        var fields = new Dictionary<string, double>(StringComparer.Ordinal) { ["active"] = signal.State is SignalState.Active ? 1 : 0 };
        if (signal.Confidence is { } confidence)
        {
            fields["confidence"] = confidence;
        }

        telemetry.Post([Point("signal", device, KindTags[signal.Kind], signal.ReceivedAt, fields)]);
    }

    /// <summary>A device that has left its gateway's network says nothing more, however dangerous things get: that is offline, said by its leaving.</summary>
    private static IEnumerable<SignalReading> SignalsOf(DeviceReading reading, DateTimeOffset receivedAt) => reading.Left
        ? reading.Signals.Append(new SignalReading(
            new Signal(
                $"left-{receivedAt.UtcTicks}",
                reading.Device.Id,
                SignalKind.Offline,
                SignalState.Active,
                receivedAt,
                Detail: new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = "left the gateway's network" }),
            IsLevel: true))
        : reading.Signals;

    /// <summary>Of levels only: events always are, and need no question that would be allocated for each.</summary>
    private bool IsNews(Device device, SignalReading said) => conditions.IsNews(said, kind => IsBeingWorked(device, kind));

    private bool IsBeingWorked(Device device, SignalKind kind) =>
        engine.FindActive(device.Household, SignalKinds.LaneOf(kind))?.Kinds.Contains(kind) is true;

    private static TelemetryPoint Point(string measurement, Device device, string? kind, DateTimeOffset at, IReadOnlyDictionary<string, double> fields) =>
        new(measurement, device.Centre, device.Household, new KeyValuePair<string, string>("device", device.Id.Value), kind, at, fields);
}
