using System.Runtime.InteropServices;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Chain;
using ElderAlert.Storage.Codec;
using ElderAlert.Storage.Sealing;

namespace ElderAlert.Storage.Sqlite;

/// <summary>A batch with its bodies sealed and its entries linked, ready to be written.</summary>
/// <param name="Batch">What was asked for.</param>
/// <param name="Entries">The entries, linked to each other; the first of an incident that was open before is not linked to those on disk yet.</param>
/// <param name="Upserts">The directory's rows.</param>
/// <param name="Heads">The heads after it, of the centres that it concerns.</param>
internal sealed record SealedBatch(
    CommitBatch Batch,
    IReadOnlyList<StoredLink> Entries,
    IReadOnlyList<StoredItem> Upserts,
    IReadOnlyDictionary<CentreId, ChainHead> Heads)
{
    /// <summary>How many rows it writes.</summary>
    public int Rows => Entries.Count + Upserts.Count + Heads.Count
        + Batch.Signals.Count + Batch.Incidents.Count + Batch.DirectoryDeletes.Count + Batch.Requests.Count;
}

/// <summary>A directory item as it lies on disk.</summary>
internal readonly record struct StoredItem(string Type, string Id, string Centre, byte[] Body);

/// <summary>Seals batches: all that can be done, and can fail, before a transaction is begun.</summary>
internal sealed class BatchSealer(KeyRing keys, BodyCodec codec)
{
    /// <param name="batch">What is to be written.</param>
    /// <param name="headOf">The head of a centre as it is committed.</param>
    /// <exception cref="JournalException">A position is not the next one of its centre, or an incident's state does not go with its entries.</exception>
    public SealedBatch Seal(CommitBatch batch, Func<CentreId, ChainHead> headOf)
    {
        keys.Ensure(batch.Entries.Where(e => PrivateShapes.Holds(e.Event.GetType())).Select(SealingScope.Of)
            .Concat(batch.DirectoryUpserts.Where(i => PrivateShapes.Holds(i.GetType())).Select(SealingScope.Of)));
        var upserts = batch.DirectoryUpserts.Select(Seal).ToList();
        var digests = DigestsOf(batch, upserts);
        var heads = new Dictionary<CentreId, ChainHead>();
        var entries = new List<StoredLink>(batch.Entries.Count);
        var latest = new Dictionary<IncidentId, long>();
        for (var i = 0; i < batch.Entries.Count; i++)
        {
            var entry = batch.Entries[i];
            var head = heads.TryGetValue(entry.Centre, out var touched) ? touched : headOf(entry.Centre);
            if (entry.Position != head.Position + 1)
            {
                throw new JournalException($"Position {entry.Position} of centre {entry.Centre} cannot be appended: the next one is {head.Position + 1}.");
            }

            var stored = Seal(entry, digests.GetValueOrDefault(i));
            var hash = ChainHash.Next(head.Hash, stored);
            heads[entry.Centre] = new ChainHead(entry.Position, hash);
            entries.Add(new StoredLink(stored, hash, entry.Incident is { } incident ? Follow(incident, entry.Position, latest) : null));
        }

        RequireStatesOf(latest, batch.Incidents);

        return new SealedBatch(batch, entries, upserts, heads);
    }

    /// <summary>The incident's entry before this one, where it is in the same batch.</summary>
    private static long? Follow(IncidentId incident, long position, Dictionary<IncidentId, long> latest)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(latest, incident, out var isFollower);
        long? previous = isFollower ? last : null;
        last = position;
        return previous;
    }

    /// <summary>An incident is read from its row back: the row must tell of its last entry.</summary>
    private static void RequireStatesOf(Dictionary<IncidentId, long> latest, IReadOnlyList<Incident> incidents)
    {
        foreach (var incident in incidents)
        {
            if (latest.Remove(incident.Id, out var last) && incident.Position != last)
            {
                throw new JournalException($"Incident {incident.Id} cannot be stored as of position {incident.Position}: its last entry is {last}.");
            }
        }

        if (latest.Count > 0)
        {
            throw new JournalException($"The entries of incident {latest.Keys.First()} cannot be stored without its state.");
        }
    }

    /// <summary>The digest of each row that is written, by the index of the last entry that tells of its item.</summary>
    private static Dictionary<int, byte[]> DigestsOf(CommitBatch batch, List<StoredItem> rows)
    {
        var digests = new Dictionary<int, byte[]>();
        if (rows.Count == 0)
        {
            return digests;
        }

        var last = new Dictionary<(string Centre, string Type, string Id), int>();
        for (var i = 0; i < batch.Entries.Count; i++)
        {
            if (batch.Entries[i].Event is DirectoryChanged { Deleted: false } changed)
            {
                last[(batch.Entries[i].Centre.Value, changed.Type, changed.Key)] = i;
            }
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var item = batch.DirectoryUpserts[i];
            if (last.TryGetValue((item.Centre.Value, item.GetType().Name, item.Key), out var entry))
            {
                digests[entry] = RowDigest.Of(rows[i].Body);
            }
        }

        return digests;
    }

    private StoredEntry Seal(JournalEntry entry, byte[]? rowDigest)
    {
        var name = EventNames.Of(entry.Event);
        var body = codec.Encode(entry, name);
        return new StoredEntry(
            entry.Centre.Value,
            entry.Position,
            StoredTime.Of(entry.At),
            name.Name,
            name.Version,
            entry.Incident?.Value,
            entry.SealedFor?.Value,
            rowDigest is null ? body : RowDigest.AddTo(body, rowDigest));
    }

    private StoredItem Seal(DirectoryItem item)
    {
        var type = DirectoryNames.Of(item);
        return new StoredItem(type, item.Key, item.Centre.Value, codec.Encode(item, type));
    }
}
