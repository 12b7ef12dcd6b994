using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Retention;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

/// <summary>A process that writes a month of many homes, erases it, and says so on stdout, month after month until it is killed.</summary>
internal static class Eraser
{
    public const string Verb = "erase";
    public const int Homes = 40;
    private static readonly DateOnly First = new(2020, 1, 1);

    public static async Task<int> RunAsync(string folder)
    {
        using var journal = SqliteJournal.Open(new StorageOptions { Path = folder });
        var position = (await journal.LoadAsync(CancellationToken.None)).Heads.GetValueOrDefault(Samples.Centre);
        for (var month = First.AddMonths((int)(position / Homes)); ; month = month.AddMonths(1))
        {
            await journal.AppendAsync(Samples.Batch(EntriesOf(month, position)), CancellationToken.None);
            position += Homes;
            await SayAsync($"wrote {month:yyyy-MM}");
            await journal.EraseTextAsync(PeriodsOf(month), CancellationToken.None);
            await SayAsync($"erased {month:yyyy-MM}");
        }
    }

    /// <summary>Every home's part of a month; they go together.</summary>
    public static IReadOnlyList<TextPeriod> PeriodsOf(DateOnly month) =>
        [.. Enumerable.Range(0, Homes).Select(h => new TextPeriod(Samples.Centre, new HouseholdId($"h-{h}"), month))];

    private static List<JournalEntry> EntriesOf(DateOnly month, long position) =>
        [.. Enumerable.Range(0, Homes).Select(h => Samples.Note(position + h + 1, $"{month:yyyy-MM}", new HouseholdId($"h-{h}")) with
        {
            At = new DateTimeOffset(month, new TimeOnly(12, 0), TimeSpan.Zero),
        })];

    private static async Task SayAsync(string line)
    {
        await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync();
    }
}
