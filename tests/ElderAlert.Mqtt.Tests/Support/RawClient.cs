using System.Buffers;
using System.Net.Sockets;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Tests.Support;

/// <summary>Sends bytes as they are, right or wrong, and returns what comes back.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp = new() { NoDelay = true };

    private NetworkStream Stream { get; set; } = null!;

    /// <summary>Opens a connection; a small receive buffer makes a client that does not read felt early.</summary>
    public static async Task<RawClient> OpenAsync(int port, int? receiveBuffer = null)
    {
        var client = new RawClient();
        client._tcp.ReceiveBufferSize = receiveBuffer ?? client._tcp.ReceiveBufferSize;
        await client._tcp.ConnectAsync("127.0.0.1", port);
        client.Stream = client._tcp.GetStream();
        return client;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await Stream.WriteAsync(bytes);

    public Task SendHexAsync(string hex) => SendAsync(Hex.Parse(hex));

    public Task SendAsync<T>(T packet, MqttProtocolVersion version)
        where T : IPacket
    {
        var buffer = new ArrayBufferWriter<byte>();
        PacketEncoder.Write(buffer, packet, version);
        return SendAsync(buffer.WrittenMemory);
    }

    /// <summary>Connects with a clean session and expects to be let in.</summary>
    public async Task ConnectAsync(MqttProtocolVersion version, string clientId = "raw", ushort keepAlive = 0)
    {
        await SendAsync(new ConnectPacket(version, clientId) { CleanStart = true, KeepAliveSeconds = keepAlive }, version);
        var answer = await ReadPacketAsync();
        Assert.Equal(0x20, answer[0]);
        Assert.Equal(0, answer[3]);
    }

    /// <summary>One whole packet.</summary>
    public async Task<byte[]> ReadPacketAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var start = new byte[2];
        await Stream.ReadExactlyAsync(start, patience.Token);
        var length = start[1] < 128 ? start[1] : throw new NotSupportedException("Tests keep answers short");
        var body = new byte[length];
        await Stream.ReadExactlyAsync(body, patience.Token);
        return [.. start, .. body];
    }

    /// <summary>Reads, whatever it is, until nothing has come for a while.</summary>
    public async Task SkipWhatIsThereAsync()
    {
        var bytes = new byte[64 * 1024];
        try
        {
            while (await Stream.ReadAsync(bytes).AsTask().WaitAsync(TimeSpan.FromMilliseconds(300)) > 0)
            {
            }
        }
        catch (TimeoutException)
        {
            // Nothing more is there. The read that is left takes what comes next.
        }
    }

    /// <summary>Everything until the server closes.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var all = new MemoryStream();
        try
        {
            await Stream.CopyToAsync(all, patience.Token);
        }
        catch (IOException)
        {
            // A reset is a close, too.
        }

        return all.ToArray();
    }

    public void ShutdownSend() => _tcp.Client.Shutdown(SocketShutdown.Send);

    public void Dispose() => _tcp.Dispose();
}
