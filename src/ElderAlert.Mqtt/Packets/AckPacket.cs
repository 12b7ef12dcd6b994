using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>PUBACK, PUBREC, PUBREL and PUBCOMP, which share one layout (3.4 to 3.7).</summary>
internal readonly record struct AckPacket(PacketType Type, ushort PacketId, ReasonCode ReasonCode, string? ReasonString = null) : IPacket
{
    /// <summary>PUBREL carries the reserved flags 0010 [MQTT-3.6.1-1], the others 0000.</summary>
    public byte FixedHeader => (byte)(((byte)Type << 4) | FlagsOf(Type));

    public static byte FlagsOf(PacketType type) => type == PacketType.PubRel ? (byte)2 : (byte)0;

    public static AckPacket Read(PacketType type, ReadOnlySpan<byte> body, MqttProtocolVersion version)
    {
        var reader = new PacketReader(body);
        var id = reader.ReadPacketId();
        var code = ReasonCode.Success;
        string? reason = null;
        if (version == MqttProtocolVersion.V500 && reader.Remaining > 0)
        {
            code = CheckCode(type, (ReasonCode)reader.ReadByte());
            if (reader.Remaining > 0)
            {
                reason = MqttProperties.Read(ref reader, type)?.ReasonString;
            }
        }

        reader.ExpectEnd();
        return new AckPacket(type, id, code, reason);
    }

    public void WriteBody(PacketBody body, MqttProtocolVersion version)
    {
        body.WriteUInt16(PacketId);
        if (version == MqttProtocolVersion.V311 || (ReasonCode == ReasonCode.Success && ReasonString is null))
        {
            return;
        }

        body.WriteByte((byte)ReasonCode);
        if (ReasonString is not null)
        {
            body.WriteProperties(new MqttProperties { ReasonString = ReasonString });
        }
    }

    private static ReasonCode CheckCode(PacketType type, ReasonCode code)
    {
        var known = type is PacketType.PubAck or PacketType.PubRec
            ? code is ReasonCode.Success or ReasonCode.NoMatchingSubscribers or ReasonCode.UnspecifiedError
                or ReasonCode.ImplementationSpecificError or ReasonCode.NotAuthorized or ReasonCode.TopicNameInvalid
                or ReasonCode.PacketIdentifierInUse or ReasonCode.QuotaExceeded or ReasonCode.PayloadFormatInvalid
            : code is ReasonCode.Success or ReasonCode.PacketIdentifierNotFound;
        return known
            ? code
            : throw MqttProtocolException.Error($"0x{(byte)code:X2} is not a reason code of {type} [MQTT-3.4.2-1]");
    }
}
