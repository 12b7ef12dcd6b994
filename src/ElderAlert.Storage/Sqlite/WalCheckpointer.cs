using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Storage.Sqlite;

/// <summary>
/// Moves what is in the WAL into the file, on a thread of its own: SQLite would do it within the commit that crosses the
/// threshold, and one commit in a hundred would wait for thousands of pages.
/// </summary>
internal sealed class WalCheckpointer(string path, ILogger log) : IDisposable
{
    /// <summary>
    /// Rows between two checkpoints: a WAL of some 30 megabytes. A commit that meets a checkpoint's own fsync waits for several
    /// milliseconds, so checkpoints are rare.
    /// </summary>
    private const int Interval = 8000;

    /// <summary>
    /// Pages. A WAL that is never at rest is never started anew and grows; from this size (64 MB) on the writer moves what is left
    /// itself, before a commit.
    /// </summary>
    private const long Ceiling = 16_384;

    private readonly Lock _gate = new();
    private SqliteConnection? _connection;
    private int _rows;
    private bool _running;
    private bool _overgrown;
    private bool _disposed;

    /// <summary>Whether the writer is to checkpoint itself before it goes on. Asked once, it is no longer so.</summary>
    public bool TakeOvergrown() => Interlocked.Exchange(ref _overgrown, false);

    /// <summary>Is told by the writer, after each commit, how many rows it wrote.</summary>
    public void Wrote(int rows)
    {
        _rows += rows;
        if (_rows >= Interval && !Interlocked.Exchange(ref _running, true))
        {
            _rows = 0;
            ThreadPool.QueueUserWorkItem(static self => self.Run(), this, preferLocal: false);
        }
    }

    /// <summary>Waits for a checkpoint under way. Closing the last connection moves the rest.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _connection?.Dispose();
        }
    }

    private void Run()
    {
        lock (_gate)
        {
            try
            {
                if (!_disposed)
                {
                    Volatile.Write(ref _overgrown, Checkpoint() > Ceiling);
                }
            }
            catch (SqliteException e)
            {
                // What was committed is safe in the WAL; the next round tries again.
                StorageLog.CheckpointFailed(log, path, e);
                _connection?.Dispose();
                _connection = null;
            }
            finally
            {
                Volatile.Write(ref _running, false);
            }
        }
    }

    /// <summary>Gives the number of pages in the WAL.</summary>
    private long Checkpoint()
    {
        _connection ??= SqliteFile.Open(path, JournalAccess.Write);
        using var checkpoint = new Statement(_connection, "PRAGMA wal_checkpoint(PASSIVE)");
        using var row = checkpoint.Query();
        return row.Read() ? row.GetInt64(1) : 0;
    }
}
