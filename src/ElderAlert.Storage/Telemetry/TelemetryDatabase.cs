using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Telemetry;

/// <summary>The writing connection: schema, inserts and deletes. One thread.</summary>
internal sealed class TelemetryDatabase : IDisposable
{
    private const int SchemaVersion = 1;
    private const int MostCachedSeries = 100_000;

    private const string Schema = """
        CREATE TABLE series (
            id INTEGER PRIMARY KEY,
            measurement TEXT NOT NULL,
            centre TEXT NOT NULL,
            household TEXT NOT NULL,
            tag TEXT NOT NULL,
            value TEXT NOT NULL,
            kind TEXT NOT NULL,
            field TEXT NOT NULL,
            UNIQUE (centre, household, measurement, tag, value, kind, field)
        ) STRICT;
        CREATE TABLE point (
            series INTEGER NOT NULL REFERENCES series (id),
            time INTEGER NOT NULL,
            value REAL NOT NULL,
            PRIMARY KEY (series, time)
        ) STRICT, WITHOUT ROWID;
        PRAGMA user_version = 1;
        """;

    private readonly SqliteConnection _connection;
    private readonly DirectStatement _insertPoint;
    private readonly SqliteCommand _insertSeries;
    private readonly Dictionary<SeriesKey, long> _series = [];
    private readonly List<(long Series, long Time, int Order, double Value)> _values = [];

    public TelemetryDatabase(string file)
    {
        OwnerOnlyFile.Make(file);
        _connection = new SqliteConnection(ConnectionString(file, SqliteOpenMode.ReadWriteCreate));
        try
        {
            _connection.Open();
            // A checkpoint's fsync makes the journal's next commit on the same disk wait: for 5 ms where it is of 8 MB, 20 ms of 32 MB.
            Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 2000; PRAGMA cache_size = -16384; PRAGMA secure_delete = ON;");
            Migrate(file);
            _insertPoint = new(_connection, "INSERT INTO point VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = excluded.value");
            _insertSeries = Command(
                """
                INSERT INTO series (measurement, centre, household, tag, value, kind, field)
                VALUES ($measurement, $centre, $household, $tag, $value, $kind, $field)
                ON CONFLICT DO UPDATE SET field = excluded.field RETURNING id
                """,
                "$measurement", "$centre", "$household", "$tag", "$value", "$kind", "$field");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public static string ConnectionString(string file, SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        DefaultTimeout = 5,
        Pooling = false,
    }.ToString();

    /// <summary>Ticks since 1970: exact, and whole numbers that SQLite can divide into windows.</summary>
    public static long Time(DateTimeOffset at) => at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;

    /// <summary>A command whose parameters have no values yet.</summary>
    public static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    /// <summary>Stores all batches in one transaction; a point of a time that is there already replaces it. What it cannot store it refuses.</summary>
    public void Insert(IReadOnlyList<PendingBatch> batches)
    {
        try
        {
            using var transaction = Begin();
            _values.Clear();
            foreach (var batch in batches)
            {
                Add(batch);
            }

            // Series by series, as they lie in the file: each of its pages is looked for once. Of the same time the last one stays.
            _values.Sort();
            foreach (var (series, time, _, value) in _values)
            {
                _insertPoint.Execute(series, time, value);
            }

            transaction.Commit();
        }
        catch
        {
            _series.Clear();
            throw;
        }
    }

    /// <summary>Deletes the points before the limit, one series after another, and returns how many there were.</summary>
    public long DeleteBefore(DateTimeOffset limit)
    {
        using var transaction = Begin();
        using var delete = Command(
            "DELETE FROM point WHERE series IN (SELECT id FROM series) AND time < $limit", "$limit");
        delete.Transaction = transaction;
        delete.Parameters[0].Value = Time(limit);
        long deleted = delete.ExecuteNonQuery();
        transaction.Commit();
        return deleted;
    }

    /// <summary>Deletes a household's series, overwrites what they were in the file, and empties the WAL of them.</summary>
    /// <exception cref="IOException">A reader kept the WAL from being emptied.</exception>
    public void Erase(CentreId centre, HouseholdId household)
    {
        _series.Clear();
        using (var transaction = Begin())
        {
            Delete("DELETE FROM point WHERE series IN (SELECT id FROM series WHERE centre = $centre AND household = $household)", transaction);
            Delete("DELETE FROM series WHERE centre = $centre AND household = $household", transaction);
            transaction.Commit();
        }

        using var checkpoint = Command("PRAGMA wal_checkpoint(TRUNCATE)");
        if ((long)checkpoint.ExecuteScalar()! != 0)
        {
            throw new IOException("the file was being read; its WAL still has what was deleted");
        }

        void Delete(string sql, SqliteTransaction transaction)
        {
            using var delete = Command(sql, "$centre", "$household");
            delete.Transaction = transaction;
            delete.Parameters[0].Value = centre.Value;
            delete.Parameters[1].Value = household.Value;
            delete.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        _insertPoint.Dispose();
        _insertSeries.Dispose();
        _connection.Dispose();
    }

    private void Add(PendingBatch batch)
    {
        foreach (var point in batch.Points)
        {
            var time = Time(point.At);
            foreach (var (field, value) in point.Fields)
            {
                if (double.IsFinite(value))
                {
                    _values.Add((SeriesOf(point, field), time, _values.Count, value));
                }
                else
                {
                    batch.Refuse(point, field);
                }
            }
        }
    }

    private long SeriesOf(TelemetryPoint point, string field)
    {
        var key = new SeriesKey(point.Measurement, point.Centre.Value, point.Household?.Value ?? "", point.Tag.Key, point.Tag.Value, point.Kind ?? "", field);
        if (_series.TryGetValue(key, out var id))
        {
            return id;
        }

        string[] values = [key.Measurement, key.Centre, key.Household, key.Tag, key.Value, key.Kind, key.Field];
        for (var i = 0; i < values.Length; i++)
        {
            _insertSeries.Parameters[i].Value = values[i];
        }

        id = (long)_insertSeries.ExecuteScalar()!;
        if (_series.Count >= MostCachedSeries)
        {
            _series.Clear();
        }

        _series[key] = id;
        return id;
    }

    private SqliteTransaction Begin()
    {
        var transaction = _connection.BeginTransaction();
        _insertSeries.Transaction = transaction;
        return transaction;
    }

    private void Migrate(string file)
    {
        using var version = Command("PRAGMA user_version");
        var found = (long)version.ExecuteScalar()!;
        if (found > SchemaVersion)
        {
            throw new InvalidOperationException($"The telemetry file {Path.GetFileName(file)} has schema {found}; this version knows {SchemaVersion}. Start the newer version, or move the file away.");
        }

        if (found == 0)
        {
            Execute($"BEGIN IMMEDIATE; {Schema} COMMIT;");
        }
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters) => Command(_connection, sql, parameters);

    private readonly record struct SeriesKey(string Measurement, string Centre, string Household, string Tag, string Value, string Kind, string Field)
    {
        /// <summary>Of what tells most series apart.</summary>
        public override int GetHashCode() => HashCode.Combine(Value, Kind, Field);
    }
}
