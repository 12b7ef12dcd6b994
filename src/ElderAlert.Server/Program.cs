using ElderAlert.Server.Hosting;

namespace ElderAlert.Server;

internal static class Program
{
    private static Task<int> Main(string[] args) => ServerHost.RunAsync(args);
}
