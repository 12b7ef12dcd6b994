using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>The flag bits of the first byte (2.1.3).</summary>
internal static class PacketFlags
{
    /// <summary>The packet's type; a packet whose reserved flags differ from table 2-2 is malformed [MQTT-2.1.3-1].</summary>
    public static PacketType TypeOf(byte header)
    {
        var type = (PacketType)(header >> 4);
        var flags = header & 0x0F;
        var expected = type is PacketType.PubRel or PacketType.Subscribe or PacketType.Unsubscribe ? 2 : 0;
        return type == PacketType.Publish || flags == expected
            ? type
            : throw MqttProtocolException.Malformed($"{type} has the flags {flags:X} instead of {expected:X} [MQTT-2.1.3-1]");
    }
}
