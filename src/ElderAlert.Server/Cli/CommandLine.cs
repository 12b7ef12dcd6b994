using System.CommandLine;
using ElderAlert.Engine;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Cli;

/// <summary>
/// The server executable's commands. Configuration may stand among them as <c>--ElderAlert:Section:Key=value</c>; it is taken out
/// first, so that everything else is checked and a mistyped command is refused.
/// </summary>
internal static class CommandLine
{
    /// <summary>Carried out, but the answer is no: an edit was refused, or a check found something.</summary>
    public const int ExitRefused = 1;

    private static readonly string[] ConfigurationPrefixes = [$"--{ElderAlertSettings.Root}:", "--Logging:"];

    /// <summary>Runs the command that the arguments name; without one, serves.</summary>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error);

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var context = new CliContext([.. args.Where(IsConfiguration)], output, error);
        var parsed = Root(context).Parse([.. args.Where(a => !IsConfiguration(a))]);

        // The host stops by itself at SIGINT and SIGTERM, and takes the time that the engine needs.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false, Output = output, Error = error };
        try
        {
            return await parsed.InvokeAsync(invocation);
        }
        catch (CliException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return ExitRefused;
        }
        catch (Exception failure) when ((failure is EngineUnavailableException ? failure.Message : StartFailure.Explain(failure)) is { } sentences)
        {
            await error.WriteLineAsync(sentences);
            return ServerHost.ExitCannotStart;
        }
    }

    private static RootCommand Root(CliContext context)
    {
        var serve = new Command("serve", "Serve devices and consoles (the default).");
        serve.SetAction((_, _) => ServerHost.RunAsync([.. context.Configuration]));
        var root = new RootCommand("ElderAlert: emergency alerts of older people living at home, from the device to the door and back.")
        {
            serve,
            DemoCommand.Create(context),
            ImportCommand.Create(context),
            DeviceCommands.Create(context),
            OperatorCommands.Create(context),
            VerifyCommand.Create(context),
            BackupCommand.Create(context),
            ReplayCommand.Create(context),
            RetentionCommands.Create(context),
        };
        root.SetAction((_, _) => ServerHost.RunAsync([.. context.Configuration]));
        return root;
    }

    private static bool IsConfiguration(string argument) =>
        argument.Contains('=', StringComparison.Ordinal)
        && Array.Exists(ConfigurationPrefixes, p => argument.StartsWith(p, StringComparison.OrdinalIgnoreCase));
}
