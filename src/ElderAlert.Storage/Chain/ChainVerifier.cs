using ElderAlert.Domain;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Storage.Chain;

/// <summary>
/// Recomputes one centre's chain from entries given in the order of their positions. After a fault it goes on from the stored
/// hash, so that one changed entry is one fault.
/// </summary>
internal sealed class ChainVerifier(CentreId centre)
{
    private readonly List<ChainFault> _faults = [];
    private ChainHead _last = ChainHead.Genesis;

    public void Check(in StoredEntry entry, byte[] hash)
    {
        var expected = _last.Position + 1;
        if (entry.Position < expected)
        {
            Fault(entry.Position, "the position is out of place");
            return;
        }

        if (entry.Position > expected)
        {
            Fault(expected, entry.Position - expected == 1 ? "the entry is missing" : $"the entries up to {entry.Position - 1} are missing");
        }
        else if (!hash.AsSpan().SequenceEqual(ChainHash.Next(_last.Hash, entry)))
        {
            Fault(entry.Position, "the entry, or the link to the one before it, was changed");
        }

        _last = new ChainHead(entry.Position, hash);
    }

    /// <summary>Compares the last entry with the head that was stored beside the chain; null where there is none.</summary>
    public IReadOnlyList<ChainFault> Finish(ChainHead? head)
    {
        if (head is not { } stored)
        {
            Fault(_last.Position, "the record of the journal's head is missing");
        }
        else if (stored.Position > _last.Position)
        {
            Fault(_last.Position + 1, $"the entries at the end, up to {stored.Position}, are missing");
        }
        else if (stored.Position < _last.Position)
        {
            Fault(stored.Position + 1, $"there are entries after the journal's head {stored.Position}");
        }
        else if (!stored.Hash.AsSpan().SequenceEqual(_last.Hash))
        {
            Fault(_last.Position, "the last entry is not the one that the journal's head tells of");
        }

        return _faults;
    }

    private void Fault(long position, string reason) => _faults.Add(new ChainFault(centre, position, reason));
}
