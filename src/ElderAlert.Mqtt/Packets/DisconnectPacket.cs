using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>DISCONNECT (3.14).</summary>
internal sealed record DisconnectPacket(ReasonCode ReasonCode, MqttProperties? Properties = null) : IPacket
{
    public byte FixedHeader => (byte)PacketType.Disconnect << 4;

    public static DisconnectPacket Read(ReadOnlySpan<byte> body, MqttProtocolVersion version)
    {
        var reader = new PacketReader(body);
        if (version == MqttProtocolVersion.V311 || reader.Remaining == 0)
        {
            reader.ExpectEnd();
            return new DisconnectPacket(ReasonCode.Success);
        }

        var code = (ReasonCode)reader.ReadByte();
        var properties = reader.Remaining > 0 ? MqttProperties.Read(ref reader, PacketType.Disconnect) : null;
        reader.ExpectEnd();
        return code is ReasonCode.Success or ReasonCode.DisconnectWithWill || code.IsFailure()
            ? new DisconnectPacket(code, properties)
            : throw MqttProtocolException.Error($"0x{(byte)code:X2} is not a reason code of DISCONNECT [MQTT-3.14.2-1]");
    }

    public void WriteBody(PacketBody body, MqttProtocolVersion version)
    {
        if (version == MqttProtocolVersion.V311 || (ReasonCode == ReasonCode.Success && Properties is null))
        {
            return;
        }

        body.WriteByte((byte)ReasonCode);
        body.WriteProperties(Properties);
    }
}
