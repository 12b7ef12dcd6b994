using System.Diagnostics;

namespace ElderAlert.EndToEnd.Support;

/// <summary>A home's pendant, spoken for by mosquitto_pub.</summary>
internal static class Pendant
{
    /// <summary>Publishes a signal at QoS 1 and waits for its acknowledgement.</summary>
    public static async Task SignalAsync(ServerProcess server, int home, string json)
    {
        Tools.Require("mosquitto-clients", Tools.MosquittoPub);
        var name = PilotFile.Pendant(home);
        using var process = Process.Start(new ProcessStartInfo(
            Tools.MosquittoPub,
            ["-h", "127.0.0.1", "-p", $"{server.MqttPort}", "-q", "1", "-i", name, "-u", name, "-P", PilotFile.Key, "-t", $"ea/v1/{name}/signal", "-m", json])
        {
            UseShellExecute = false,
        })!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
