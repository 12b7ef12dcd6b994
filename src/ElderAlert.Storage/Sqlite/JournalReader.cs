using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Chain;
using ElderAlert.Storage.Codec;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Sqlite;

/// <summary>The queries. Each runs on a connection of the pool, within its read transaction.</summary>
internal sealed class JournalReader(BodyCodec codec)
{
    public const string HeadQuery = "SELECT centre, position, hash FROM head";
    private const string EntryColumns = "j.centre, j.position, j.at, j.name, j.version, j.incident, j.sealed_for, j.body, j.hash, j.previous";

    public static Dictionary<CentreId, ChainHead> Heads(ReadConnection db)
    {
        using var rows = db.Query(HeadQuery);
        return Heads(rows);
    }

    /// <summary>Reads the rows of <see cref="HeadQuery"/>.</summary>
    public static Dictionary<CentreId, ChainHead> Heads(SqliteDataReader rows)
    {
        var heads = new Dictionary<CentreId, ChainHead>();
        while (rows.Read())
        {
            heads.Add(new CentreId(rows.GetString(0)), new ChainHead(rows.GetInt64(1), rows.GetFieldValue<byte[]>(2)));
        }

        return heads;
    }

    /// <summary>A centre whose last entry is not the one that its head tells of; null where all are sound.</summary>
    public static string? FindBrokenHead(ReadConnection db)
    {
        using var row = db.Query(
            """
            SELECT h.centre FROM head h LEFT JOIN journal j ON j.centre = h.centre AND j.position = h.position
            WHERE j.hash IS NOT h.hash OR h.position <> (SELECT max(position) FROM journal WHERE centre = h.centre)
            LIMIT 1
            """);
        return row.Read() ? row.GetString(0) : null;
    }

    /// <summary>Every centre that has entries or a head, with the position up to which there are any.</summary>
    public static IReadOnlyList<(CentreId Centre, long Last)> Centres(ReadConnection db)
    {
        var centres = new List<(CentreId, long)>();
        using var row = db.Query("SELECT centre, max(position) FROM (SELECT centre, position FROM journal UNION ALL SELECT centre, position FROM head) GROUP BY centre");
        while (row.Read())
        {
            centres.Add((new CentreId(row.GetString(0)), row.GetInt64(1)));
        }

        return centres;
    }

    /// <summary>A page of entries as they are stored, after a position and up to another.</summary>
    public static IReadOnlyList<StoredLink> Page(ReadConnection db, CentreId centre, long after, long last, int limit)
    {
        using var row = db.Query(
            $"SELECT {EntryColumns} FROM journal j WHERE j.centre = $1 AND j.position > $2 AND j.position <= $3 ORDER BY j.position LIMIT $4",
            centre.Value,
            after,
            last,
            limit);
        return Entries(row);
    }

    public IReadOnlyList<JournalEntry> OpenIncidents(ReadConnection db)
    {
        using var row = db.Query(TrailOf("needs_care = 1"));
        return [.. Entries(row).Select(e => Decode(e.Entry))];
    }

    public IReadOnlyList<JournalEntry> Incident(ReadConnection db, IncidentId incident)
    {
        using var row = db.Query(TrailOf("id = $1"), incident.Value);
        return [.. Entries(row).Select(e => Decode(e.Entry))];
    }

    public IReadOnlyList<DirectoryItem> Directory(ReadConnection db)
    {
        var items = new List<DirectoryItem>();
        using var row = db.Query("SELECT type, id, centre, body FROM directory");
        while (row.Read())
        {
            items.Add(codec.DecodeItem(new CentreId(row.GetString(2)), row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(3)));
        }

        return items;
    }

    /// <summary>The last entry of every incident of a centre, as the incident's row tells.</summary>
    public static IReadOnlyDictionary<string, long> IncidentEnds(ReadConnection db, CentreId centre)
    {
        var ends = new Dictionary<string, long>(StringComparer.Ordinal);
        using var row = db.Query("SELECT id, position FROM incident WHERE centre = $1", centre.Value);
        while (row.Read())
        {
            ends.Add(row.GetString(0), row.GetInt64(1));
        }

        return ends;
    }

    public static IReadOnlyList<IncidentRow> IncidentRows(ReadConnection db, CentreId centre)
    {
        var rows = new List<IncidentRow>();
        using var row = db.Query("SELECT id, household, lane, state, active, needs_care, opened_at, position FROM incident WHERE centre = $1", centre.Value);
        while (row.Read())
        {
            rows.Add(new IncidentRow(
                new IncidentId(row.GetString(0)),
                new HouseholdId(row.GetString(1)),
                row.GetString(2),
                row.GetString(3),
                row.GetBoolean(4),
                row.GetBoolean(5),
                StoredTime.Read(row.GetInt64(6)),
                row.GetInt64(7)));
        }

        return rows;
    }

    /// <summary>The digest of every row of the directory.</summary>
    public static IReadOnlyList<StoredRow> DirectoryDigests(ReadConnection db)
    {
        var rows = new List<StoredRow>();
        using var row = db.Query("SELECT type, id, centre, body FROM directory");
        while (row.Read())
        {
            rows.Add(new StoredRow(row.GetString(0), row.GetString(1), row.GetString(2), RowDigest.Of(row.GetFieldValue<byte[]>(3))));
        }

        return rows;
    }

    /// <summary>Signals that are in the inbox more than once: among the recent ones, or recent and filed as of another entry.</summary>
    public static List<ChainFault> SignalsTakenTwice(ReadConnection db)
    {
        using var rows = db.Query(
            """
            WITH recent AS (
                SELECT device, id, centre, position FROM recent_signal_a UNION ALL
                SELECT device, id, centre, position FROM recent_signal_b)
            SELECT centre, max(position), device, id FROM recent GROUP BY device, id HAVING count(*) > 1 UNION ALL
            SELECT recent.centre, recent.position, device, id FROM recent JOIN signal USING (device, id) WHERE signal.position <> recent.position
            """);
        var faults = new List<ChainFault>();
        while (rows.Read())
        {
            faults.Add(new ChainFault(new CentreId(rows.GetString(0)), rows.GetInt64(1), $"signal {rows.GetString(3)} of {rows.GetString(2)} is in the inbox twice"));
        }

        return faults;
    }

    public static IReadOnlyList<IncidentId> List(ReadConnection db, CentreId centre, IncidentId? before, int limit)
    {
        const string Newest = "SELECT id FROM incident WHERE centre = $1 ORDER BY opened_at DESC, id DESC LIMIT $2";
        const string Older =
            """
            SELECT id FROM incident
            WHERE centre = $1 AND (opened_at, id) < (SELECT opened_at, id FROM incident WHERE id = $3 AND centre = $1)
            ORDER BY opened_at DESC, id DESC LIMIT $2
            """;
        var ids = new List<IncidentId>();
        using var row = before is { } from
            ? db.Query(Older, centre.Value, limit, from.Value)
            : db.Query(Newest, centre.Value, limit);
        while (row.Read())
        {
            ids.Add(new IncidentId(row.GetString(0)));
        }

        return ids;
    }

    public static Dictionary<RequestKey, RequestOutcome> Requests(ReadConnection db, IReadOnlyCollection<RequestKey> keys)
    {
        var found = new Dictionary<RequestKey, RequestOutcome>();
        foreach (var key in keys)
        {
            using var row = db.Query("SELECT incident, position FROM request WHERE centre = $1 AND id = $2", key.Centre.Value, key.Id);
            if (row.Read())
            {
                found[key] = new RequestOutcome(Incident(row, 0), row.GetInt64(1));
            }
        }

        return found;
    }

    public JournalEntry Decode(in StoredEntry stored)
    {
        var centre = new CentreId(stored.Centre);
        return new JournalEntry(
            centre,
            stored.Position,
            StoredTime.Read(stored.At),
            codec.DecodeEvent(centre, new EventName(stored.Name, stored.Version), stored.Body),
            stored.Incident is { } incident ? new IncidentId(incident) : null,
            stored.SealedFor is { } household ? new HouseholdId(household) : null);
    }

    /// <summary>
    /// The entries of incidents in the order of their positions: from the last of each, as its row tells, back to its first. A link that somebody has
    /// bent forward ends the trail: it must not lead in a circle.
    /// </summary>
    private static string TrailOf(string incidents) =>
        $"""
        WITH RECURSIVE trail(centre, position) AS (
            SELECT centre, position FROM incident WHERE {incidents}
            UNION ALL
            SELECT j.centre, j.previous FROM trail t CROSS JOIN journal j
            WHERE j.centre = t.centre AND j.position = t.position AND j.previous < j.position)
        SELECT {EntryColumns} FROM trail t CROSS JOIN journal j
        WHERE j.centre = t.centre AND j.position = t.position ORDER BY j.centre, j.position
        """;

    private static List<StoredLink> Entries(SqliteDataReader row)
    {
        var entries = new List<StoredLink>();
        while (row.Read())
        {
            var entry = new StoredEntry(
                row.GetString(0),
                row.GetInt64(1),
                row.GetInt64(2),
                row.GetString(3),
                row.GetInt32(4),
                row.IsDBNull(5) ? null : row.GetString(5),
                row.IsDBNull(6) ? null : row.GetString(6),
                row.GetFieldValue<byte[]>(7));
            entries.Add(new StoredLink(entry, row.GetFieldValue<byte[]>(8), row.IsDBNull(9) ? null : row.GetInt64(9)));
        }

        return entries;
    }

    private static IncidentId? Incident(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : new IncidentId(row.GetString(column));
}
