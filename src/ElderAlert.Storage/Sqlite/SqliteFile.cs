using ElderAlert.Engine.Ports;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ElderAlert.Storage.Sqlite;

/// <summary>Opens and copies database files.</summary>
internal static class SqliteFile
{
    // Nobody else writes: waiting for a lock means only waiting for a recovery or a checkpoint.
    private const int LockTimeoutSeconds = 2;

    static SqliteFile()
    {
        Batteries_V2.Init();
        // SQLite counts each allocation under a lock that all connections share. Nobody reads the counts. It must be said before the first file is opened.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>Opens a file; one that is to be written and does not exist is made, for its owner only.</summary>
    /// <param name="path">The file.</param>
    /// <param name="access">A connection that only reads refuses to write.</param>
    /// <param name="pragmas">Set on the connection.</param>
    /// <param name="schema">What the file holds; checked, and brought up to date where it may be written. Null for a plain copy.</param>
    public static SqliteConnection Open(string path, JournalAccess access, string pragmas = "", SqliteSchema? schema = null)
    {
        if (access is JournalAccess.Write && !File.Exists(path))
        {
            OwnerOnlyFile.Open(path, FileMode.CreateNew).Dispose();
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = LockTimeoutSeconds,
        }.ToString());
        try
        {
            connection.Open();
            Run(connection, access is JournalAccess.Read ? $"PRAGMA query_only=ON; {pragmas}" : pragmas);
            schema?.Apply(connection, access, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Copies what is committed into a file that does not exist yet; a copy that fails leaves no file.</summary>
    /// <exception cref="JournalException">The destination exists.</exception>
    public static void Copy(SqliteConnection source, string destination)
    {
        if (File.Exists(destination))
        {
            throw new JournalException($"{destination} exists: a copy is never written over another. Choose a new name.");
        }

        var partial = destination + ".partial";
        File.Delete(partial);
        try
        {
            using (var copy = Open(partial, JournalAccess.Write))
            {
                source.BackupDatabase(copy);
                // One file without a WAL beside it is easier to carry away whole.
                Run(copy, "PRAGMA journal_mode=DELETE;");
            }

            File.Move(partial, destination, overwrite: false);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Runs SQL that gives nothing back.</summary>
    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The single number that a query gives.</summary>
    public static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
