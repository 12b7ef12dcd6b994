using ElderAlert.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Sealing;

/// <summary>
/// keys.db: the keys, apart from the journal, so that a copy of the journal carries none. A rollback journal and not WAL,
/// because a WAL would keep a destroyed key until it is overwritten; <c>secure_delete</c> overwrites it in the file itself.
/// </summary>
internal sealed class KeyFile : IDisposable
{
    public const string FileName = "keys.db";
    private const string Pragmas = "PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON;";

    /// <summary>"EAK1" in the file's header.</summary>
    private const int ApplicationId = 0x45414B31;

    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE sealing_key(
            id      INTEGER PRIMARY KEY,
            scope   TEXT NOT NULL UNIQUE,
            wrapped INTEGER NOT NULL,
            key     BLOB NOT NULL) STRICT;
        """,
    ];

    private static readonly SqliteSchema Schema = new(ApplicationId, Migrations);

    private readonly string _path;
    private readonly MasterKey? _master;
    private readonly SqliteConnection _connection;
    private readonly JournalAccess _access;

    private KeyFile(string path, JournalAccess access, MasterKey? master, SqliteConnection connection)
    {
        _path = path;
        _access = access;
        _master = master;
        _connection = connection;
    }

    /// <param name="folder">The store's folder.</param>
    /// <param name="master">Wraps the keys; null leaves them unwrapped. The file takes it over.</param>
    /// <param name="access">For reading only, nothing is made or migrated.</param>
    public static KeyFile Open(string folder, MasterKey? master, JournalAccess access)
    {
        var path = Path.Combine(folder, FileName);
        return SqliteFailure.Guard(path, () =>
            new KeyFile(path, access, master, SqliteFile.Open(path, access, Pragmas, Schema)));
    }

    /// <summary>Reads every key. Keys from before there was a master key are wrapped now, where the file may be written.</summary>
    public IReadOnlyDictionary<SealingScope, SealingKey> Load() => SqliteFailure.Guard(_path, () =>
    {
        var keys = new Dictionary<SealingScope, SealingKey>();
        var unwrapped = new List<(SealingScope Scope, SealingKey Key)>();
        using (var select = new Statement(_connection, "SELECT id, scope, wrapped, key FROM sealing_key"))
        using (var row = select.Query())
        {
            while (row.Read())
            {
                var (id, scope, key) = (row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(3));
                var wrapped = row.GetBoolean(2);
                var clear = wrapped ? (_master ?? throw MasterKey.Missing()).Unwrap(key, scope, id) : key;
                var sealing = new SealingKey(id, clear);
                keys.Add(SealingScope.Parse(scope), sealing);
                if (!wrapped)
                {
                    unwrapped.Add((SealingScope.Parse(scope), sealing));
                }
            }
        }

        if (_access is JournalAccess.Write && _master is not null && unwrapped.Count > 0)
        {
            Write("UPDATE sealing_key SET wrapped = $3, key = $4 WHERE id = $1 AND scope = $2", unwrapped);
        }

        return keys;
    });

    public void Add(IReadOnlyCollection<(SealingScope Scope, SealingKey Key)> keys) => SqliteFailure.Guard(_path, () =>
        Write("INSERT INTO sealing_key(id, scope, wrapped, key) VALUES($1, $2, $3, $4)", keys));

    /// <summary>Removes keys, all or none; their bytes are overwritten in the file.</summary>
    public void Remove(IReadOnlyCollection<long> ids) => SqliteFailure.Guard(_path, () => Remove(_connection, ids));

    /// <summary>Removes from a copy of some store's keys those that are not alive there.</summary>
    /// <returns>How many.</returns>
    public static int Clean(string path, Func<long, bool> isAlive) => SqliteFailure.Guard(path, () =>
    {
        using var connection = SqliteFile.Open(path, JournalAccess.Write, Pragmas, Schema);
        var dead = new List<long>();
        using (var select = new Statement(connection, "SELECT id FROM sealing_key"))
        using (var row = select.Query())
        {
            while (row.Read())
            {
                if (!isAlive(row.GetInt64(0)))
                {
                    dead.Add(row.GetInt64(0));
                }
            }
        }

        Remove(connection, dead);
        return dead.Count;
    });

    /// <summary>Copies the file, as it is, to a file that does not exist yet.</summary>
    public void Backup(string destination) => SqliteFailure.Guard(destination, () => SqliteFile.Copy(_connection, destination));

    public void Dispose()
    {
        _connection.Dispose();
        _master?.Dispose();
    }

    private static void Remove(SqliteConnection connection, IReadOnlyCollection<long> ids)
    {
        using var transaction = connection.BeginTransaction();
        using var delete = new Statement(connection, "DELETE FROM sealing_key WHERE id = $1", transaction);
        foreach (var id in ids)
        {
            delete.Execute(id);
        }

        transaction.Commit();
    }

    private int Write(string sql, IReadOnlyCollection<(SealingScope Scope, SealingKey Key)> keys)
    {
        using var transaction = _connection.BeginTransaction();
        using var statement = new Statement(_connection, sql, transaction);
        foreach (var (scope, key) in keys)
        {
            statement.Execute(key.Id, scope.ToString(), _master is not null, key.Export(_master, scope));
        }

        transaction.Commit();
        return keys.Count;
    }
}
