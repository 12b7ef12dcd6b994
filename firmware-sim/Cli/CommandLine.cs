using System.CommandLine;

namespace ElderAlert.FirmwareSim.Cli;

/// <summary>The commands of firmware-sim.</summary>
internal static class CommandLine
{
    public static RootCommand Build(TimeProvider time) => new("Virtual homes with the behaviour of real firmware; they speak only MQTT.")
    {
        RunCommand.Build(time),
        OneShotCommands.Press(time),
        OneShotCommands.Fall(time),
        OneShotCommands.Expose(time),
    };
}
