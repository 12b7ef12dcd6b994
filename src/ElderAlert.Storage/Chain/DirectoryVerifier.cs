using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Codec;

namespace ElderAlert.Storage.Chain;

/// <summary>A row of the directory, as far as a check needs it.</summary>
internal readonly record struct StoredRow(string Type, string Id, string Centre, byte[] Digest);

/// <summary>Compares one centre's directory with the last entry about each row. What was written before entries carried digests is only looked for.</summary>
internal sealed class DirectoryVerifier(CentreId centre)
{
    private static readonly string ChangeName = EventNames.NameOf<Domain.Journal.DirectoryChanged>();
    private readonly Dictionary<(string Type, string Id), (long Position, bool Deleted, byte[]? Digest)> _last = [];
    private readonly List<ChainFault> _faults = [];

    public void Check(in StoredEntry entry)
    {
        if (entry.Name != ChangeName)
        {
            return;
        }

        try
        {
            var change = RowDigest.Read(entry.Body);
            _last[(DirectoryNames.OfEvent(change.Type) ?? change.Type, change.Key)] = (entry.Position, change.Deleted, change.Digest);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            _faults.Add(new ChainFault(centre, entry.Position, "the entry about a row of the directory cannot be read"));
        }
    }

    /// <param name="rows">The centre's rows.</param>
    public IReadOnlyList<ChainFault> Finish(IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
        {
            if (!_last.Remove((row.Type, row.Id), out var last))
            {
                Fault(0, row.Type, row.Id, "is on file, and no entry tells of it");
            }
            else if (last.Deleted)
            {
                Fault(last.Position, row.Type, row.Id, "is on file, although this entry took it off");
            }
            else if (last.Digest is { } digest && !digest.AsSpan().SequenceEqual(row.Digest))
            {
                Fault(last.Position, row.Type, row.Id, "is not the one that this entry wrote");
            }
        }

        foreach (var ((type, id), last) in _last.Where(l => !l.Value.Deleted))
        {
            Fault(last.Position, type, id, "is missing, although this entry wrote it");
        }

        return _faults;
    }

    private void Fault(long position, string type, string id, string reason) =>
        _faults.Add(new ChainFault(centre, position, $"the directory's row {type} {id} {reason}"));
}
