using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Chain;
using ElderAlert.Storage.Codec;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Sqlite;

/// <summary>The one connection that writes, with its prepared statements. After a failure it is thrown away.</summary>
internal sealed class WriteConnection : IDisposable
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-32768; PRAGMA busy_timeout=2000;";
    private const int MostLastEntries = 65_536;

    private readonly SqliteConnection _connection;
    private readonly DirectStatement _begin;
    private readonly DirectStatement _commit;
    private readonly DirectStatement _beginReading;
    private readonly DirectStatement _findIncident;
    private readonly DirectStatement _entry;
    private readonly DirectStatement _head;
    private readonly DirectStatement _incidentMoved;
    private readonly DirectStatement _incident;
    private readonly DirectStatement _request;
    private readonly DirectStatement _item;
    private readonly DirectStatement _itemDelete;
    private readonly SignalInbox _signals;
    private readonly Dictionary<string, long> _lastEntries = new(StringComparer.Ordinal);

    /// <param name="path">journal.db.</param>
    /// <param name="recentSignals">How many signals are kept as they came before they are filed.</param>
    public WriteConnection(string path, int recentSignals)
    {
        _connection = SqliteFile.Open(path, JournalAccess.Write, Pragmas, JournalSchema.Schema);
        _begin = new(_connection, "BEGIN IMMEDIATE");
        _commit = new(_connection, "COMMIT");
        _beginReading = new(_connection, "BEGIN");
        _findIncident = new(_connection, "SELECT position FROM incident WHERE id = ?1");
        _entry = new(_connection, "INSERT INTO journal VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
        _head = new(_connection, "INSERT INTO head VALUES(?1, ?2, ?3) ON CONFLICT DO UPDATE SET position = ?2, hash = ?3");
        // Most batches only move an incident on; its indexes, a page each, are left alone then.
        _incidentMoved = new(
            _connection,
            "UPDATE incident SET position = ?5 WHERE id = ?1 AND state = ?2 AND active = ?3 AND needs_care = ?4");
        _incident = new(
            _connection,
            """
            INSERT INTO incident VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT(id) DO UPDATE SET state = ?5, active = ?6, needs_care = ?7, position = ?9
            """);
        _request = new(_connection, "INSERT INTO request VALUES(?1, ?2, ?3, ?4, ?5)");
        _item = new(_connection, "INSERT INTO directory VALUES(?1, ?2, ?3, ?4) ON CONFLICT(type, id, centre) DO UPDATE SET body = ?4");
        _itemDelete = new(_connection, "DELETE FROM directory WHERE type = ?1 AND id = ?2 AND centre = ?3");
        _signals = new(_connection, recentSignals);
    }

    /// <summary>Reads what must be known before the first batch, and gives the heads.</summary>
    public Dictionary<CentreId, ChainHead> Load()
    {
        _signals.Load();
        using var select = new Statement(_connection, JournalReader.HeadQuery);
        using var rows = select.Query();
        return JournalReader.Heads(rows);
    }

    /// <inheritdoc cref="SignalInbox.Find"/>
    public Dictionary<SignalKey, IncidentId?> FindSignals(IReadOnlyCollection<SignalKey> keys)
    {
        _beginReading.Execute();
        var found = _signals.Find(keys);
        _commit.Execute();
        return found;
    }

    /// <summary>Writes the batch in one transaction and returns when it is on disk.</summary>
    public void Write(SealedBatch batch)
    {
        _begin.Execute();
        WriteEntries(batch);
        WriteIncidents(batch.Batch.Incidents);
        WriteInboxes(batch);
        WriteDirectory(batch);
        _commit.Execute();
    }

    /// <summary>Moves the rest of the WAL into the file, so that the next commit starts it anew.</summary>
    public void Checkpoint() => SqliteFile.Run(_connection, "PRAGMA wal_checkpoint(PASSIVE)");

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<DirectStatement>)
            [
                _begin, _commit, _beginReading, _findIncident, _entry, _head, _incidentMoved, _incident, _request, _item, _itemDelete,
            ])
        {
            statement.Dispose();
        }

        _signals.Dispose();

        _connection.Dispose();
    }

    private void WriteEntries(SealedBatch batch)
    {
        foreach (var (e, hash, previous) in batch.Entries)
        {
            _entry.Execute(e.Centre, e.Position, e.At, e.Name, e.Version, e.Incident, e.SealedFor, e.Body, hash, previous ?? LastOf(e.Incident));
        }

        foreach (var (centre, head) in batch.Heads)
        {
            _head.Execute(centre.Value, head.Position, head.Hash);
        }
    }

    /// <summary>The incident's last entry on disk; null where it is new.</summary>
    private long? LastOf(string? incident) =>
        incident is not null
        && (_lastEntries.TryGetValue(incident, out var position) || _findIncident.TryFind(static row => row.Number(0), out position, incident))
            ? position
            : null;

    private void WriteIncidents(IReadOnlyList<Incident> incidents)
    {
        if (_lastEntries.Count >= MostLastEntries)
        {
            _lastEntries.Clear();
        }

        // One that is over makes room for the next of its home before that one comes.
        foreach (var active in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var i in incidents)
            {
                if (i.IsActive == active && _incidentMoved.Execute(i.Id.Value, i.State.ToString(), active, i.NeedsCare, i.Position) == 0)
                {
                    _incident.Execute(
                        i.Id.Value,
                        i.Centre.Value,
                        i.Household.Value,
                        i.Lane.ToString(),
                        i.State.ToString(),
                        active,
                        i.NeedsCare,
                        StoredTime.Of(i.OpenedAt),
                        i.Position);
                }
            }
        }

        foreach (var i in incidents)
        {
            _lastEntries[i.Id.Value] = i.Position;
        }
    }

    private void WriteInboxes(SealedBatch batch)
    {
        _signals.Add(batch.Batch.Signals);
        foreach (var r in batch.Batch.Requests)
        {
            _request.Execute(r.Key.Centre.Value, r.Key.Id, r.Outcome.Incident?.Value, r.Outcome.Position, StoredTime.Of(r.At));
        }
    }

    private void WriteDirectory(SealedBatch batch)
    {
        foreach (var item in batch.Batch.DirectoryDeletes)
        {
            _itemDelete.Execute(DirectoryNames.Of(item), item.Key, item.Centre.Value);
        }

        foreach (var item in batch.Upserts)
        {
            _item.Execute(item.Type, item.Id, item.Centre, item.Body);
        }
    }
}
