using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Storage.Sqlite;

/// <summary>
/// Moves what is in the WAL into the file, on a thread of its own: SQLite would do it within the commit that crosses the
/// threshold, and one commit in a hundred would wait for thousands of pages.
/// </summary>
/// <remarks>
/// What was written meanwhile, a few pages, the writer moves itself before its next commit. Only then does the WAL begin anew and is
/// written over: a commit into a file that must grow for it takes almost twice as long.
/// </remarks>
internal sealed class WalCheckpointer(string path, ILogger log) : IDisposable
{
    /// <summary>
    /// Rows between two checkpoints: a WAL of some 30 megabytes. A commit that meets a checkpoint's own fsync waits for several
    /// milliseconds, so checkpoints are rare.
    /// </summary>
    private const int Interval = 8000;

    private readonly Lock _gate = new();
    private SqliteConnection? _connection;
    private int _rows;
    private bool _running;
    private bool _isNearlyDone;
    private bool _disposed;

    /// <summary>Whether the writer is to move the rest before it goes on. Asked once, it is no longer so.</summary>
    public bool TakeNearlyDone() => Interlocked.Exchange(ref _isNearlyDone, false);

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
                    Checkpoint();
                    Volatile.Write(ref _isNearlyDone, true);
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

    private void Checkpoint()
    {
        _connection ??= SqliteFile.Open(path, JournalAccess.Write);
        SqliteFile.Run(_connection, "PRAGMA wal_checkpoint(PASSIVE)");
    }
}
