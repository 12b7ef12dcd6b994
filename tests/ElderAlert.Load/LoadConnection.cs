using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Unicode;

namespace ElderAlert.Load;

/// <summary>
/// One MQTT 3.1.1 connection: CONNECT, PUBLISH at QoS 0 or 1, PUBACK, nothing else. One sends, one receives. The k-th message, from 0, has
/// the packet id 1 + k mod 65,535; where the payload holds <see cref="Sequence"/> it carries k + 1 in twelve digits.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    public const string Sequence = "{sequence}  ";
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _publish;
    private readonly int _idOffset;
    private readonly int _sequenceOffset;
    private readonly byte[] _receive = new byte[512];
    private byte[] _send = [];
    private int _leftOver;
    private long _sent;

    public LoadConnection(string topic, byte[] payload, bool isAcknowledged = true)
    {
        var name = Encoding.UTF8.GetBytes(topic);
        byte[] id = isAcknowledged ? [0, 0] : [];
        byte[] body = [.. LengthOf(name), .. name, .. id, .. payload];
        byte[] header = [(byte)(isAcknowledged ? 0x32 : 0x30), .. Remaining(body.Length)];
        _publish = [.. header, .. body];
        _idOffset = isAcknowledged ? header.Length + 2 + name.Length : -1;
        _sequenceOffset = _publish.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Sequence));
    }

    public async Task ConnectAsync(int port, string clientId, string? user, string? password)
    {
        await _socket.ConnectAsync(IPAddress.Loopback, port);
        var id = Encoding.UTF8.GetBytes(clientId);
        byte[] credentials = user is null ? [] : [.. Text(user), .. Text(password ?? "")];
        byte[] body = [0, 4, .. "MQTT"u8, 4, (byte)(user is null ? 2 : 0xC2), 0, 0, .. LengthOf(id), .. id, .. credentials];
        byte[] connect = [0x10, .. Remaining(body.Length), .. body];
        await _socket.SendAsync(connect);
        var answer = new byte[4];
        var received = 0;
        while (received < 4)
        {
            var count = await _socket.ReceiveAsync(answer.AsMemory(received));
            received += count > 0 ? count : throw new IOException("The server closed the connection instead of CONNACK");
        }

        if (answer[3] != 0)
        {
            throw new IOException($"The server refused the connection with return code {answer[3]}");
        }
    }

    /// <summary>Sends so many messages in one piece.</summary>
    public async ValueTask PublishAsync(int count)
    {
        var length = count * _publish.Length;
        if (_send.Length < length)
        {
            _send = new byte[length];
        }

        for (var i = 0; i < count; i++)
        {
            var message = _send.AsSpan(i * _publish.Length);
            _publish.CopyTo(message);
            if (_idOffset >= 0)
            {
                BinaryPrimitives.WriteUInt16BigEndian(message[_idOffset..], PacketId(_sent));
            }

            _sent++;
            if (_sequenceOffset >= 0)
            {
                Utf8.TryWrite(message.Slice(_sequenceOffset, Sequence.Length), CultureInfo.InvariantCulture, $"{_sent:D12}", out _);
            }
        }

        for (var sent = 0; sent < length;)
        {
            sent += await _socket.SendAsync(_send.AsMemory(sent, length - sent));
        }
    }

    /// <summary>Waits for acknowledgements and tells the packet id of each.</summary>
    public async ValueTask ReceiveAsync(Action<ushort> acknowledged, CancellationToken cancellationToken)
    {
        var count = await _socket.ReceiveAsync(_receive.AsMemory(_leftOver), cancellationToken);
        if (count == 0)
        {
            throw new IOException("The server closed the connection");
        }

        var bytes = _leftOver + count;
        _leftOver = bytes % 4;
        for (var at = 0; at < bytes - _leftOver; at += 4)
        {
            acknowledged(BinaryPrimitives.ReadUInt16BigEndian(_receive.AsSpan(at + 2)));
        }

        _receive.AsSpan(bytes - _leftOver, _leftOver).CopyTo(_receive);
    }

    /// <summary>Waits for acknowledgements; returns how many came.</summary>
    public async ValueTask<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        var count = await _socket.ReceiveAsync(_receive, cancellationToken);
        if (count == 0)
        {
            throw new IOException("The server closed the connection");
        }

        var bytes = _leftOver + count;
        _leftOver = bytes % 4;
        return bytes / 4;
    }

    public static ushort PacketId(long message) => (ushort)(1 + (message % ushort.MaxValue));

    public void Dispose() => _socket.Dispose();

    private static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. LengthOf(bytes), .. bytes];
    }

    private static byte[] LengthOf(byte[] bytes) => [(byte)(bytes.Length >> 8), (byte)bytes.Length];

    private static byte[] Remaining(int length) => length < 128
        ? [(byte)length]
        : length < 16_384
            ? [(byte)((length & 127) | 128), (byte)(length >> 7)]
            : throw new ArgumentOutOfRangeException(nameof(length), length, "Load messages are shorter than 16 KiB");
}
