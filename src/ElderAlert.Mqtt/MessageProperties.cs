using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt;

/// <summary>Properties of a message in MQTT 5.0 (3.3.2.3), forwarded unaltered to receivers of 5.0.</summary>
public sealed record MessageProperties
{
    /// <summary>True: the payload is UTF-8 text. Null: not stated, bytes.</summary>
    public bool? PayloadIsText { get; init; }

    /// <summary>Seconds after which an undelivered message is worthless. Null: never.</summary>
    public uint? ExpirySeconds { get; init; }

    /// <summary>What the payload is, in the applications' own terms.</summary>
    public string? ContentType { get; init; }

    /// <summary>Where an answer is expected.</summary>
    public string? ResponseTopic { get; init; }

    /// <summary>Bytes that the answer must repeat.</summary>
    public ReadOnlyMemory<byte>? CorrelationData { get; init; }

    /// <summary>Free names and values, in the order sent.</summary>
    public IReadOnlyList<UserProperty> UserProperties { get; init; } = [];

    /// <summary>Picks the message's share out of a packet's properties; null when there is none.</summary>
    internal static MessageProperties? From(MqttProperties? packet)
    {
        if (packet is null
            || (packet.PayloadIsText is null && packet.MessageExpirySeconds is null && packet.ContentType is null
                && packet.ResponseTopic is null && packet.CorrelationData is null && packet.UserProperties is null))
        {
            return null;
        }

        return new MessageProperties
        {
            PayloadIsText = packet.PayloadIsText,
            ExpirySeconds = packet.MessageExpirySeconds,
            ContentType = packet.ContentType,
            ResponseTopic = packet.ResponseTopic,
            CorrelationData = packet.CorrelationData is { } data ? (ReadOnlyMemory<byte>?)data : null,
            UserProperties = packet.UserProperties is { } list ? list : [],
        };
    }

    internal void CopyTo(MqttProperties packet)
    {
        packet.PayloadIsText = PayloadIsText;
        packet.MessageExpirySeconds = ExpirySeconds;
        packet.ContentType = ContentType;
        packet.ResponseTopic = ResponseTopic;
        packet.CorrelationData = CorrelationData?.ToArray();
        packet.UserProperties = UserProperties.Count > 0 ? [.. UserProperties] : null;
    }
}
