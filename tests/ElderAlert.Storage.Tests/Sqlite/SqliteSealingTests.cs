using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

public sealed class SqliteSealingTests : IDisposable
{
    private const string Secret = "she fell in the bathroom at Lane 7";
    private static readonly string Master = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StorageOptions Options => new() { Path = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AppendAsync_PrivateText_IsInNoFileInTheClear()
    {
        using var journal = SqliteJournal.Open(Options);
        await journal.AppendAsync(Samples.Batch([Samples.Note(1, Secret)], upserts: [Samples.Household()]), Cancellation);
        Assert.True(_folder.Contains("noteAdded"u8), "the entry is not where it is looked for");
        foreach (var text in (string[])[Secret, Samples.SecretName, "key safe 4711", "+8657583000000"])
        {
            Assert.False(_folder.Contains(Encoding.UTF8.GetBytes(text)), $"{text} is in the clear");
            Assert.False(_folder.Contains(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))[..^4])), $"{text} is in base64");
        }
    }

    /// <summary>Where a pendant was and what a sensor adds are no texts, and still tell about a person.</summary>
    [Fact]
    public async Task AppendAsync_SignalsPlaceAndDetail_AreSealedAndErasedLikeText()
    {
        var signal = Samples.Signal("s-1") with { Location = new GeoPoint(29.59012, 120.83034, 12) };
        var joined = new JournalEntry(Samples.Centre, 1, Samples.Now, new SignalJoined(signal), new IncidentId("i-1"), Samples.Home);
        using var journal = SqliteJournal.Open(Options);
        await journal.AppendAsync(Samples.Batch([joined]), Cancellation);
        Assert.True(_folder.Contains("signalJoined"u8), "the entry is not where it is looked for");
        Assert.False(_folder.Contains("29.59012"u8));
        Assert.False(_folder.Contains("bathroom"u8));
        var read = await journal.ReadIncidentAsync(new IncidentId("i-1"), Cancellation);
        Facts.AssertSame(joined, Assert.Single(read));

        await journal.DestroyKeyAsync(Samples.Home, Cancellation);
        var erased = Assert.IsType<SignalJoined>(Assert.Single(await journal.ReadIncidentAsync(new IncidentId("i-1"), Cancellation)).Event).Signal;
        Assert.Equal(signal with { Location = null, Detail = null }, erased);
        Assert.Empty(await journal.VerifyAsync(Cancellation));
    }

    /// <summary>What names nobody needs no key: a key is a write to disk of its own, before the entry's.</summary>
    [Fact]
    public async Task AppendAsync_NothingPrivate_MakesNoKey()
    {
        using var journal = SqliteJournal.Open(Options);
        var stepped = new JournalEntry(Samples.Centre, 1, Samples.Now, new EscalationAdvanced(0, 1, Actor.System), new IncidentId("i-1"), Samples.Home);
        await journal.AppendAsync(Samples.Batch([stepped]), Cancellation);
        Assert.Empty(Column<byte[]>("keys.db", "SELECT key FROM sealing_key"));
    }

    [Fact]
    public async Task AppendAsync_SameTextTwice_IsSealedDifferently()
    {
        using (var journal = SqliteJournal.Open(Options))
        {
            await journal.AppendAsync(Samples.Batch([Samples.Note(1, Secret), Samples.Note(2, Secret)]), Cancellation);
        }

        Assert.Equal(2, Column<byte[]>("journal.db", "SELECT body FROM journal").Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public async Task DestroyKeyAsync_Key_IsInNoFileAnyMore()
    {
        using var journal = SqliteJournal.Open(Options);
        await journal.AppendAsync(Samples.Batch([Samples.Note(1, Secret)]), Cancellation);
        var key = Assert.Single(Column<byte[]>("keys.db", "SELECT key FROM sealing_key"));
        Assert.True(_folder.Contains(key));
        await journal.DestroyKeyAsync(Samples.Home, Cancellation);
        Assert.False(_folder.Contains(key));
    }

    /// <summary>Sealed text cut out of one entry and put into another kind of entry does not open there.</summary>
    [Fact]
    public async Task ReadAsync_SealedTextMovedToAnotherKindOfEvent_ReadsAsErased()
    {
        using (var journal = SqliteJournal.Open(Options))
        {
            await journal.AppendAsync(Samples.Batch([Samples.Note(1, Secret)]), Cancellation);
        }

        Execute("DROP TRIGGER journal_is_never_changed; UPDATE journal SET name = 'outsideLineCalled', body = CAST(json_set(CAST(body AS TEXT), '$.note', json_extract(CAST(body AS TEXT), '$.text'), '$.by', 'op', '$.line', '120') AS BLOB)");
        using var reopened = SqliteJournal.Open(Options);
        var entry = Assert.Single(await reopened.ReadIncidentAsync(new IncidentId("i-1"), Cancellation));
        Assert.Equal(PrivateText.Erased, Assert.IsType<OutsideLineCalled>(entry.Event).Note);
    }

    [Fact]
    public async Task Open_WithMasterKey_WrapsTheKeysOfBefore()
    {
        await WriteSecretAsync(Options);
        var clear = Assert.Single(Column<byte[]>("keys.db", "SELECT key FROM sealing_key"));
        Assert.Equal(Secret, await ReadSecretAsync(Options with { MasterKey = Master }));
        Assert.False(_folder.Contains(clear));
        Assert.Equal(Secret, await ReadSecretAsync(Options with { MasterKey = Master }));
        Assert.Contains("ElderAlert:Storage:MasterKey", Refused(Options), StringComparison.Ordinal);
        Assert.Contains("does not open the keys", Refused(Options with { MasterKey = Convert.ToBase64String(new byte[32]) }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WithMasterKeyFile_TakesItWhenNobodyElseMayReadIt()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        await File.WriteAllTextAsync(_folder.File("master.key"), Master + "\n", Cancellation);
        File.SetUnixFileMode(_folder.File("master.key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Refused(Options), StringComparison.Ordinal);
        File.SetUnixFileMode(_folder.File("master.key"), UnixFileMode.UserRead);
        await WriteSecretAsync(Options);
        File.Delete(_folder.File("master.key"));
        Assert.Equal(Secret, await ReadSecretAsync(Options with { MasterKey = Master }));
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("c2hvcnQ=")]
    public void Open_MasterKeyIsNoKey_NamesTheSetting(string key)
    {
        var refused = Refused(Options with { MasterKey = key });
        Assert.Contains("ElderAlert:Storage:MasterKey is not the base64 of 32 bytes", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_KeysFileGone_RefusesUnlessTheLossIsAccepted()
    {
        await WriteSecretAsync(Options);
        File.Delete(_folder.File("keys.db"));
        Assert.Contains("AcceptLostKeys", Refused(Options), StringComparison.Ordinal);
        Assert.Equal(PrivateText.Erased.Value, await ReadSecretAsync(Options with { AcceptLostKeys = true }));
    }

    [Fact]
    public async Task BackupAsync_WhileOpen_GivesAWholeJournalWithoutKeys()
    {
        using var copy = new TempFolder();
        using (var journal = SqliteJournal.Open(Options))
        {
            await journal.AppendAsync(Samples.Batch([Samples.Note(1, Secret)]), Cancellation);
            await journal.BackupAsync(copy.File("journal.db"), Cancellation);
            await Assert.ThrowsAsync<JournalException>(async () => await journal.BackupAsync(copy.File("journal.db"), Cancellation));
            Assert.Equal(["journal.db"], Directory.GetFiles(copy.Path).Select(Path.GetFileName));
            await journal.BackupKeysAsync(copy.File("keys.db.later"), Cancellation);
        }

        var restored = new StorageOptions { Path = copy.Path };
        using (var verifying = SqliteJournal.Open(restored with { AcceptLostKeys = true }, JournalAccess.Read))
        {
            Assert.Empty(await verifying.VerifyAsync(Cancellation));
        }

        File.Move(copy.File("keys.db.later"), copy.File("keys.db"));
        Assert.Equal(Secret, await ReadSecretAsync(restored));
    }

    private static string Refused(StorageOptions options) =>
        Assert.Throws<JournalException>(() => SqliteJournal.Open(options).Dispose()).Message;

    private static async Task WriteSecretAsync(StorageOptions options)
    {
        using var journal = SqliteJournal.Open(options);
        await journal.AppendAsync(Samples.Batch([Samples.Note(1, Secret)]), Cancellation);
    }

    private static async Task<string> ReadSecretAsync(StorageOptions options)
    {
        using var journal = SqliteJournal.Open(options);
        var entry = Assert.Single(await journal.ReadIncidentAsync(new IncidentId("i-1"), Cancellation));
        return ((NoteAdded)entry.Event).Text.Value;
    }

    private List<T> Column<T>(string file, string sql)
    {
        using var connection = Connect(file);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var values = new List<T>();
        while (row.Read())
        {
            values.Add(row.GetFieldValue<T>(0));
        }

        return values;
    }

    private void Execute(string sql)
    {
        using var connection = Connect("journal.db");
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection($"Data Source={_folder.File(file)};Pooling=False");
        connection.Open();
        return connection;
    }
}
