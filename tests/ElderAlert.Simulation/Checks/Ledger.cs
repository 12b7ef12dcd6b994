using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
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
    private readonly Dictionary<IncidentId, DateTimeOffset> _changedAt = [];
    private readonly Dictionary<IncidentId, (Incident Incident, Deadline Next)> _deadlines = [];
    private readonly HashSet<(IncidentId, RecipientRef)> _byHand = [];

    public Findings Findings => findings;

    public FileAccount File { get; } = new();

    public SignalAccount Signals => field ??= new SignalAccount(findings, File);

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

    /// <summary>Is told of each entry, with its incident before and after it; null where it is the centre's own.</summary>
    public event Action<JournalEntry, Incident?, Incident?>? Took;

    /// <summary>Is told after a transaction of each incident that it changed.</summary>
    public event Action<Incident>? Touched;

    /// <summary>When something last happened to an incident, by the server's clock: what makes a deadline that is already past.</summary>
    public DateTimeOffset ChangedAt(IncidentId id) => _changedAt[id];

    public Incident? Find(IncidentId id) => _incidents.GetValueOrDefault(id);

    /// <summary>An operator is about to tell somebody by hand, which may be the second time.</summary>
    public void ExpectByHand(IncidentId incident, RecipientRef person) => _byHand.Add((incident, person));

    /// <summary>A transaction is on disk.</summary>
    /// <param name="entries">Its entries.</param>
    /// <param name="written">The rows of the file that it wrote.</param>
    public void Take(IReadOnlyList<JournalEntry> entries, IReadOnlyList<DirectoryItem> written)
    {
        var rows = new List<DirectoryItem>(written);
        IncidentEvent? previous = null;
        foreach (var entry in entries)
        {
            findings.Require(entry.Position == Head + 1, "positions are gapless", () => $"position {entry.Position} after {Head}");
            _entries.Add(entry);
            _written.Add(Describe(entry));
            digest.Add(_written[^1]);
            if (entry.Event is DirectoryChanged change)
            {
                File.Take(change, rows);
            }

            Signals.Take(entry);
            var before = entry.Incident is { } known ? _incidents.GetValueOrDefault(known) : null;
            if (entry is { Incident: { } id, Event: IncidentEvent fact })
            {
                var isSameDecision = _incidents.ContainsKey(id) && entry.Position > 1 && _entries[(int)entry.Position - 2] is { } last && last.Incident == id && last.At == entry.At;
                Take(entry, id, fact, isSameDecision ? previous : null);
                previous = fact;
            }

            Took?.Invoke(entry, before, entry.Incident is { } changed ? _incidents.GetValueOrDefault(changed) : null);
        }

        foreach (var incident in entries.Where(e => e.Incident is not null).Select(e => _incidents[e.Incident!.Value]).Distinct())
        {
            Arm(incident);
            Report(IncidentRules.OfState(incident));
            Touched?.Invoke(incident);
            findings.Require(
                !incident.IsActive || _incidents.Values.Count(i => i.IsActive && i.Household == incident.Household && i.Lane == incident.Lane) == 1,
                "one danger, one incident",
                () => $"{incident.Household} has two active incidents in lane {incident.Lane}");
        }
    }

    /// <summary>How far the disk has been read back and compared.</summary>
    public int Compared { get; private set; }

    /// <summary>
    /// The server came up again and this is what the disk has. All that was committed must be there; of what was under way when it died there
    /// may be all or nothing.
    /// </summary>
    /// <param name="after">The position that was read from: what was compared at an earlier start is read again at the end only.</param>
    /// <param name="onDisk">The centre's entries after it.</param>
    /// <param name="underWay">What was being written when it died; null where nothing was.</param>
    public void Compare(int after, IReadOnlyList<JournalEntry> onDisk, CommitBatch? underWay)
    {
        findings.Require(after + onDisk.Count >= Head, "what was committed is on disk", () => $"the disk ends at {after + onDisk.Count}, {Head} were committed");
        for (var i = after; i < Math.Min(after + onDisk.Count, _entries.Count); i++)
        {
            var read = Describe(onDisk[i - after]);
            findings.Require(read == _written[i], "what was committed is on disk", () => $"position {i + 1} reads {read}, written was {_written[i]}");
        }

        var more = onDisk.Skip(_entries.Count - after).ToList();
        var isWhole = more.Count == 0 || (underWay is not null && more.Select(Describe).SequenceEqual(underWay.Entries.Select(Describe)));
        findings.Require(isWhole, "a transaction is there whole or not at all", () => $"{more.Count} entries after {Head}, {underWay?.Entries.Count ?? 0} were under way");
        Compared = _entries.Count;
        if (more.Count > 0)
        {
            Take(more, underWay?.DirectoryUpserts ?? []);
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

        if (fact is IncidentAcknowledged taken)
        {
            findings.Require(hasPromised(taken.By), "responsibility is taken, never assumed", () => $"{id}: {taken.By.Kind} {taken.By.Id} never said that they go");
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

    private void Report(IEnumerable<(string Rule, string Seen)> wrong)
    {
        foreach (var (rule, seen) in wrong)
        {
            findings.Report(rule, seen);
        }
    }

    /// <summary>Whether the screen, or whoever tells of it, has the entry as it was written.</summary>
    public bool Has(JournalEntry entry) => entry.Position <= Head
        && (ReferenceEquals(entry, _entries[(int)entry.Position - 1]) || Describe(entry) == _written[(int)entry.Position - 1]);

    private static string Describe(JournalEntry entry) =>
        $"{entry.Position} {entry.At.UtcTicks} {entry.Incident} {entry.SealedFor} {entry.Event.GetType().Name} {JsonSerializer.Serialize<object>(entry.Event)}";

    private static string Describe(Incident incident) => JsonSerializer.Serialize(incident);
}
