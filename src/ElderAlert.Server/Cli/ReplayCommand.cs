using System.CommandLine;
using ElderAlert.Server.Cli.Replay;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Server.Cli;

/// <summary>
/// <c>replay</c>: applies every centre's journal from the first entry, and compares what comes out with what is stored beside it: the heads,
/// the rows and views of each incident, what a start would load, the file, and the KPIs. What a running server changes meanwhile is a
/// difference too.
/// </summary>
internal static class ReplayCommand
{
    public static Command Create(CliContext context)
    {
        var data = CliContext.DataOption();
        var command = new Command("replay", "Rebuild views and KPIs from the journal and compare.") { data };
        command.SetAction((parsed, cancellation) => RunAsync(context, parsed.GetValue(data), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? data, CancellationToken cancellation)
    {
        using var journal = SqliteJournal.Open(context.Settings(data).Storage.ToOptions(), JournalAccess.Read);
        var snapshot = await journal.LoadAsync(cancellation);
        var comparison = new ReplayComparison(journal, snapshot, TimeProvider.System.GetUtcNow());
        var isSame = true;
        foreach (var (centre, head) in snapshot.Heads.OrderBy(h => h.Key.Value, StringComparer.Ordinal))
        {
            var replayed = await ReplayedCentre.ReadAsync(journal, centre, head, cancellation);
            foreach (var difference in await comparison.CompareAsync(replayed, cancellation))
            {
                isSame = false;
                await context.Error.WriteLineAsync(difference.ToString());
            }

            var life = comparison.KpiOf(replayed).Life;
            await context.Output.WriteLineAsync(
                $"centre {centre}: {head} entries, {replayed.Incidents.Count} incidents, {replayed.File.Count} items on file; "
                + $"of {life.Opened} dangers to life {life.AnsweredWithin60Seconds.Count} of {life.AnsweredWithin60Seconds.Of} were answered within 60 s, "
                + $"{life.AnsweredWithin180Seconds.Count} of {life.AnsweredWithin180Seconds.Of} within 180 s");
        }

        await context.Output.WriteLineAsync(isSame ? "The replay gives the same answer." : "The replay differs.");
        return isSame ? 0 : CommandLine.ExitRefused;
    }
}
