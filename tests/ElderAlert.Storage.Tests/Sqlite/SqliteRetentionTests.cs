using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Retention;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

/// <summary>Old text goes, the household lives on, and the chain holds.</summary>
public sealed class SqliteRetentionTests : IDisposable
{
    private static readonly TextPeriod November = new(Samples.Centre, Samples.Home, new DateOnly(2026, 11, 1));
    private static readonly DateTimeOffset InDecember = new(2026, 12, 24, 12, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StorageOptions Options => new() { Path = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EraseTextAsync_OneMonth_TakesItsTextAndLeavesTheRest()
    {
        using (var journal = SqliteJournal.Open(Options))
        {
            await FillAsync(journal);
            await journal.EraseTextAsync([November], Cancellation);
            Assert.Equal([PrivateText.Erased.Value, "of December", "of another home"], await TextsAsync(journal));
        }

        using var reopened = SqliteJournal.Open(Options);
        Assert.Equal([PrivateText.Erased.Value, "of December", "of another home"], await TextsAsync(reopened));
        Assert.Equal(Samples.SecretName, Assert.Single((await reopened.LoadAsync(Cancellation)).Directory.OfType<Household>()).Name.Value);
        Assert.Empty(await reopened.VerifyAsync(Cancellation));
    }

    /// <summary>Not in the file, not in its WAL, and not in a copy of the keys that was made before.</summary>
    [Fact]
    public async Task EraseTextAsync_KeyOfTheMonth_IsInNoFileAndLeavesACleanedCopyToo()
    {
        using var copy = new TempFolder();
        using var journal = SqliteJournal.Open(Options);
        await FillAsync(journal);
        var key = KeyOf("2026-11/shengzhou/h-1");
        await journal.BackupKeysAsync(copy.File("keys.db"), Cancellation);
        Assert.True(_folder.Contains(key) && copy.Contains(key));

        await journal.EraseTextAsync([November], Cancellation);
        Assert.False(_folder.Contains(key));
        Assert.Equal(1, await journal.CleanKeysAsync(copy.File("keys.db"), Cancellation));
        Assert.False(copy.Contains(key));
        Assert.True(copy.Contains(KeyOf("2026-12/shengzhou/h-1")));

        await journal.BackupAsync(copy.File("journal.db"), Cancellation);
        using var restored = SqliteJournal.Open(new StorageOptions { Path = copy.Path }, JournalAccess.Read);
        Assert.Equal([PrivateText.Erased.Value, "of December", "of another home"], await TextsAsync(restored));
    }

    [Fact]
    public async Task CleanKeysAsync_NoCopyOfKeys_IsRefused()
    {
        using var journal = SqliteJournal.Open(Options);
        await File.WriteAllTextAsync(_folder.File("letter.txt"), new string('x', 9_000), Cancellation);
        var refused = await Assert.ThrowsAsync<JournalException>(async () => await journal.CleanKeysAsync(_folder.File("letter.txt"), Cancellation));
        Assert.Contains("letter.txt is damaged", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DestroyKeyAsync_Household_TakesEveryMonthAndItsFile()
    {
        using var journal = SqliteJournal.Open(Options);
        await FillAsync(journal);
        await journal.DestroyKeyAsync(Samples.Home, Cancellation);
        Assert.Equal([PrivateText.Erased.Value, PrivateText.Erased.Value, "of another home"], await TextsAsync(journal));
        Assert.Equal(
            [new TextPeriod(Samples.Centre, Samples.OtherHome, new DateOnly(2026, 11, 1))],
            (await ReadAsync(journal)).Periods);
    }

    [Fact]
    public async Task ReadRetentionAsync_OpenAndLatelyClosedIncidents_HoldTheirHomes()
    {
        using var journal = SqliteJournal.Open(Options);
        var (open, late, old) = (new HouseholdId("open"), new HouseholdId("late"), new HouseholdId("old"));
        await journal.AppendAsync(
            Samples.Batch(
                [Samples.Note(1) with { At = InDecember }, Samples.Note(2) with { At = Samples.Now }],
                incidents:
                [
                    Samples.Incident("i-1", IncidentState.Resolved, open, position: 2),
                    Samples.Incident("i-2", IncidentState.Closed, late, minute: 5, position: 1),
                    Samples.Incident("i-3", IncidentState.Closed, old, position: 2),
                ]),
            Cancellation);
        var held = (await ReadAsync(journal)).HeldFrom;
        Assert.Equal(
            [("late", Samples.Now.AddMinutes(5)), ("open", Samples.Now)],
            held.OrderBy(h => h.Key.Value, StringComparer.Ordinal).Select(h => (h.Key.Value, h.Value)));
    }

    [Fact]
    public async Task ReadRetentionAsync_HouseholdOffTheFile_IsToBeErasedUntilItIsOrComesBack()
    {
        using var journal = SqliteJournal.Open(Options);
        var (home, other) = (Samples.Household(), Samples.Household(Samples.OtherHome));
        await journal.AppendAsync(Samples.Batch([Samples.Filed(1, home), Samples.Filed(2, other)], upserts: [home, other]), Cancellation);
        Assert.Empty((await ReadAsync(journal)).Removed);

        await journal.AppendAsync(Samples.Batch([Samples.Filed(3, home, deleted: true), Samples.Filed(4, other, deleted: true)], deletes: [home, other]), Cancellation);
        Assert.Equal(
            [new RemovedHousehold(home.Id, Samples.Now.AddTicks(4)), new RemovedHousehold(other.Id, Samples.Now.AddTicks(4))],
            (await ReadAsync(journal)).Removed);

        await journal.AppendAsync(Samples.Batch([Samples.Filed(5, other)], upserts: [other]), Cancellation);
        var erased = new JournalEntry(Samples.Centre, 6, Samples.Now, new HouseholdErased(home.Id, Actor.System), Incident: null, home.Id);
        await journal.AppendAsync(Samples.Batch([erased]), Cancellation);
        Assert.Empty((await ReadAsync(journal)).Removed);
    }

    [Fact]
    public async Task ReadRetentionAsync_HouseholdOffTheFileWithAnIncidentInCare_Waits()
    {
        using var journal = SqliteJournal.Open(Options);
        var home = Samples.Household();
        await journal.AppendAsync(Samples.Batch([Samples.Filed(1, home)], upserts: [home], incidents: [Samples.Incident("i-1")]), Cancellation);
        await journal.AppendAsync(Samples.Batch([Samples.Filed(2, home, deleted: true)], deletes: [home]), Cancellation);
        Assert.Empty((await ReadAsync(journal)).Removed);

        await journal.AppendAsync(Samples.Batch([Samples.Note(3)], incidents: [Samples.Incident("i-1", IncidentState.Closed)]), Cancellation);
        Assert.Single((await ReadAsync(journal)).Removed);
    }

    private static ValueTask<RetentionFacts> ReadAsync(SqliteJournal journal) =>
        journal.ReadRetentionAsync(Samples.Centre, Samples.Now.AddDays(1), Cancellation);

    private static async Task FillAsync(SqliteJournal journal) => await journal.AppendAsync(
        Samples.Batch(
            [
                Samples.Note(1, "of November"),
                Samples.Note(2, "of December") with { At = InDecember },
                Samples.Note(3, "of another home", Samples.OtherHome),
                Samples.Filed(4, Samples.Household()),
            ],
            upserts: [Samples.Household()]),
        Cancellation);

    private static async Task<string[]> TextsAsync(SqliteJournal journal)
    {
        var entries = await journal.ReadAsync(Samples.Centre, 0, Cancellation).ToListAsync(Cancellation);
        return [.. entries.Select(e => e.Event).OfType<NoteAdded>().Select(e => e.Text.Value)];
    }

    private byte[] KeyOf(string scope)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("keys.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key FROM sealing_key WHERE scope = $scope";
        command.Parameters.AddWithValue("$scope", scope);
        return (byte[])command.ExecuteScalar()!;
    }
}
