using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Server.Cli.Replay;

/// <summary>One centre's incidents and items on file, from the first entry of its journal on and from nothing else.</summary>
internal sealed class ReplayedCentre(CentreId centre)
{
    private readonly Dictionary<IncidentId, Incident> _incidents = [];
    private readonly Dictionary<(string Type, string Key), long> _file = [];
    private readonly List<Difference> _differences = [];

    public CentreId Centre => centre;

    public IReadOnlyDictionary<IncidentId, Incident> Incidents => _incidents;

    /// <summary>By type and id, the entry that wrote the item last; what was taken off is absent.</summary>
    public IReadOnlyDictionary<(string Type, string Key), long> File => _file;

    /// <summary>Entries that cannot be applied.</summary>
    public IReadOnlyList<Difference> Differences => _differences;

    public static async Task<ReplayedCentre> ReadAsync(IJournal journal, CentreId centre, long head, CancellationToken cancellation)
    {
        var replayed = new ReplayedCentre(centre);
        var position = 0L;
        await foreach (var entry in journal.ReadAsync(centre, 0, cancellation))
        {
            if (entry.Position > head)
            {
                break;
            }

            if (entry.Position != ++position)
            {
                replayed.Differ(position, $"the entry is missing, {entry.Position} follows");
                position = entry.Position;
            }

            replayed.Apply(entry);
        }

        if (position != head)
        {
            replayed.Differ(position, $"the journal ends here, its head says {head}");
        }

        return replayed;
    }

    /// <summary>An incident from its own entries; null where they cannot be applied.</summary>
    public static Incident? Rebuild(CentreId centre, IReadOnlyList<JournalEntry> entries)
    {
        var alone = new ReplayedCentre(centre);
        foreach (var entry in entries)
        {
            alone.Apply(entry);
        }

        return alone._differences.Count == 0 ? alone._incidents.Values.SingleOrDefault() : null;
    }

    private void Apply(JournalEntry entry)
    {
        if (entry.Event is DirectoryChanged changed)
        {
            if (changed.Deleted)
            {
                _file.Remove((changed.Type, changed.Key));
            }
            else
            {
                _file[(changed.Type, changed.Key)] = entry.Position;
            }
        }
        else if (entry.Incident is { } id)
        {
            Apply(entry, id);
        }
    }

    private void Apply(JournalEntry entry, IncidentId id)
    {
        var known = _incidents.GetValueOrDefault(id);
        switch (entry.Event)
        {
            case IncidentOpened opened when known is null:
                _incidents[id] = IncidentHistory.Open(id, entry.Centre, opened, entry.At, entry.Position);
                break;
            case IncidentEvent fact when known is not null:
                _incidents[id] = known.Apply(fact, entry.At, entry.Position);
                break;
            default:
                Differ(entry.Position, $"{entry.Event.GetType().Name} cannot stand here in the history of {id}");
                break;
        }
    }

    private void Differ(long position, string what) => _differences.Add(new Difference(centre, position, what));
}
