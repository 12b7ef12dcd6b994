using System.Buffers;

namespace ElderAlert.Mqtt.Protocol;

/// <summary>Cuts the byte stream into packets (2.1).</summary>
internal static class PacketFraming
{
    /// <summary>
    /// Takes the next whole packet from the front of <paramref name="buffer"/>. False: more bytes are needed.
    /// A packet above <paramref name="maximumSize"/> bytes is refused from its header alone, before its body is stored.
    /// Padded lengths are refused in 5.0 only: 3.1.1 does not forbid them and some firmware sends them.
    /// </summary>
    public static bool TryRead(
        ref ReadOnlySequence<byte> buffer,
        int maximumSize,
        MqttProtocolVersion version,
        out byte header,
        out ReadOnlySequence<byte> body)
    {
        header = 0;
        body = default;
        Span<byte> start = stackalloc byte[1 + VariableByteInteger.MaximumBytes];
        var available = (int)Math.Min(buffer.Length, start.Length);
        if (available < 2)
        {
            return false;
        }

        buffer.Slice(0, available).CopyTo(start);
        header = start[0];
        if (!TryReadLength(start[1..available], out var length, out var lengthBytes))
        {
            return false;
        }

        if (version == MqttProtocolVersion.V500 && lengthBytes > VariableByteInteger.ByteCount(length))
        {
            throw MqttProtocolException.Malformed("Remaining length is longer than needed [MQTT-1.5.5-1]");
        }

        var headerSize = 1 + lengthBytes;
        if (headerSize + (long)length > maximumSize)
        {
            throw new MqttProtocolException(
                ReasonCode.PacketTooLarge, $"Packet of {headerSize + (long)length} bytes; at most {maximumSize} are accepted [MQTT-3.2.2-15]");
        }

        if (buffer.Length < headerSize + length)
        {
            return false;
        }

        body = buffer.Slice(headerSize, length);
        buffer = buffer.Slice(headerSize + length);
        return true;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> bytes, out uint value, out int count)
    {
        value = 0;
        for (count = 0; count < bytes.Length;)
        {
            var next = bytes[count];
            value |= (uint)(next & 0x7F) << (7 * count++);
            if ((next & 0x80) == 0)
            {
                return true;
            }
        }

        return count == VariableByteInteger.MaximumBytes
            ? throw MqttProtocolException.Malformed("Remaining length has more than four bytes (2.1.4)")
            : false;
    }
}
