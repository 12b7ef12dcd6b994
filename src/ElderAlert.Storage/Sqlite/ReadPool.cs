using System.Collections.Concurrent;

namespace ElderAlert.Storage.Sqlite;

/// <summary>Connections that only read. In WAL mode they see what is committed and never make the writer wait.</summary>
internal sealed class ReadPool(string path) : IDisposable
{
    private readonly ConcurrentBag<ReadConnection> _idle = [];

    /// <summary>Runs a short read on one state of the file: what is committed meanwhile is not seen.</summary>
    public T Read<T>(Func<ReadConnection, T> read) => LookUp(connection =>
    {
        connection.Run("BEGIN");
        var result = read(connection);
        connection.Run("COMMIT");
        return result;
    });

    /// <summary>Runs reads by key that need no common state of the file: each sees what is committed when it runs.</summary>
    public T LookUp<T>(Func<ReadConnection, T> read) => SqliteFailure.Guard(path, () =>
    {
        var connection = _idle.TryTake(out var idle) ? idle : new ReadConnection(SqliteFile.Open(path, JournalAccess.Read));
        try
        {
            var result = read(connection);
            _idle.Add(connection);
            return result;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>Copies what is committed to a file that does not exist yet.</summary>
    public void Backup(string destination) => SqliteFailure.Guard(destination, () =>
    {
        using var connection = SqliteFile.Open(path, JournalAccess.Read);
        SqliteFile.Copy(connection, destination);
    });

    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}
