using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Incidents.Rules;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Simulation.Checks;

/// <summary>Where every signal went: into one incident of its own home, onto the record, or among what was rejected.</summary>
internal sealed class SignalAccount(Findings findings, FileAccount file)
{
    private readonly Dictionary<SignalKey, List<IncidentId?>> _places = [];
    private readonly HashSet<SignalKey> _rejected = [];

    /// <summary>Where a signal went: once for each time that it was journalled.</summary>
    public IReadOnlyList<IncidentId?> PlacesOf(SignalKey key) => _places.GetValueOrDefault(key) ?? [];

    /// <summary>Whether it was kept as input of a device that nobody knows.</summary>
    public bool IsRejected(SignalKey key) => _rejected.Contains(key);

    /// <summary>Whether it is on disk, one way or the other.</summary>
    public bool IsKept(SignalKey key) => IsRejected(key) || PlacesOf(key).Count > 0;

    /// <summary>An entry is on disk.</summary>
    public void Take(JournalEntry entry)
    {
        switch (entry.Event)
        {
            case InputRejected { Problem: InputProblem.UnknownDevice, Device: { } device } rejected:
                _rejected.Add(new SignalKey(device, rejected.Payload.Value));
                break;
            case SignalRecorded recorded:
                Take(entry, recorded.Signal);
                findings.Require(
                    !SignalRules.Opens(recorded.Signal),
                    "a call for help becomes an incident",
                    () => $"{recorded.Signal.Device} {recorded.Signal.Id} says {recorded.Signal.Kind} and is only recorded");
                break;
            default:
                if (OfIncident(entry.Event) is { } signal)
                {
                    Take(entry, signal);
                }

                break;
        }
    }

    /// <summary>The signal that an event brings into an incident; null where it brings none.</summary>
    public static Signal? OfIncident(JournalEvent fact) => fact switch
    {
        IncidentOpened opened => opened.Signal,
        SignalJoined joined => joined.Signal,
        IncidentReopened reopened => reopened.Signal,
        _ => null,
    };

    private void Take(JournalEntry entry, Signal signal)
    {
        var key = new SignalKey(signal.Device, signal.Id);
        if (!_places.TryGetValue(key, out var places))
        {
            _places[key] = places = [];
        }

        places.Add(entry.Incident);
        findings.Require(places.Count == 1, "a signal is in exactly one place", () => $"{key.Device} {key.Id} is journalled {places.Count} times");
        var isOfWatch = signal.Watch is { } watched && signal.Device == WatchSignals.DeviceOf(watched);
        var home = isOfWatch ? signal.Watch : file.Find<Device>(signal.Device.Value)?.Household;
        findings.Require(
            home is not null && home == entry.SealedFor && file.Find<Household>(home.Value.Value)?.Centre == entry.Centre,
            "a signal goes to its own home",
            () => $"{key.Device} {key.Id} of {home?.Value ?? "no home"} went to {entry.SealedFor} in {entry.Centre}");
    }
}
