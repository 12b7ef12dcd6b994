using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>CONNACK (3.2).</summary>
internal sealed record ConnAckPacket(bool SessionPresent, ReasonCode ReasonCode, MqttProperties? Properties = null) : IPacket
{
    public byte FixedHeader => (byte)PacketType.ConnAck << 4;

    public static ConnAckPacket Read(ReadOnlySpan<byte> body, MqttProtocolVersion version)
    {
        var reader = new PacketReader(body);
        var flags = reader.ReadByte();
        if (flags > 1)
        {
            throw MqttProtocolException.Malformed("Reserved CONNACK flags are set [MQTT-3.2.2-1]");
        }

        var code = reader.ReadByte();
        MqttProperties? properties = null;
        if (version == MqttProtocolVersion.V500 && reader.Remaining > 0)
        {
            properties = MqttProperties.Read(ref reader, PacketType.ConnAck);
        }

        reader.ExpectEnd();
        var reason = version == MqttProtocolVersion.V500 ? (ReasonCode)code : ReasonCodes.FromConnectReturnCode(code);
        return new ConnAckPacket(flags == 1, reason, properties);
    }

    public void WriteBody(PacketBody body, MqttProtocolVersion version)
    {
        body.WriteByte(SessionPresent ? (byte)1 : (byte)0);
        if (version == MqttProtocolVersion.V311)
        {
            body.WriteByte(ReasonCode.ToConnectReturnCode());
            return;
        }

        body.WriteByte((byte)ReasonCode);
        body.WriteProperties(Properties);
    }
}
