using ElderAlert.Domain;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Storage.Chain;

/// <summary>
/// Follows every incident of one centre from entry to entry, given in the order of their positions. The hash chain is not over these links,
/// since they say nothing that it does not; but an incident is read along them, and one that leads past an entry would hide it.
/// </summary>
internal sealed class TrailVerifier(CentreId centre)
{
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);
    private readonly List<ChainFault> _faults = [];

    public void Check(in StoredEntry entry, long? previous)
    {
        var expected = entry.Incident is { } incident && _last.TryGetValue(incident, out var last) ? last : (long?)null;
        if (previous != expected)
        {
            Fault(entry.Position, "the link to the entry of its incident before it was changed");
        }

        if (entry.Incident is not null)
        {
            _last[entry.Incident] = entry.Position;
        }
    }

    /// <summary>Compares the last entry of each incident with the one that the incident's row tells of.</summary>
    public IReadOnlyList<ChainFault> Finish(IReadOnlyDictionary<string, long> ends)
    {
        foreach (var (incident, last) in _last)
        {
            if (!ends.TryGetValue(incident, out var end))
            {
                Fault(last, $"the row of incident {incident} is missing");
            }
            else if (end != last)
            {
                Fault(last, $"the row of incident {incident} does not tell of its last entry");
            }
        }

        foreach (var (incident, end) in ends)
        {
            if (!_last.ContainsKey(incident))
            {
                Fault(end, $"there is a row of incident {incident}, which has no entries");
            }
        }

        return _faults;
    }

    private void Fault(long position, string reason) => _faults.Add(new ChainFault(centre, position, reason));
}
