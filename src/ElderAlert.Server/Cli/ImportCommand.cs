using System.CommandLine;
using ElderAlert.Domain.Incidents;
using ElderAlert.Server.Pilot;

namespace ElderAlert.Server.Cli;

/// <summary><c>import FILE</c>: puts a pilot on file while no server runs.</summary>
internal static class ImportCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The pilot file (docs/pilot-file.md)." };
        var data = CliContext.DataOption();
        var command = new Command("import", "Put a pilot file on file: all of it, or nothing and every reason.") { file, data };
        command.SetAction((parsed, cancellation) => RunAsync(context, parsed.GetRequiredValue(file), parsed.GetValue(data), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, FileInfo file, string? data, CancellationToken cancellation)
    {
        if (!file.Exists)
        {
            throw new CliException($"There is no file {file.FullName}.");
        }

        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellation);
        await using var offline = await OfflineEngine.OpenAsync(context.Settings(data), cancellation);
        var result = await new PilotImporter(offline.Engine).ImportAsync(bytes, Actor.System, onlyFor: null, requestId: null, cancellation);
        if (result is PilotResult.Done done)
        {
            await context.Output.WriteLineAsync($"Imported into {done.Centre}: {string.Join(", ", done.Counts.Select(c => $"{c.Value} {c.Key}"))}.");
            await PrintKeysAsync(context, done.NewKeys);
            return 0;
        }

        foreach (var problem in ((PilotResult.Refused)result).Problems)
        {
            await context.Error.WriteLineAsync($"{file.Name}, {problem}");
        }

        await context.Error.WriteLineAsync("Nothing was imported.");
        return CommandLine.ExitRefused;
    }

    private static async Task PrintKeysAsync(CliContext context, IReadOnlyList<NewDeviceKey> keys)
    {
        if (keys.Count == 0)
        {
            return;
        }

        await context.Output.WriteLineAsync("New device keys, shown this once (user name, password):");
        foreach (var (device, key) in keys)
        {
            await context.Output.WriteLineAsync($"{device},{key}");
        }
    }
}
