using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Storage.Tests.Sqlite;

/// <summary>Wrong folders, wrong files and full disks: each has its sentence.</summary>
public sealed class SqliteFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StorageOptions Options => new() { Path = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_NewFolder_IsForItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        var options = new StorageOptions { Path = _folder.File("deep/store") };
        SqliteJournal.Open(options).Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(options.Path));
        foreach (var file in (string[])["journal.db", "keys.db", "journal.lock", "journal.pid"])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(options.Path, file)));
        }
    }

    [Fact]
    public void Open_SecondWriter_IsRefusedUntilTheFirstIsGone()
    {
        using (SqliteJournal.Open(Options))
        {
            var refused = Refused(Options);
            Assert.Contains($"in use by process {Environment.ProcessId}", refused, StringComparison.Ordinal);
            Assert.Contains("ElderAlert:Storage:Path", refused, StringComparison.Ordinal);
        }

        SqliteJournal.Open(Options).Dispose();
    }

    [Fact]
    public async Task Open_ForReadingBesideAWriter_ReadsAndRefusesToAppend()
    {
        using var writer = SqliteJournal.Open(Options);
        await writer.AppendAsync(Samples.Batch(Samples.Notes(1, 3)), Cancellation);
        using var reader = SqliteJournal.Open(Options, JournalAccess.Read);
        Assert.Empty(await reader.VerifyAsync(Cancellation));
        Assert.Equal(3, (await reader.LoadAsync(Cancellation)).Heads[Samples.Centre]);
        var refused = await Assert.ThrowsAsync<JournalException>(async () => await reader.AppendAsync(Samples.Batch(Samples.Notes(4, 1)), Cancellation));
        Assert.Contains("reading only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PathIsAFile_NamesTheSetting()
    {
        File.WriteAllText(_folder.File("file"), "");
        var refused = Refused(new StorageOptions { Path = _folder.File("file") });
        Assert.Contains("ElderAlert:Storage:Path", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ForReadingWhereNothingIs_NamesTheFile()
    {
        var refused = Assert.Throws<JournalException>(() => SqliteJournal.Open(Options, JournalAccess.Read));
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("journal.db")]
    [InlineData("keys.db")]
    public void Open_FileIsNoDatabase_SaysDamaged(string file)
    {
        SqliteJournal.Open(Options).Dispose();
        File.WriteAllText(_folder.File(file), new string('x', 9000));
        Assert.Contains($"{_folder.File(file)} is damaged", Refused(Options), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnotherProgramsDatabase_IsLeftAlone()
    {
        Execute("CREATE TABLE theirs(x); PRAGMA user_version = 99;");
        Assert.Contains("another program", Refused(Options with { AcceptLostKeys = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NewerSchema_IsRefused()
    {
        SqliteJournal.Open(Options).Dispose();
        Execute("PRAGMA user_version = 99");
        Assert.Contains("newer ElderAlert (schema 99", Refused(Options), StringComparison.Ordinal);
    }

    /// <summary>Schema 2 found an incident's entries by an index.</summary>
    [Fact]
    public async Task Open_FileFromBeforeTheTrails_LinksEveryIncidentsEntriesAndKnowsItsSignals()
    {
        using (var journal = SqliteJournal.Open(Options))
        {
            await journal.AppendAsync(Samples.Batch([Samples.Note(1, incident: "a"), Samples.Note(2, incident: "b"), Samples.Note(3, incident: "a")]), Cancellation);
            await journal.AppendAsync(Samples.Batch([Samples.Note(4, incident: "b"), Samples.Filed(5, Samples.Household()), Samples.Note(6, incident: "a")], upserts: [Samples.Household()]), Cancellation);
        }

        Execute(
            """
            DROP TABLE recent_signal_a;
            DROP TABLE recent_signal_b;
            INSERT INTO signal VALUES('pendant-1', 's-1', 'shengzhou', 'a', 1, 0);
            ALTER TABLE journal DROP COLUMN previous;
            CREATE INDEX journal_of_incident ON journal(incident, position) WHERE incident IS NOT NULL;
            PRAGMA user_version = 2;
            """);
        using var reopened = SqliteJournal.Open(Options);
        Assert.Equal([1, 3, 6], (await reopened.ReadIncidentAsync(new("a"), Cancellation)).Select(e => e.Position));
        Assert.Equal([2, 4], (await reopened.ReadIncidentAsync(new("b"), Cancellation)).Select(e => e.Position));
        Assert.Empty(await reopened.VerifyAsync(Cancellation));
        Assert.Throws<SqliteException>(() => Execute("UPDATE journal SET previous = 1 WHERE position = 6"));
        var said = new SignalKey(new DeviceId("pendant-1"), "s-1");
        Assert.Equal(new IncidentId("a"), Assert.Single(await reopened.FindSignalsAsync([said], Cancellation)).Value);
    }

    [Fact]
    public async Task ReadAsync_EventOfANewerVersion_SaysSo()
    {
        using (var journal = SqliteJournal.Open(Options))
        {
            await journal.AppendAsync(Samples.Batch(Samples.Notes(1, 1)), Cancellation);
        }

        Execute("DROP TRIGGER journal_is_never_changed; UPDATE journal SET version = 2");
        using var reopened = SqliteJournal.Open(Options);
        var refused = await Assert.ThrowsAsync<JournalException>(async () => await reopened.ReadIncidentAsync(new("i-1"), Cancellation));
        Assert.Contains("version 2 of the event noteAdded", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AppendAsync_AnotherProgramHoldsTheFile_SaysSoAndRecovers()
    {
        using var journal = SqliteJournal.Open(Options);
        using (var other = Connect())
        {
            using var command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            var refused = await Assert.ThrowsAsync<JournalException>(async () => await journal.AppendAsync(Samples.Batch(Samples.Notes(1, 1)), Cancellation));
            Assert.Contains("locked by another program", refused.Message, StringComparison.Ordinal);
        }

        await journal.AppendAsync(Samples.Batch(Samples.Notes(1, 1)), Cancellation);
        Assert.Empty(await journal.VerifyAsync(Cancellation));
    }

    [Fact]
    public async Task AddSqliteStorage_Host_GetsOneJournalAndClosesIt()
    {
        await using (var services = new ServiceCollection().AddSqliteStorage(Options).BuildServiceProvider())
        {
            Assert.Same(services.GetRequiredService<SqliteJournal>(), services.GetRequiredService<IJournal>());
        }

        SqliteJournal.Open(Options).Dispose();
    }

    private static string Refused(StorageOptions options) =>
        Assert.Throws<JournalException>(() => SqliteJournal.Open(options).Dispose()).Message;

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_folder.File("journal.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
