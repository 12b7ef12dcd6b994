using System.Runtime.InteropServices;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Feed;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Engine.Writing;

/// <summary>
/// A transaction in the making: what the batch's pieces of work decided so far, over what is committed. Dropped without a trace when
/// the append fails.
/// </summary>
internal sealed class Batch(LiveState live, DateTimeOffset now, int works)
{
    private readonly List<JournalEntry> _entries = new(works);
    private readonly List<CommittedEntry> _feed = new(works);
    private readonly List<SignalRow> _signals = new(works);
    private readonly List<DirectoryItem> _upserts = [];
    private readonly List<DirectoryItem> _deletes = [];
    private readonly List<RequestRow> _requests = [];
    private readonly Dictionary<IncidentId, Incident> _incidents = [];
    private readonly Dictionary<(HouseholdId, Lane), IncidentId> _opened = [];
    private readonly Dictionary<(HouseholdId, Lane), IncidentId> _resolved = [];
    private readonly Dictionary<CentreId, long> _heads = [];
    private readonly Dictionary<CentreId, (StaffOnDuty OnDuty, bool HasOperators)> _staff = [];

    /// <summary>The time of every decision in this batch.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The file with this batch's edits.</summary>
    public DirectoryIndex Directory { get; private set; } = live.Directory;

    /// <summary>Signals and requests that are in the store already, looked up for this batch.</summary>
    public KnownKeys Known { get; } = new(works);

    /// <summary>Incidents that were read from the journal for this batch because they are not live.</summary>
    public Dictionary<IncidentId, Incident> Recalled { get; } = [];

    public IReadOnlyDictionary<CentreId, long> Heads => _heads;

    public IEnumerable<Incident> Touched => _incidents.Values;

    /// <summary>Entries with the incident after each, for the feed.</summary>
    public IReadOnlyList<CommittedEntry> Feed => _feed;

    /// <summary>Nothing is to be stored. A request that had already come true is: sent again later, it must not be carried out then.</summary>
    public bool IsEmpty => _entries.Count == 0 && _requests.Count == 0;

    public Incident? Find(IncidentId id) =>
        _incidents.GetValueOrDefault(id) ?? live.Incidents.GetValueOrDefault(id) ?? Recalled.GetValueOrDefault(id);

    public Incident? FindActive(HouseholdId household, Lane lane)
    {
        var incident = _opened.TryGetValue((household, lane), out var id) ? Find(id) : live.FindActive(household, lane);
        var latest = incident is null ? null : Find(incident.Id);
        return latest is { IsActive: true } ? latest : null;
    }

    /// <summary>The home's active incident; where there is none, the one that was resolved last and is not closed.</summary>
    public Incident? FindLatest(HouseholdId household, Lane lane)
    {
        if (FindActive(household, lane) is { } active)
        {
            return active;
        }

        var latest = _resolved.TryGetValue((household, lane), out var id) ? Resolved(id) : null;
        foreach (var earlier in live.ResolvedOf(household, lane))
        {
            latest = Resolved(earlier) is { } other && !(other.ResolvedAt <= latest?.ResolvedAt) ? other : latest;
        }

        return latest;

        Incident? Resolved(IncidentId which) => Find(which) is { State: IncidentState.Resolved } incident ? incident : null;
    }

    /// <summary>Who can be told about a home's incident at the time of this batch.</summary>
    public Roster RosterOf(CentreId centre, HouseholdId household)
    {
        var (onDuty, hasOperators) = StaffOf(centre);
        return Rosters.Of(Directory, household, onDuty) with { HasOperators = hasOperators };
    }

    public long Head(CentreId centre) => _heads.TryGetValue(centre, out var head) ? head : live.Head(centre);

    /// <summary>The id of an incident that would open now.</summary>
    public IncidentId NewIncident(CentreId centre) => NewIncidentId.At(now, centre, Head(centre) + 1);

    /// <summary>Adds what was decided about an incident and returns it as it is afterwards.</summary>
    /// <param name="before">The incident before; null when the first event opens it.</param>
    /// <param name="id">Its id.</param>
    /// <param name="centre">Its centre.</param>
    /// <param name="events">What happened.</param>
    public Incident Add(Incident? before, IncidentId id, CentreId centre, IReadOnlyList<IncidentEvent> events)
    {
        var state = before;
        foreach (var fact in events)
        {
            var position = NextPosition(centre);
            state = state is null
                ? IncidentHistory.Open(id, centre, (IncidentOpened)fact, now, position)
                : state.Apply(fact, now, position);
            Append(new JournalEntry(centre, position, now, fact, id, state.Household), state);
        }

        _incidents[id] = state!;
        if (state!.IsActive)
        {
            _opened[(state.Household, state.Lane)] = id;
        }

        if (state.State == IncidentState.Resolved)
        {
            _resolved[(state.Household, state.Lane)] = id;
        }

        return state;
    }

    /// <summary>Adds a fact of the centre and returns its position.</summary>
    public long Add(CentreId centre, CentreEvent fact, HouseholdId? sealedFor)
    {
        var position = NextPosition(centre);
        Append(new JournalEntry(centre, position, now, fact, Incident: null, sealedFor), incident: null);
        return position;
    }

    public void AddSignal(Signal signal, CentreId centre, IncidentId? incident)
    {
        _signals.Add(new SignalRow(signal, centre, incident, Head(centre)));
        Known.Add(new SignalKey(signal.Device, signal.Id), incident);
    }

    public void AddRequest(RequestKey? key, RequestOutcome outcome)
    {
        if (key is { } known)
        {
            _requests.Add(new RequestRow(known, outcome, now));
            Known.Add(known, outcome);
        }
    }

    public void AddEdit(DirectoryEdit edit, DirectoryIndex after)
    {
        foreach (var item in edit.Upserts)
        {
            _upserts.Add(item);
            Add(edit.Centre, new DirectoryChanged(item.GetType().Name, item.Key, edit.By, Deleted: false), item.SealedFor);
        }

        foreach (var item in edit.Deletes)
        {
            // Deletes are carried out first: what an earlier edit of this batch wrote must not come after.
            _upserts.RemoveAll(u => u.GetType() == item.GetType() && u.Key == item.Key);
            _deletes.Add(item);
            Add(edit.Centre, new DirectoryChanged(item.GetType().Name, item.Key, edit.By, Deleted: true), item.SealedFor);
        }

        Directory = after;
        _staff.Clear();
    }

    public CommitBatch ToCommit() => new(_entries, _signals, [.. _incidents.Values], _upserts, _deletes, _requests);

    private (StaffOnDuty OnDuty, bool HasOperators) StaffOf(CentreId centre)
    {
        ref var staff = ref CollectionsMarshal.GetValueRefOrAddDefault(_staff, centre, out var isKnown);
        if (!isKnown)
        {
            staff = (Rosters.StaffAt(Directory, centre, now), live.Consoles.HasAnybody(centre, now));
        }

        return staff;
    }

    private void Append(JournalEntry entry, Incident? incident)
    {
        _entries.Add(entry);
        _feed.Add(new CommittedEntry(entry, incident));
    }

    private long NextPosition(CentreId centre)
    {
        ref var head = ref CollectionsMarshal.GetValueRefOrAddDefault(_heads, centre, out var exists);
        head = exists ? head + 1 : live.Head(centre) + 1;
        return head;
    }
}
