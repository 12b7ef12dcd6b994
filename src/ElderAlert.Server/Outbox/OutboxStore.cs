using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Family;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Server.Outbox;

/// <summary>
/// What the built-in phones hold, in <c>outbox.db</c> of the storage folder: a restart loses no message. It is meant for fictional people: its words
/// are not sealed, and a real deployment sends through Twilio and has no such file.
/// </summary>
internal sealed class OutboxStore : IAsyncDisposable
{
    private const string Schema =
        """
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS phones (
            id INTEGER PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            kind INTEGER NOT NULL,
            person TEXT NOT NULL,
            language INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS items (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            phone INTEGER NOT NULL REFERENCES phones (id),
            kind INTEGER NOT NULL,
            state INTEGER NOT NULL,
            text TEXT NOT NULL,
            at INTEGER NOT NULL,
            notification TEXT UNIQUE,
            answers INTEGER UNIQUE);
        CREATE INDEX IF NOT EXISTS items_by_phone ON items (phone, id);
        CREATE INDEX IF NOT EXISTS items_by_state ON items (state, at);
        """;

    private const string Columns = "i.id, i.phone, p.number, i.kind, i.state, i.text, i.at, i.notification";

    private readonly string _file;
    private readonly OutboxWriter _writer;
    private long _version;

    /// <summary>Opens the file in the storage folder, and makes it where it is missing.</summary>
    public OutboxStore(string folder, TimeProvider time)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, "outbox.db");
        if (!File.Exists(path))
        {
            // SQLite takes an empty file for a new database, and gives its journal files the same mode.
            OwnerOnlyFile.Create(path, []);
        }

        var file = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true };
        _file = file.ToString();
        _version = time.GetUtcNow().ToUnixTimeMilliseconds();
        file.Pooling = false;
        _writer = new OutboxWriter(file.ToString(), Schema);
    }

    /// <summary>Changes with every change, for browsers to ask whether there is news.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Puts a notification on the person's phone; the same one is put there once.</summary>
    /// <returns>The item's id.</returns>
    public Task<long> AddAsync(OutgoingNotification notification, Channel channel, DateTimeOffset now)
    {
        var (kind, state) = channel == Channel.Sms ? (OutboxKind.Message, OutboxState.Sent) : (OutboxKind.Call, OutboxState.Ringing);
        return ChangeAsync(file =>
        {
            file.Run(
                "INSERT INTO phones (number, kind, person, language) VALUES ($number, $kind, $person, $language) "
                + "ON CONFLICT (number) DO UPDATE SET kind = $kind, person = $person, language = $language",
                ("$number", notification.Address.Value), ("$kind", (int)notification.Recipient.Kind), ("$person", notification.Recipient.Id),
                ("$language", (int)notification.Language));
            return file.Rows(
                "INSERT INTO items (phone, kind, state, text, at, notification) "
                + "SELECT id, $kind, $state, $text, $at, $notification FROM phones WHERE number = $number "
                + "ON CONFLICT (notification) DO UPDATE SET notification = excluded.notification RETURNING id",
                row => row.GetInt64(0),
                ("$kind", (int)kind), ("$state", (int)state), ("$text", notification.Text.Value), ("$at", now.ToUnixTimeMilliseconds()),
                ("$notification", notification.Id.Value), ("$number", notification.Address.Value)).Single();
        });
    }

    /// <summary>Keeps what the person wrote, before anybody acts on it.</summary>
    public Task<OutboxItem> AddReplyAsync(long phone, string text, DateTimeOffset now) => ChangeAsync(file => file.Items(
        $"INSERT INTO items (phone, kind, state, text, at) VALUES ($phone, {(int)OutboxKind.Reply}, {(int)OutboxState.Sent}, $text, $at) "
        + "RETURNING id, phone, (SELECT number FROM phones p WHERE p.id = $phone), kind, state, text, at, notification",
        ("$phone", phone), ("$text", text), ("$at", now.ToUnixTimeMilliseconds())).Single());

    /// <summary>Ends an item with what was said back, in one transaction; doing it twice does it once.</summary>
    public Task AnswerAsync(OutboxItem item, OutboxState state, string? words, DateTimeOffset now) => ChangeAsync(file =>
    {
        file.Run("UPDATE items SET state = $state WHERE id = $id", ("$state", (int)state), ("$id", item.Id));
        if (words is not null)
        {
            file.Run(
                $"INSERT INTO items (phone, kind, state, text, at, answers) VALUES ($phone, {(int)OutboxKind.Message}, {(int)OutboxState.Delivered}, $text, $at, $id) "
                + "ON CONFLICT (answers) DO NOTHING",
                ("$phone", item.Phone), ("$text", words), ("$at", now.ToUnixTimeMilliseconds()), ("$id", item.Id));
        }

        return item;
    });

    /// <summary>The notification's item; null where it never got here.</summary>
    public OutboxItem? Find(NotificationId notification) =>
        Items("WHERE i.notification = $notification", ("$notification", notification.Value)).SingleOrDefault();

    /// <summary>An item of a phone.</summary>
    public OutboxItem? Find(long phone, long id) => Items("WHERE i.phone = $phone AND i.id = $id", ("$phone", phone), ("$id", id)).SingleOrDefault();

    /// <summary>Everything on a phone, oldest first.</summary>
    public IReadOnlyList<OutboxItem> ItemsOf(long phone) => Items("WHERE i.phone = $phone ORDER BY i.id", ("$phone", phone));

    /// <summary>What still has to be reported to the engine: in this state, and at least this old.</summary>
    public IReadOnlyList<OutboxItem> Waiting(OutboxState state, DateTimeOffset until) =>
        Items("WHERE i.state = $state AND i.at <= $until ORDER BY i.id", ("$state", (int)state), ("$until", until.ToUnixTimeMilliseconds()));

    /// <summary>Every phone with its last item, the liveliest first.</summary>
    public IReadOnlyList<OutboxPhoneRow> Phones()
    {
        using var file = new OutboxSession(_file);
        return file.Rows(
            "SELECT p.id, p.number, p.kind, p.person, p.language, i.text, i.at, EXISTS (SELECT 1 FROM items r WHERE r.phone = p.id AND r.state = $ringing) "
            + "FROM phones p JOIN items i ON i.id = (SELECT MAX(id) FROM items WHERE phone = p.id) ORDER BY i.id DESC",
            row => new OutboxPhoneRow(
                row.GetInt64(0), row.GetString(1), new RecipientRef((RecipientKind)row.GetInt32(2), row.GetString(3)), (Language)row.GetInt32(4),
                row.GetString(5), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)), row.GetBoolean(7)),
            ("$ringing", (int)OutboxState.Ringing));
    }

    /// <summary>Stores what was asked for and closes the file.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private List<OutboxItem> Items(string where, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var file = new OutboxSession(_file);
        return file.Items($"SELECT {Columns} FROM items i JOIN phones p ON p.id = i.phone {where}", values);
    }

    private async Task<T> ChangeAsync<T>(Func<OutboxSession, T> change)
    {
        var result = await _writer.ChangeAsync(change);
        Interlocked.Increment(ref _version);
        return result;
    }
}
