using System.Collections.Concurrent;
using System.Collections.Immutable;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Duty;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Engine.Writing;

/// <summary>What is committed, in memory. Only the writer changes it, and only after the commit; anybody may read incidents and directory.</summary>
internal sealed class LiveState
{
    private readonly ConcurrentDictionary<(HouseholdId, Lane), IncidentId> _active = new();
    private readonly Dictionary<(HouseholdId, Lane), ImmutableList<IncidentId>> _resolved = [];
    private readonly ConcurrentDictionary<IncidentId, Incident> _outages = new();
    private readonly Dictionary<CentreId, long> _heads = [];
    private volatile DirectoryIndex _directory = DirectoryIndex.Empty;

    /// <summary>Incidents that need care.</summary>
    public ConcurrentDictionary<IncidentId, Incident> Incidents { get; } = new();

    /// <summary>The same, the oldest first: after a start, whoever has waited longest comes first.</summary>
    public IEnumerable<Incident> ByAge => Incidents.Values.OrderBy(i => i.OpenedAt).ThenBy(i => i.Id.Value, StringComparer.Ordinal);

    /// <summary>The active incidents of areas without power or network, the oldest first. A home that comes back asks for them, and not for every incident.</summary>
    public IEnumerable<Incident> Outages => _outages.Values.OrderBy(i => i.OpenedAt).ThenBy(i => i.Id.Value, StringComparer.Ordinal);

    public DirectoryIndex Directory => _directory;

    /// <summary>Who sits at a console; not in the journal, for it is true only while the connection lives.</summary>
    public ConsoleRegister Consoles { get; } = new();

    public long Head(CentreId centre) => _heads.GetValueOrDefault(centre);

    /// <summary>The home's active incident of the lane; anybody may ask.</summary>
    public Incident? FindActive(HouseholdId household, Lane lane) =>
        _active.TryGetValue((household, lane), out var id) ? Incidents.GetValueOrDefault(id) : null;

    /// <summary>The home's incidents of the lane that were resolved and are not closed; few, and for the writer only.</summary>
    public ImmutableList<IncidentId> ResolvedOf(HouseholdId household, Lane lane) =>
        _resolved.GetValueOrDefault((household, lane), ImmutableList<IncidentId>.Empty);

    /// <summary>Takes over what the journal has, in place of all that was here.</summary>
    public void Load(JournalSnapshot snapshot)
    {
        _heads.Clear();
        _active.Clear();
        _resolved.Clear();
        _outages.Clear();
        foreach (var (centre, head) in snapshot.Heads)
        {
            _heads[centre] = head;
        }

        _directory = DirectoryIndex.Empty.With(snapshot.Directory, []);
        var incidents = snapshot.OpenIncidents.GroupBy(e => e.Incident!.Value).Select(Rebuild).ToDictionary(i => i.Id);
        foreach (var gone in Incidents.Keys.Where(id => !incidents.ContainsKey(id)))
        {
            Incidents.TryRemove(gone, out _);
        }

        foreach (var incident in incidents.Values)
        {
            Place(incident);
            Keep(incident);
        }
    }

    /// <summary>Takes over a committed batch.</summary>
    public void Take(Batch batch)
    {
        foreach (var (centre, head) in batch.Heads)
        {
            _heads[centre] = head;
        }

        _directory = batch.Directory;
        foreach (var incident in batch.Touched)
        {
            // Most of what is committed leaves an incident where it was.
            if (!Incidents.TryGetValue(incident.Id, out var before) || before.State != incident.State)
            {
                Place(incident);
            }

            Keep(incident);
        }
    }

    /// <summary>An incident from its entries.</summary>
    /// <exception cref="JournalException">The first entry does not open it.</exception>
    public static Incident Rebuild(IEnumerable<JournalEntry> entries)
    {
        Incident? incident = null;
        foreach (var entry in entries)
        {
            incident = entry.Event switch
            {
                IncidentOpened opened when incident is null => IncidentHistory.Open(entry.Incident!.Value, entry.Centre, opened, entry.At, entry.Position),
                IncidentEvent fact when incident is not null => incident.Apply(fact, entry.At, entry.Position),
                _ => throw new JournalException($"centre {entry.Centre}, position {entry.Position}: {entry.Event.GetType().Name} cannot stand here in the history of incident {entry.Incident}"),
            };
        }

        return incident ?? throw new JournalException("an incident without entries");
    }

    /// <summary>Puts it where its home's incidents are found.</summary>
    private void Place(Incident incident)
    {
        var key = (incident.Household, incident.Lane);
        if (incident.IsActive)
        {
            _active[key] = incident.Id;
        }
        else if (_active.TryGetValue(key, out var active) && active == incident.Id)
        {
            _active.TryRemove(key, out _);
        }

        SetResolved(incident);
    }

    private void SetResolved(Incident incident)
    {
        var key = (incident.Household, incident.Lane);
        var known = ResolvedOf(incident.Household, incident.Lane);
        var now = incident.State != IncidentState.Resolved ? known.Remove(incident.Id) : known.Contains(incident.Id) ? known : known.Add(incident.Id);
        if (now.IsEmpty)
        {
            _resolved.Remove(key);
        }
        else
        {
            _resolved[key] = now;
        }
    }

    private void Keep(Incident incident)
    {
        if (incident is { Outage: not null, IsActive: true })
        {
            _outages[incident.Id] = incident;
        }
        else if (incident.Outage is not null)
        {
            _outages.TryRemove(incident.Id, out _);
        }

        if (incident.NeedsCare)
        {
            Incidents[incident.Id] = incident;
        }
        else
        {
            Incidents.TryRemove(incident.Id, out _);
        }
    }
}
