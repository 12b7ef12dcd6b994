using ElderAlert.Server.Cli;

namespace ElderAlert.Server;

internal static class Program
{
    private static Task<int> Main(string[] args) => CommandLine.RunAsync(args);
}
