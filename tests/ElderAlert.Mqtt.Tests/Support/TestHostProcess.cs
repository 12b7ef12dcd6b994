
namespace ElderAlert.Mqtt.Tests.Support;

/// <summary>The library as an open broker in a process of its own.</summary>
internal static class TestHostProcess
{
    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<ToolProcess> StartAsync(int port, params string[] arguments)
    {
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        var host = Path.Combine(
            Repository.Root, "tests", "ElderAlert.Mqtt.TestHost", "bin", configuration, "net10.0", "ElderAlert.Mqtt.TestHost.dll");
        ToolProcess.Require(host);
        var server = ToolProcess.Start("dotnet", [host, "--port", $"{port}", .. arguments]);
        await Eventually.TrueAsync(() => server.Output.Contains("listening", StringComparison.Ordinal));
        return server;
    }
}
