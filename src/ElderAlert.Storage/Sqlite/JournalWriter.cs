using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Chain;
using ElderAlert.Storage.Sealing;

namespace ElderAlert.Storage.Sqlite;

/// <summary>Appends batches, one at a time. After a failure it starts anew from what is on disk.</summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly FolderLock _folder;
    private readonly KeyRing _keys;
    private readonly BatchSealer _sealer;
    private readonly WalCheckpointer _checkpointer;
    private readonly int _recentSignals;
    private WriteConnection? _connection;
    private Dictionary<CentreId, ChainHead> _heads = [];

    /// <param name="path">journal.db.</param>
    /// <param name="folder">Held for as long as this writer lives.</param>
    /// <param name="keys">Seal what is written.</param>
    /// <param name="sealer">Prepares batches with the same keys.</param>
    /// <param name="checkpointer">Owned by this writer.</param>
    /// <param name="recentSignals">See <see cref="StorageOptions.RecentSignals"/>.</param>
    public JournalWriter(string path, FolderLock folder, KeyRing keys, BatchSealer sealer, WalCheckpointer checkpointer, int recentSignals)
    {
        _path = path;
        _folder = folder;
        _keys = keys;
        _sealer = sealer;
        _checkpointer = checkpointer;
        _recentSignals = recentSignals;
        SqliteFailure.Guard(path, Connect);
    }

    /// <exception cref="JournalException">Nothing of the batch was committed.</exception>
    public void Append(CommitBatch batch)
    {
        lock (_gate)
        {
            SqliteFailure.Guard(_path, () => Write(batch));
        }
    }

    /// <inheritdoc cref="SignalInbox.Find"/>
    public Dictionary<SignalKey, IncidentId?> FindSignals(IReadOnlyCollection<SignalKey> keys)
    {
        lock (_gate)
        {
            return SqliteFailure.Guard(_path, () =>
            {
                var connection = Connect();
                try
                {
                    return connection.FindSignals(keys);
                }
                catch
                {
                    GiveUp(connection);
                    throw;
                }
            });
        }
    }

    /// <summary>Destroys keys while nothing is being sealed.</summary>
    public void DestroyKeys(IEnumerable<SealingScope> scopes)
    {
        lock (_gate)
        {
            _keys.Destroy(scopes);
        }
    }

    public void Dispose()
    {
        _checkpointer.Dispose();
        lock (_gate)
        {
            _connection?.Dispose();
            _connection = null;
        }

        _folder.Dispose();
    }

    private void Write(CommitBatch batch)
    {
        var connection = Connect();
        var sealedBatch = _sealer.Seal(batch, centre => _heads.GetValueOrDefault(centre, ChainHead.Genesis));
        try
        {
            if (_checkpointer.TakeNearlyDone())
            {
                connection.Checkpoint();
            }

            connection.Write(sealedBatch);
        }
        catch
        {
            GiveUp(connection);
            throw;
        }

        foreach (var (centre, head) in sealedBatch.Heads)
        {
            _heads[centre] = head;
        }

        _checkpointer.Wrote(sealedBatch.Rows);
    }

    /// <summary>Closing rolls back; whatever state the failure left the connection in goes with it.</summary>
    private void GiveUp(WriteConnection connection)
    {
        _connection = null;
        connection.Dispose();
    }

    private WriteConnection Connect()
    {
        if (_connection is null)
        {
            var connection = new WriteConnection(_path, _recentSignals);
            try
            {
                _heads = connection.Load();
            }
            catch
            {
                connection.Dispose();
                throw;
            }

            _connection = connection;
        }

        return _connection;
    }
}
