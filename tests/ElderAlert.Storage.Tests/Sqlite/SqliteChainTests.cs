using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

/// <summary>Somebody with the file in their hands changes it: verify says where.</summary>
public sealed class SqliteChainTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, long, string> Tampering => new()
    {
        { "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), 'system', 'device') AS BLOB) WHERE position = 4", 4, "was changed" },
        { "UPDATE journal SET body = CAST('{}' AS BLOB) WHERE position = 4", 4, "was changed" },
        { "UPDATE journal SET at = at + 1 WHERE position = 1", 1, "was changed" },
        { "UPDATE journal SET name = 'incidentClosed' WHERE position = 10", 10, "was changed" },
        { "UPDATE journal SET incident = NULL WHERE position = 5", 5, "was changed" },
        { "UPDATE journal SET sealed_for = 'h-9' WHERE position = 5", 5, "was changed" },
        { "DELETE FROM journal WHERE position = 6", 6, "entry is missing" },
        { "DELETE FROM journal WHERE position BETWEEN 2 AND 7", 2, "up to 7 are missing" },
        { "DELETE FROM journal WHERE position >= 9", 9, "up to 10, are missing" },
        { "DELETE FROM journal", 1, "up to 10, are missing" },
        { "DELETE FROM head", 10, "head is missing" },
        { "UPDATE head SET position = 8", 9, "after the journal's head 8" },
        { "UPDATE head SET hash = zeroblob(32)", 10, "not the one that the journal's head tells of" },
        { "INSERT INTO journal SELECT centre, 11, at, name, version, incident, sealed_for, body, hash, previous FROM journal WHERE position = 10", 11, "was changed" },
        { "UPDATE journal SET previous = 2 WHERE position = 5", 5, "link to the entry of its incident" },
        { "UPDATE journal SET previous = NULL WHERE position = 5", 5, "link to the entry of its incident" },
        { "UPDATE incident SET position = 9", 10, "does not tell of its last entry" },
        { "DELETE FROM incident", 10, "row of incident i-1 is missing" },
        { "INSERT INTO incident SELECT 'i-9', centre, household, lane, state, active, needs_care, opened_at, position FROM incident", 10, "i-9, which has no entries" },
        { "UPDATE journal SET position = 99 WHERE position = 3; UPDATE journal SET position = 3 WHERE position = 4; UPDATE journal SET position = 4 WHERE position = 99", 3, "was changed" },
    };

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task VerifyAsync_TamperedFile_SaysWhere(string tampering, long position, string reason)
    {
        await WriteTenAsync();
        Tamper("DROP TRIGGER journal_is_never_changed; DROP TRIGGER journal_is_never_cut;" + tampering);
        using var journal = Open();
        var first = (await journal.VerifyAsync(Cancellation))[0];
        Assert.Equal((Samples.Centre, position), (first.Centre, first.Position));
        Assert.Contains(reason, first.Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string, long, string> DirectoryTampering => new()
    {
        { "UPDATE directory SET body = CAST(replace(CAST(body AS TEXT), '330683-1', '330683-2') AS BLOB) WHERE id = 'h-1'", 2, "household h-1 is not the one that this entry wrote" },
        { "DELETE FROM directory WHERE id = 'h-1'", 2, "household h-1 is missing" },
        { "INSERT INTO directory SELECT type, 'h-9', centre, body FROM directory WHERE id = 'h-1'", 0, "household h-9 is on file, and no entry tells of it" },
        { "INSERT INTO directory SELECT type, 'h-2', centre, body FROM directory WHERE id = 'h-1'", 3, "household h-2 is on file, although this entry took it off" },
        { "UPDATE directory SET centre = 'elsewhere' WHERE id = 'h-1'", 2, "household h-1 is missing" },
    };

    /// <summary>The household's first row and its second, which is on file; another one was taken off again.</summary>
    [Theory]
    [MemberData(nameof(DirectoryTampering))]
    public async Task VerifyAsync_TamperedDirectory_SaysWhichRowAndEntry(string tampering, long position, string reason)
    {
        var other = Samples.Household(Samples.OtherHome);
        using (var journal = Open())
        {
            await journal.AppendAsync(Samples.Batch([Samples.Filed(1, Samples.Household())], upserts: [Samples.Household(), other]), Cancellation);
            var moved = Samples.Household() with { Address = "Lane 9" };
            await journal.AppendAsync(Samples.Batch([Samples.Filed(2, moved), Samples.Filed(3, other, deleted: true)], upserts: [moved], deletes: [other]), Cancellation);
            Assert.Empty(await journal.VerifyAsync(Cancellation));
        }

        Tamper(tampering);
        using var tampered = Open();
        var first = (await tampered.VerifyAsync(Cancellation))[0];
        Assert.Equal((Samples.Centre, position), (first.Centre, first.Position));
        Assert.Contains(reason, first.Reason, StringComparison.Ordinal);
    }

    /// <summary>Two edits of a row in one batch: only the last is on file, and that is what its entry says.</summary>
    [Fact]
    public async Task VerifyAsync_RowWrittenTwiceInABatch_IsTheLast()
    {
        using var journal = Open();
        var moved = Samples.Household() with { Address = "Lane 9" };
        await journal.AppendAsync(
            Samples.Batch([Samples.Filed(1, moved), Samples.Filed(2, moved)], upserts: [Samples.Household(), moved]), Cancellation);
        Assert.Empty(await journal.VerifyAsync(Cancellation));
    }

    /// <summary>Beneath SQL: one bit of one body on the disk.</summary>
    [Fact]
    public async Task VerifyAsync_OneBitFlippedOnDisk_FindsTheEntryAndNoOther()
    {
        await WriteTenAsync();
        var bytes = await File.ReadAllBytesAsync(_folder.File("journal.db"), Cancellation);
        bytes[bytes.AsSpan().IndexOf("\"by\":"u8)] ^= 1;
        await File.WriteAllBytesAsync(_folder.File("journal.db"), bytes, Cancellation);
        using var journal = Open();
        Assert.Single(await journal.VerifyAsync(Cancellation));
    }

    [Theory]
    [InlineData("UPDATE journal SET at = 0 WHERE position = 1", "no entry is changed")]
    [InlineData("DELETE FROM journal WHERE position = 10", "no entry is removed")]
    [InlineData("INSERT INTO incident VALUES('i-8','c','h','Life','Open',1,0,0,1), ('i-9','c','h','Life','Open',1,0,0,1)", "UNIQUE")]
    public async Task Sql_AgainstTheRules_IsRefusedByTheFileItself(string sql, string reason)
    {
        await WriteTenAsync();
        var refused = Assert.Throws<SqliteException>(() => Tamper(sql));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(9)]
    public async Task ReadIncidentAsync_LinkInACircle_Ends(long previous)
    {
        await WriteTenAsync();
        Tamper($"DROP TRIGGER journal_is_never_changed; UPDATE journal SET previous = {previous} WHERE position = 5");
        using var journal = Open();
        Assert.Equal([5, 6, 7, 8, 9, 10], (await journal.ReadIncidentAsync(new("i-1"), Cancellation)).Select(e => e.Position));
    }

    [Fact]
    public async Task LoadAsync_TailCut_RefusesToStart()
    {
        await WriteTenAsync();
        Tamper("DROP TRIGGER journal_is_never_cut; DELETE FROM journal WHERE position = 10");
        using var journal = Open();
        var refused = await Assert.ThrowsAsync<JournalException>(async () => await journal.LoadAsync(Cancellation));
        Assert.Contains("does not end where its head says", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadHeadHashes_JournalRelinked_Differ()
    {
        await WriteTenAsync();
        using var journal = Open();
        var before = journal.ReadHeadHashes()[Samples.Centre];
        await journal.AppendAsync(Samples.Batch([Samples.Note(11)]), Cancellation);
        Assert.NotEqual(before, journal.ReadHeadHashes()[Samples.Centre]);
        Assert.Equal(64, before.Length);
    }

    private SqliteJournal Open() => SqliteJournal.Open(new StorageOptions { Path = _folder.Path });

    private async Task WriteTenAsync()
    {
        using var journal = Open();
        await journal.AppendAsync(Samples.Batch(Samples.Notes(1, 10)), Cancellation);
        Assert.Empty(await journal.VerifyAsync(Cancellation));
    }

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("journal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
