using System.CommandLine;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Cli;

/// <summary>What every command needs.</summary>
/// <param name="Configuration">The configuration among the arguments.</param>
/// <param name="Output">Where answers go.</param>
/// <param name="Error">Where problems go.</param>
internal sealed record CliContext(IReadOnlyList<string> Configuration, TextWriter Output, TextWriter Error)
{
    /// <summary>The folder of the store, instead of the configured one.</summary>
    public static Option<string?> DataOption() => new("--data") { Description = "Folder of the store; the default is ElderAlert:Storage:Path.", HelpName = "DIR" };

    /// <summary>The settings that the server would have, with another folder where one is given.</summary>
    /// <exception cref="SettingsException">They are wrong.</exception>
    public ElderAlertSettings Settings(string? data) => ElderAlertSettings.Read(new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine([.. Configuration, .. data is null ? (string[])[] : [$"--{ElderAlertSettings.Root}:Storage:Path={data}"]])
        .Build());
}

/// <summary>A command cannot do what it was asked; the message is for the person who asked.</summary>
internal sealed class CliException(string message) : Exception(message);
