using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Tests.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Mqtt.Tests.Fuzz;

/// <summary>
/// Spoiled packets against a server in a process of its own: it neither fails, hangs nor leaks. Each connection sends a
/// score that the server can go on after, then one that it cannot, so that nearly all are processed.
/// ELDERALERT_FUZZ_LIVE_PACKETS sets how many (ten million for the long run); the default suits CI.
/// </summary>
public sealed class LiveServerTests
{
    private const int PacketsPerConnection = 20;
    private const int Workers = 2;
    private const long MayGrowBy = 64L * 1024 * 1024;

    private static readonly long s_packets = long.Parse(
        Environment.GetEnvironmentVariable("ELDERALERT_FUZZ_LIVE_PACKETS") ?? "60000", CultureInfo.InvariantCulture);

    private int _connections;

    [Fact]
    public async Task Serve_MutatedPackets_NoDefectNoHangNoLeak()
    {
        var port = FreePort.Next();

        // Topics are spoiled, too: without a limit the server would keep a retained message for each.
        using var server = await TestHostProcess.StartAsync(port, "--max-retained", "100");
        await SendAsync(port, s_packets / 5, seed: 1);
        var (memory, handles) = Usage(server.Id);

        await SendAsync(port, s_packets - (s_packets / 5), seed: 2);

        await Eventually.TrueAsync(() => Usage(server.Id).Handles <= handles + Workers);
        var grown = Usage(server.Id).Memory - memory;
        TestContext.Current.TestOutputHelper?.WriteLine($"{s_packets} packets on {_connections} connections; memory grew by {grown / 1024} KiB");
        Assert.True(grown < MayGrowBy, $"{memory} bytes after the first fifth, {grown} more at the end");
        Assert.DoesNotContain("defect", server.Output, StringComparison.Ordinal);
        await using var device = await MqttClient.ConnectAsync(new MqttClientOptions { Host = "127.0.0.1", Port = port });
        Assert.Equal(ReasonCode.Success, await device.PublishAsync(new ApplicationMessage("alarm", "sos"u8.ToArray(), QualityOfService.AtLeastOnce)));
    }

    private Task SendAsync(int port, long packets, int seed) => Task.WhenAll(
        Enumerable.Range(0, Workers).Select(worker => Task.Run(() => SendAsync(port, packets / Workers, new PacketMutations(seed + (worker * 1000))))));

    private async Task SendAsync(int port, long packets, PacketMutations mutations)
    {
        for (long sent = 0, run = 0; sent < packets; sent += PacketsPerConnection + 1, run++)
        {
            var version = run % 2 == 0 ? MqttProtocolVersion.V311 : MqttProtocolVersion.V500;
            await SendAsync(port, Batch(mutations, version));
        }
    }

    /// <summary>CONNECT, and packets of which the last is one that ends the connection or leaves it waiting for more.</summary>
    private static byte[] Batch(PacketMutations mutations, MqttProtocolVersion version)
    {
        var batch = new MemoryStream();
        batch.Write(PacketMutations.Connect(version));
        byte[] last = [];
        for (var harmless = 0; harmless < PacketsPerConnection || last.Length == 0;)
        {
            var packet = mutations.Next();
            if (!PacketDecoding.IsHarmless(packet, version))
            {
                last = packet;
            }
            else if (harmless < PacketsPerConnection)
            {
                batch.Write(packet);
                harmless++;
            }
        }

        batch.Write(last);
        return batch.ToArray();
    }

    /// <summary>Sends, says that no more will come, and waits for the server to close: one that does not hangs.</summary>
    private async Task SendAsync(int port, byte[] batch)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        // Another source address each time: closed connections keep their port for a minute.
        var number = Interlocked.Increment(ref _connections);
        socket.Bind(new IPEndPoint(new IPAddress([127, 1, (byte)(number >> 8), (byte)number]), 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var answer = new byte[4096];
        try
        {
            await socket.SendAsync(batch, patience.Token);
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(answer, patience.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset while more was on its way: closed, too.
        }
    }

    private static (long Memory, int Handles) Usage(int process)
    {
        var resident = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal));
        var kilobytes = long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        return (kilobytes * 1024, Directory.GetFiles($"/proc/{process}/fd").Length);
    }
}
