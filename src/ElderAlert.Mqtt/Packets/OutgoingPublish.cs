using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>One transmission of a message to one receiver.</summary>
internal readonly record struct OutgoingPublish(
    ApplicationMessage Message,
    QualityOfService QoS,
    bool Retain,
    ushort PacketId = 0,
    bool Duplicate = false)
{
    public List<uint>? SubscriptionIdentifiers { get; init; }

    /// <summary>What is left of the message's expiry interval [MQTT-3.3.2-6]; null: as it was published.</summary>
    public uint? RemainingExpirySeconds { get; init; }

    public OutgoingTopicAlias? TopicAlias { get; init; }
}

/// <summary>A topic alias to send: known to the receiver already, or being introduced together with its topic.</summary>
internal readonly record struct OutgoingTopicAlias(ushort Alias, bool Known);
