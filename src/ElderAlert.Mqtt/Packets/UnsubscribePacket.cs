using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>UNSUBSCRIBE (3.10).</summary>
internal sealed record UnsubscribePacket(ushort PacketId, IReadOnlyList<string> TopicFilters) : IPacket
{
    public byte FixedHeader => ((byte)PacketType.Unsubscribe << 4) | 2;

    public static UnsubscribePacket Read(ReadOnlySpan<byte> body, MqttProtocolVersion version)
    {
        var reader = new PacketReader(body);
        var id = reader.ReadPacketId();
        if (version == MqttProtocolVersion.V500)
        {
            MqttProperties.Read(ref reader, PacketType.Unsubscribe);
        }

        var filters = new List<string>();
        while (reader.Remaining > 0)
        {
            filters.Add(reader.ReadName());
        }

        return filters.Count == 0
            ? throw MqttProtocolException.Error("UNSUBSCRIBE without a topic filter [MQTT-3.10.3-2]")
            : new UnsubscribePacket(id, filters);
    }

    public void WriteBody(PacketBody body, MqttProtocolVersion version)
    {
        body.WriteUInt16(PacketId);
        if (version == MqttProtocolVersion.V500)
        {
            body.WriteProperties(null);
        }

        foreach (var filter in TopicFilters)
        {
            body.WriteString(filter);
        }
    }
}
