using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Incidents.Rules;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Watch;
using ElderAlert.Simulation.Server;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Plants;

/// <summary>Whoever moves is not heard: a home counts as silent although somebody is up and about.</summary>
internal sealed class MotionNotHeard : PlantedBug
{
    public override DeviceHeard? Hear(DeviceHeard heard) =>
        heard.Telemetry?.Metrics.GetValueOrDefault("motion") > 0 && heard.At.Hour >= 4 ? null : heard;
}

/// <summary>A sensor's heartbeat counts as somebody moving: a silence is never found.</summary>
internal sealed class HeartbeatIsMotion : PlantedBug
{
    public override DeviceHeard? Hear(DeviceHeard heard) => heard.Telemetry is { } measured && measured.Metrics.ContainsKey("battery")
        ? heard with { Telemetry = measured with { Metrics = new Dictionary<string, double> { ["motion"] = 1 } } }
        : heard;
}

/// <summary>Absences are forgotten when the server starts.</summary>
internal sealed class AbsencesForgotten : PlantedBug
{
    public override IJournal Between(IJournal journal, Timeline world) => new Forgetful(journal);

    private sealed class Forgetful(IJournal journal) : JournalAround(journal)
    {
        public override async ValueTask<JournalSnapshot> LoadAsync(CancellationToken cancellation)
        {
            var all = await base.LoadAsync(cancellation);
            return all with { Directory = [.. all.Directory.Where(item => item is not Absence)] };
        }
    }
}

/// <summary>A call for help from a home whose people are away, or are not known to be in, is only recorded.</summary>
internal sealed class AbsentNotHelped : PlantedBug
{
    public override async Task<SignalReceipt> ReceiveAsync(Reception reception, CentreId sender, Signal signal)
    {
        var directory = reception.Engine.Directory;
        var isAway = directory.Find(signal.Device) is { } device && directory.AbsencesOf(device.Household).Any(a => a.Covers(signal.ReceivedAt));
        return isAway && SignalRules.Opens(signal)
            ? new SignalReceipt(SignalFate.Recorded, Incident: null, await reception.Engine.RecordAsync(sender, new SignalRecorded(signal), CancellationToken.None))
            : await reception.TakeAsync(sender, signal);
    }
}

/// <summary>A fall that is only suspected counts as one after which somebody moved.</summary>
internal sealed class MotionAssumed : PlantedBug
{
    public override async Task<SignalReceipt> ReceiveAsync(Reception reception, CentreId sender, Signal signal)
    {
        var receipt = await reception.TakeAsync(sender, signal);
        if (signal.Kind == SignalKind.Fall
            && reception.Engine.Directory.Find(signal.Device) is { } device
            && reception.Engine.FindActive(device.Household, Lane.Life) is { AwaitsMotion: true } incident)
        {
            await reception.TellMotionAsync(device, incident);
        }

        return receipt;
    }
}

/// <summary>The door is not heard: nobody notices who leaves at night.</summary>
internal sealed class DoorNotHeard : PlantedBug
{
    public override DeviceHeard? Hear(DeviceHeard heard) => heard.Telemetry?.Metrics.ContainsKey("doorOpen") is true ? null : heard;
}

/// <summary>Whoever has just come through the door is not seen to move: they count as gone.</summary>
internal sealed class ReturnNotHeard : PlantedBug
{
    private static readonly TimeSpan Hall = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, DateTimeOffset> _doors = [];

    public override DeviceHeard? Hear(DeviceHeard heard)
    {
        var home = heard.Device.Value.Split('-')[^1];
        if (heard.Telemetry?.Metrics.ContainsKey("doorOpen") is true)
        {
            _doors[home] = heard.At;
        }

        var isReturn = heard.Telemetry?.Metrics.GetValueOrDefault("motion") > 0 && _doors.TryGetValue(home, out var door) && heard.At >= door && heard.At - door < Hall;
        return isReturn ? null : heard;
    }
}

/// <summary>What takes a fall back is written down as an all-clear: nobody can see why the fall is only watched.</summary>
internal sealed class CancelNotJournalled : PlantedBug
{
    public override IJournal Between(IJournal journal, Timeline world) => new Careless(journal);

    private sealed class Careless(IJournal journal) : JournalAround(journal)
    {
        public override ValueTask AppendAsync(CommitBatch batch, CancellationToken cancellation) => base.AppendAsync(
            batch.Entries.Any(e => e.Event is IncidentWatched) ? batch with { Entries = [.. batch.Entries.Select(Spoil)] } : batch, cancellation);

        private static JournalEntry Spoil(JournalEntry entry) =>
            entry.Event is SignalJoined { Bearing: SignalBearing.Cancels } joined ? entry with { Event = joined with { Bearing = SignalBearing.Clears } } : entry;
    }
}
