using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>SUBACK (3.9) and UNSUBACK (3.11): one code for each filter asked for.</summary>
internal sealed record SubAckPacket(PacketType Type, ushort PacketId, IReadOnlyList<ReasonCode> ReasonCodes) : IPacket
{
    public byte FixedHeader => (byte)((byte)Type << 4);

    public static SubAckPacket Read(PacketType type, ReadOnlySpan<byte> body, MqttProtocolVersion version)
    {
        var reader = new PacketReader(body);
        var id = reader.ReadPacketId();
        if (version == MqttProtocolVersion.V500)
        {
            MqttProperties.Read(ref reader, type);
        }

        var codes = reader.ReadRest().ToArray().Select(code => (ReasonCode)code).ToArray();
        return new SubAckPacket(type, id, codes);
    }

    public void WriteBody(PacketBody body, MqttProtocolVersion version)
    {
        body.WriteUInt16(PacketId);
        if (version == MqttProtocolVersion.V500)
        {
            body.WriteProperties(null);
        }
        else if (Type == PacketType.UnsubAck)
        {
            return;
        }

        foreach (var code in ReasonCodes)
        {
            // 3.1.1 knows one failure only [MQTT-3.9.3-2 of 3.1.1].
            body.WriteByte((byte)(version == MqttProtocolVersion.V311 && code.IsFailure() ? ReasonCode.UnspecifiedError : code));
        }
    }
}
