using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Simulation.Checks;

/// <summary>
/// What the disk has, as the simulation saw it being written: an account of its own beside the engine's, checked after every transaction.
/// </summary>
/// <param name="findings">Takes what is wrong.</param>
/// <param name="digest">Takes every entry.</param>
/// <param name="hasPromised">Whether a person really said that they go.</param>
internal sealed class Ledger(Findings findings, Digest digest, Func<RecipientRef, bool> hasPromised)
{
    private readonly List<JournalEntry> _entries = [];
    private readonly List<string> _written = [];
    private readonly Dictionary<IncidentId, Incident> _incidents = [];
    private readonly Dictionary<SignalKey, List<IncidentId?>> _signals = [];
    private readonly Dictionary<NotificationId, int> _notFound = [];
    private readonly Dictionary<IncidentId, DateTimeOffset> _changedAt = [];
    private readonly Dictionary<IncidentId, (Incident Incident, Deadline Next)> _deadlines = [];
    private readonly HashSet<(IncidentId, RecipientRef)> _byHand = [];

    public Findings Findings => findings;

    /// <summary>Everything that is on disk, in order. The simulation has one centre.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    public long Head => _entries.Count;

    /// <summary>Incidents that are not closed, in the order of opening.</summary>
    public IEnumerable<Incident> Open => _incidents.Values.Where(i => i.State != IncidentState.Closed);

    public IEnumerable<Incident> All => _incidents.Values;

    /// <summary>Incidents that wait for something, each with its soonest deadline.</summary>
    public IEnumerable<(Incident Incident, Deadline Next)> Deadlines => _deadlines.Values;

    /// <summary>The soonest deadline of all; null when nothing waits.</summary>
    public DateTimeOffset? SoonestDeadline => _deadlines.Count == 0 ? null : _deadlines.Values.Min(d => d.Next.DueAt);

    /// <summary>Is told when an incident is opened.</summary>
    public event Action? Opened;

    /// <summary>When something last happened to an incident, by the server's clock: what makes a deadline that is already past.</summary>
    public DateTimeOffset ChangedAt(IncidentId id) => _changedAt[id];

    public Incident? Find(IncidentId id) => _incidents.GetValueOrDefault(id);

    /// <summary>An operator is about to tell somebody by hand, which may be the second time.</summary>
    public void ExpectByHand(IncidentId incident, RecipientRef person) => _byHand.Add((incident, person));

    /// <summary>How often a look-up declared that the provider did not have it.</summary>
    public int DeclaredLost(NotificationId id) => _notFound.GetValueOrDefault(id);

    /// <summary>Where a signal went: once for each time that it was journalled.</summary>
    public IReadOnlyList<IncidentId?> PlacesOf(SignalKey key) => _signals.GetValueOrDefault(key) ?? [];

    /// <summary>A transaction is on disk.</summary>
    public void Take(IReadOnlyList<JournalEntry> entries)
    {
        IncidentEvent? previous = null;
        foreach (var entry in entries)
        {
            findings.Require(entry.Position == Head + 1, "positions are gapless", () => $"position {entry.Position} after {Head}");
            _entries.Add(entry);
            _written.Add(Describe(entry));
            digest.Add(_written[^1]);
            TakeSignal(entry);
            if (entry is { Incident: { } id, Event: IncidentEvent fact })
            {
                var isSameDecision = _incidents.ContainsKey(id) && entry.Position > 1 && _entries[(int)entry.Position - 2] is { } last && last.Incident == id && last.At == entry.At;
                Take(entry, id, fact, isSameDecision ? previous : null);
                previous = fact;
            }
        }

        foreach (var incident in entries.Where(e => e.Incident is not null).Select(e => _incidents[e.Incident!.Value]).Distinct())
        {
            Arm(incident);
            Report(IncidentRules.OfState(incident));
            findings.Require(
                !incident.IsActive || _incidents.Values.Count(i => i.IsActive && i.Household == incident.Household && i.Lane == incident.Lane) == 1,
                "one danger, one incident",
                () => $"{incident.Household} has two active incidents in lane {incident.Lane}");
        }
    }

    /// <summary>
    /// The server came up again and this is what the disk has. All that was committed must be there; of what was under way when it died there
    /// may be all or nothing.
    /// </summary>
    /// <param name="onDisk">The centre's entries from the first.</param>
    /// <param name="underWay">What was being written when it died; null where nothing was.</param>
    public void Compare(IReadOnlyList<JournalEntry> onDisk, IReadOnlyList<JournalEntry>? underWay)
    {
        findings.Require(onDisk.Count >= Head, "what was committed is on disk", () => $"the disk ends at {onDisk.Count}, {Head} were committed");
        for (var i = 0; i < Math.Min(onDisk.Count, _entries.Count); i++)
        {
            var read = Describe(onDisk[i]);
            findings.Require(read == _written[i], "what was committed is on disk", () => $"position {i + 1} reads {read}, written was {_written[i]}");
        }

        var more = onDisk.Skip(_entries.Count).ToList();
        var isWhole = more.Count == 0 || (underWay is not null && more.Count == underWay.Count && more.Select(Describe).SequenceEqual(underWay.Select(Describe)));
        findings.Require(isWhole, "a transaction is there whole or not at all", () => $"{more.Count} entries after {Head}, {underWay?.Count ?? 0} were under way");
        if (more.Count > 0)
        {
            Take(more);
        }
    }

    /// <summary>Incidents that somebody else keeps must be those of the ledger, to the last field.</summary>
    public void Compare(IEnumerable<Incident> theirs, string whose)
    {
        var seen = new HashSet<IncidentId>();
        foreach (var incident in theirs)
        {
            seen.Add(incident.Id);
            CompareOne(incident, whose);
        }

        foreach (var missing in _incidents.Values.Where(i => i.NeedsCare && !seen.Contains(i.Id)))
        {
            findings.Report("replay equals live", $"{whose} does not have {missing.Id}, which is {missing.State}");
        }
    }

    /// <summary>One incident that somebody else keeps or has rebuilt.</summary>
    public void CompareOne(Incident incident, string whose)
    {
        var ours = _incidents.GetValueOrDefault(incident.Id);
        findings.Require(
            ours is not null && Describe(ours) == Describe(incident),
            "replay equals live",
            () => $"{whose} has {Describe(incident)}, the journal says {(ours is null ? "nothing" : Describe(ours))}");
    }

    private void Take(JournalEntry entry, IncidentId id, IncidentEvent fact, IncidentEvent? previous)
    {
        _changedAt[id] = entry.At;
        if (fact is IncidentOpened opened)
        {
            findings.Require(!_incidents.ContainsKey(id), "legal state", () => $"{id} is opened twice");
            _incidents[id] = IncidentHistory.Open(id, entry.Centre, opened, entry.At, entry.Position);
            Opened?.Invoke();
            return;
        }

        if (!_incidents.TryGetValue(id, out var before))
        {
            findings.Report("legal state", $"{fact.GetType().Name} of {id}, which was never opened");
            return;
        }

        var after = before.Apply(fact, entry.At, entry.Position);
        _incidents[id] = after;
        Report(IncidentRules.OfFact(before, fact, after, person => _byHand.Contains((id, person))));
        if (Punctuality.WhyEarly(before, previous, fact, entry.At) is { } early)
        {
            findings.Report("no step early", early);
        }

        switch (fact)
        {
            case IncidentAcknowledged taken:
                findings.Require(hasPromised(taken.By), "responsibility is taken, never assumed", () => $"{id}: {taken.By.Kind} {taken.By.Id} never said that they go");
                break;
            case NotificationNotFound lost:
                _notFound[lost.Notification] = DeclaredLost(lost.Notification) + 1;
                break;
        }
    }

    private void Arm(Incident incident)
    {
        if (incident.State != IncidentState.Closed && EscalationSchedule.NextDeadline(incident) is { } next)
        {
            _deadlines[incident.Id] = (incident, next);
        }
        else
        {
            _deadlines.Remove(incident.Id);
        }
    }

    private void TakeSignal(JournalEntry entry)
    {
        var signal = entry.Event switch
        {
            IncidentOpened e => e.Signal,
            SignalJoined e => e.Signal,
            IncidentReopened e => e.Signal,
            SignalRecorded e => e.Signal,
            _ => null,
        };
        if (signal is null)
        {
            return;
        }

        var key = new SignalKey(signal.Device, signal.Id);
        if (!_signals.TryGetValue(key, out var places))
        {
            _signals[key] = places = [];
        }

        places.Add(entry.Incident);
        findings.Require(places.Count == 1, "a signal is in exactly one place", () => $"{key.Device} {key.Id} is journalled {places.Count} times");
    }

    private void Report(IEnumerable<(string Rule, string Seen)> wrong)
    {
        foreach (var (rule, seen) in wrong)
        {
            findings.Report(rule, seen);
        }
    }

    /// <summary>Whether the screen, or whoever tells of it, has the entry as it was written.</summary>
    public bool Has(JournalEntry entry) => entry.Position <= Head && Describe(entry) == _written[(int)entry.Position - 1];

    private static string Describe(JournalEntry entry) =>
        $"{entry.Position} {entry.At.UtcTicks} {entry.Incident} {entry.SealedFor} {entry.Event.GetType().Name} {JsonSerializer.Serialize<object>(entry.Event)}";

    private static string Describe(Incident incident) => JsonSerializer.Serialize(incident);
}
