using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ElderAlert.Domain;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Codec;
using ElderAlert.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Watch;

/// <summary>
/// What the watch heard, in a file of its own beside the journal: written every few seconds in one transaction, without an fsync each. A
/// power cut may take the last of it back; then devices count as heard a little earlier.
/// </summary>
public sealed class SqliteWatchStore : IWatchStore, IDisposable
{
    private const string FileName = "watch.db";
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new IdConverterFactory(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>"EAW1" in the file's header.</summary>
    private static readonly SqliteSchema Schema = new(
        0x45415731,
        [
            """
            CREATE TABLE listening(one INTEGER NOT NULL PRIMARY KEY CHECK(one = 1), until INTEGER NOT NULL) STRICT;
            CREATE TABLE device(id TEXT NOT NULL PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE home(id TEXT NOT NULL PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE rhythm(
                home    TEXT NOT NULL,
                date    TEXT NOT NULL,
                longest BLOB NOT NULL,
                PRIMARY KEY(home, date)) STRICT, WITHOUT ROWID;
            """,
            "CREATE TABLE heard(centre TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;",
        ]);

    private readonly string _path;
    private readonly SqliteConnection _connection;

    private SqliteWatchStore(string path, SqliteConnection connection) => (_path, _connection) = (path, connection);

    /// <summary>Opens or makes the file in the folder of the journal.</summary>
    /// <exception cref="JournalException">It cannot be opened; the sentence names the file.</exception>
    public static SqliteWatchStore Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return SqliteFailure.Guard(path, () =>
        {
            Directory.CreateDirectory(folder);
            return new SqliteWatchStore(path, SqliteFile.Open(path, JournalAccess.Write, Pragmas, Schema));
        });
    }

    /// <inheritdoc/>
    public ValueTask<WatchSnapshot> LoadAsync(CancellationToken cancellation) => ValueTask.FromResult(SqliteFailure.Guard(_path, () =>
    {
        var until = Rows("SELECT until FROM listening", r => StoredTime.Read(r.GetInt64(0)));
        return new WatchSnapshot(
            until.Count == 0 ? null : until[0],
            Rows("SELECT centre, position FROM heard", r => KeyValuePair.Create(new CentreId(r.GetString(0)), r.GetInt64(1))).ToDictionary(),
            Rows("SELECT body FROM device", Body<DeviceWatch>),
            Rows("SELECT body FROM home", Body<HomeWatch>),
            Rows("SELECT home, date, longest FROM rhythm ORDER BY home, date", Day)
                .GroupBy(d => d.Household, d => d.Day)
                .ToDictionary(d => d.Key, d => new Rhythm(d.ToImmutableSortedDictionary(day => day.Date, day => day))));
    }));

    /// <inheritdoc/>
    public ValueTask SaveAsync(WatchSave save, CancellationToken cancellation)
    {
        SqliteFailure.Guard(_path, () =>
        {
            using var transaction = _connection.BeginTransaction();
            Write(transaction, save);
            transaction.Commit();
        });
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _connection.Dispose();

    private void Write(SqliteTransaction transaction, WatchSave save)
    {
        Each("INSERT INTO listening VALUES(1, $1) ON CONFLICT DO UPDATE SET until = $1", [save.ListeningUntil], u => [StoredTime.Of(u)]);
        Each("INSERT INTO heard VALUES($1, $2) ON CONFLICT DO UPDATE SET position = $2", [.. save.Heads], h => [h.Key.Value, h.Value]);
        Each("INSERT INTO device VALUES($1, $2) ON CONFLICT DO UPDATE SET body = $2", save.Devices, d => [d.Device.Value, Bytes(d)]);
        Each("INSERT INTO home VALUES($1, $2) ON CONFLICT DO UPDATE SET body = $2", save.Homes, h => [h.Household.Value, Bytes(h)]);
        Each("INSERT INTO rhythm VALUES($1, $2, $3) ON CONFLICT DO UPDATE SET longest = $3", save.Days, d => [d.Household.Value, DateOf(d.Day.Date), Pack(d.Day.Longest)]);
        Each("DELETE FROM device WHERE id = $1", save.GoneDevices, d => [d.Value]);
        Each("DELETE FROM home WHERE id = $1", save.GoneHomes, h => [h.Value]);
        Each("DELETE FROM rhythm WHERE home = $1", save.GoneHomes, h => [h.Value]);
        if (save.Days.Count > 0)
        {
            Each("DELETE FROM rhythm WHERE date < $1", [save.OldestDay], d => [DateOf(d)]);
        }

        void Each<T>(string sql, IReadOnlyList<T> items, Func<T, object?[]> values)
        {
            using var statement = new Statement(_connection, sql, transaction);
            foreach (var item in items)
            {
                statement.Execute(values(item));
            }
        }
    }

    private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var statement = new Statement(_connection, sql);
        using var reader = statement.Query();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private T Body<T>(SqliteDataReader reader)
    {
        try
        {
            return JsonSerializer.Deserialize<T>((byte[])reader[0], Json) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException damage)
        {
            throw new JournalException($"{_path} is damaged. It holds nothing that cannot be learned again: put it aside and start anew.", damage);
        }
    }

    private static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Json);

    private static HomeDay Day(SqliteDataReader reader)
    {
        var packed = (byte[])reader[2];
        var longest = ImmutableArray.CreateBuilder<int>(packed.Length / sizeof(int));
        for (var at = 0; at < packed.Length; at += sizeof(int))
        {
            longest.Add(BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(at)));
        }

        var date = DateOnly.ParseExact(reader.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new HomeDay(new HouseholdId(reader.GetString(0)), new RhythmDay(date, longest.MoveToImmutable()));
    }

    private static byte[] Pack(ImmutableArray<int> longest)
    {
        var packed = new byte[longest.Length * sizeof(int)];
        for (var i = 0; i < longest.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(i * sizeof(int)), longest[i]);
        }

        return packed;
    }

    private static string DateOf(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
