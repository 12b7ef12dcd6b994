using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>SUBSCRIBE (3.8).</summary>
internal sealed record SubscribePacket(ushort PacketId, IReadOnlyList<SubscriptionRequest> Subscriptions) : IPacket
{
    public byte FixedHeader => ((byte)PacketType.Subscribe << 4) | 2;

    /// <summary>Sent back with every message that matches; null: none.</summary>
    public uint? SubscriptionIdentifier { get; init; }

    public static SubscribePacket Read(ReadOnlySpan<byte> body, MqttProtocolVersion version)
    {
        var reader = new PacketReader(body);
        var id = reader.ReadPacketId();
        var properties = version == MqttProtocolVersion.V500 ? MqttProperties.Read(ref reader, PacketType.Subscribe) : null;
        var requests = new List<SubscriptionRequest>();
        while (reader.Remaining > 0)
        {
            requests.Add(SubscriptionRequest.Read(reader.ReadName(), reader.ReadByte(), version));
        }

        return requests.Count == 0
            ? throw MqttProtocolException.Error("SUBSCRIBE without a topic filter [MQTT-3.8.3-2]")
            : new SubscribePacket(id, requests) { SubscriptionIdentifier = properties?.SubscriptionIdentifiers?[0] };
    }

    public void WriteBody(PacketBody body, MqttProtocolVersion version)
    {
        body.WriteUInt16(PacketId);
        if (version == MqttProtocolVersion.V500)
        {
            body.WriteProperties(SubscriptionIdentifier is { } id ? new MqttProperties { SubscriptionIdentifiers = [id] } : null);
        }

        foreach (var request in Subscriptions)
        {
            body.WriteString(request.TopicFilter);
            body.WriteByte(request.ToOptions(version));
        }
    }
}
