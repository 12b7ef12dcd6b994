using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Persistence;

/// <summary>A server in a process of its own, killed without warning.</summary>
public sealed class KilledServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mqtt-killed").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_WhileMessagesAreQueuedForAnAbsentClient_EveryAcknowledgedOneIsDelivered()
    {
        var port = FreePort();
        var options = new MqttClientOptions { Host = "127.0.0.1", Port = port, Version = MqttProtocolVersion.V311 };
        var acknowledged = new List<int>();
        using (var server = await StartAsync(port))
        {
            await using (var subscriber = await MqttClient.ConnectAsync(options with { ClientId = "s", CleanStart = false }))
            {
                await subscriber.SubscribeAsync("a");
                await subscriber.DisconnectAsync();
            }

            await using var publisher = await MqttClient.ConnectAsync(options with { ClientId = "p" });
            var publishing = PublishAsync(publisher, acknowledged);
            await Eventually.TrueAsync(() => acknowledged.Count > 200);
            server.Kill();
            await publishing;
        }

        using var restarted = await StartAsync(port);
        var collector = new Collector();
        await using var back = await MqttClient.ConnectAsync(options with { ClientId = "s", CleanStart = false }, collector.OnMessage);
        Assert.True(back.ConnectResult.SessionPresent);
        for (var i = 0; i <= acknowledged[^1]; i++)
        {
            Assert.Equal(i.ToString(CultureInfo.InvariantCulture), await collector.NextTextAsync());
        }
    }

    private static async Task PublishAsync(MqttClient publisher, List<int> acknowledged)
    {
        try
        {
            for (var i = 0; i < 900; i++)
            {
                var payload = System.Text.Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture));
                await publisher.PublishAsync(new ApplicationMessage("a", payload, QualityOfService.AtLeastOnce));
                acknowledged.Add(i);
            }
        }
        catch (MqttConnectionLostException)
        {
            // The server was killed, as it should be.
        }
    }

    private async Task<ToolProcess> StartAsync(int port)
    {
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        var host = Path.Combine(
            Repository.Root, "tests", "ElderAlert.Mqtt.TestHost", "bin", configuration, "net10.0", "ElderAlert.Mqtt.TestHost.dll");
        ToolProcess.Require(host);
        var server = ToolProcess.Start("dotnet", host, "--port", $"{port}", "--data", _folder);
        await Eventually.TrueAsync(() => server.Output.Contains("listening", StringComparison.Ordinal));
        return server;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
