using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>PINGREQ (3.12) and PINGRESP (3.13): a header and nothing else.</summary>
internal readonly record struct PingPacket(PacketType Type) : IPacket
{
    public byte FixedHeader => (byte)((byte)Type << 4);

    public void WriteBody(PacketBody body, MqttProtocolVersion version)
    {
    }
}
