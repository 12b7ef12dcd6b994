using System.CommandLine;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Server.Cli;

/// <summary><c>verify</c>: recomputes the hash chain of every centre, also beside a running server.</summary>
internal static class VerifyCommand
{
    public static Command Create(CliContext context)
    {
        var data = CliContext.DataOption();
        var command = new Command("verify", "Check that nothing in the journal was changed.") { data };
        command.SetAction((parsed, cancellation) => RunAsync(context, parsed.GetValue(data), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? data, CancellationToken cancellation)
    {
        using var journal = SqliteJournal.Open(context.Settings(data).Storage.ToOptions(), JournalAccess.Read);
        var heads = journal.ReadHeadHashes();
        var faults = await journal.VerifyAsync(cancellation);
        foreach (var fault in faults)
        {
            await context.Error.WriteLineAsync($"centre {fault.Centre}, position {fault.Position}: {fault.Reason}");
        }

        if (faults.Count > 0)
        {
            return CommandLine.ExitRefused;
        }

        foreach (var (centre, hash) in heads)
        {
            await context.Output.WriteLineAsync($"centre {centre}: the chain holds, head {hash}");
        }

        if (heads.Count == 0)
        {
            await context.Output.WriteLineAsync("The journal is empty.");
        }

        return 0;
    }
}
