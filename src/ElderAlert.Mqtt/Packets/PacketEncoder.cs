using System.Buffers;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>Writes whole packets: fixed header, length, body.</summary>
internal static class PacketEncoder
{
    public static void Write<T>(IBufferWriter<byte> output, T packet, MqttProtocolVersion version)
        where T : IPacket
    {
        var body = PacketBody.Start();
        packet.WriteBody(body, version);
        WriteFrame(output, packet.FixedHeader, body.Written, []);
    }

    /// <summary>Writes a packet whose body lies in two parts, so that a large payload is copied once.</summary>
    public static void WriteFrame(
        IBufferWriter<byte> output, byte header, ReadOnlySpan<byte> variableHeader, ReadOnlySpan<byte> payload)
    {
        var length = variableHeader.Length + payload.Length;
        var start = output.GetSpan(1 + VariableByteInteger.MaximumBytes);
        start[0] = header;
        output.Advance(1 + VariableByteInteger.Write(start[1..], (uint)length));
        output.Write(variableHeader);
        output.Write(payload);
    }
}
