using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Storage.Chain;

/// <summary>Recomputes the chain of every centre, compares the directory with it and looks through the inbox, as of one moment, while the server goes on.</summary>
internal sealed class JournalCheck(ReadPool pool)
{
    private const int PageSize = 2_000;

    public IReadOnlyList<ChainFault> Run(CancellationToken cancellation)
    {
        var (heads, centres, rows, ends, doubles) = pool.Read(db =>
        {
            var centres = JournalReader.Centres(db);
            return (
                JournalReader.Heads(db),
                centres,
                JournalReader.DirectoryDigests(db),
                centres.ToDictionary(c => c.Centre, c => JournalReader.IncidentEnds(db, c.Centre)),
                JournalReader.SignalsTakenTwice(db));
        });
        var rowsOf = rows.ToLookup(r => r.Centre, StringComparer.Ordinal);
        var unknown = rowsOf.Where(g => centres.All(c => c.Centre.Value != g.Key))
            .Select(g => new ChainFault(new CentreId(g.Key), 0, "the directory has rows of a centre without entries"));
        return [.. centres.SelectMany(c => Check(c.Centre, c.Last, heads, rowsOf[c.Centre.Value], ends[c.Centre], cancellation)), .. unknown, .. doubles];
    }

    private IEnumerable<ChainFault> Check(
        CentreId centre,
        long last,
        Dictionary<CentreId, ChainHead> heads,
        IEnumerable<StoredRow> rows,
        IReadOnlyDictionary<string, long> ends,
        CancellationToken cancellation)
    {
        var chain = new ChainVerifier(centre);
        var directory = new DirectoryVerifier(centre);
        var trails = new TrailVerifier(centre);
        var after = long.MinValue;
        while (pool.Read(db => JournalReader.Page(db, centre, after, last, PageSize)) is { Count: > 0 } page)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (entry, hash, previous) in page)
            {
                chain.Check(entry, hash);
                trails.Check(entry, previous);
                directory.Check(entry);
                after = entry.Position;
            }
        }

        var broken = chain.Finish(heads.TryGetValue(centre, out var head) ? head : null);
        // What is wrong with the chain is wrong with the trails through it too, and is said once.
        return [.. broken, .. broken.Count == 0 ? trails.Finish(ends) : [], .. directory.Finish(rows)];
    }
}
