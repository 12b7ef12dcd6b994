using System.CommandLine;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Server.Cli;

/// <summary><c>backup DIR</c>: a consistent copy of the journal, also beside a running server.</summary>
internal static class BackupCommand
{
    public static Command Create(CliContext context)
    {
        var folder = new Argument<string>("DIR") { Description = "A new folder for the copy." };
        var keys = new Option<bool>("--with-keys") { Description = "Copy the keys of private text as well. Keep such a copy apart: whoever has both can read everything, and what was erased comes back with it." };
        var data = CliContext.DataOption();
        var command = new Command("backup", "Copy the journal to a new folder.") { folder, keys, data };
        command.SetAction((parsed, cancellation) => RunAsync(context, parsed.GetRequiredValue(folder), parsed.GetValue(keys), parsed.GetValue(data), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string folder, bool withKeys, string? data, CancellationToken cancellation)
    {
        var target = Path.GetFullPath(folder);
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new CliException($"{target} is not empty; a backup goes to a new folder.");
        }

        using var journal = SqliteJournal.Open(context.Settings(data).Storage.ToOptions(), JournalAccess.Read);
        MakeFolder(target);
        await journal.BackupAsync(Path.Combine(target, "journal.db"), cancellation);
        if (withKeys)
        {
            await journal.BackupKeysAsync(Path.Combine(target, "keys.db"), cancellation);
        }

        await context.Output.WriteLineAsync($"The journal is copied to {target}{(withKeys ? " with its keys" : ", without the keys of private text (--with-keys)")}.");
        return 0;
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{folder} cannot be made: {refused.Message}");
        }
    }
}
