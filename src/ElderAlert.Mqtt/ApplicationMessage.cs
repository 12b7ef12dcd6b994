using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt;

/// <summary>What applications exchange: a topic, bytes, and how they are to be delivered (1.2).</summary>
/// <param name="Topic">The topic name, without wildcards.</param>
/// <param name="Payload">The bytes; never interpreted here.</param>
/// <param name="QoS">Delivery guarantee asked for by the publisher.</param>
/// <param name="Retain">True: the server keeps it as the last word on its topic; an empty payload clears it (3.3.1.3).</param>
public sealed record ApplicationMessage(
    string Topic,
    ReadOnlyMemory<byte> Payload,
    QualityOfService QoS = QualityOfService.AtMostOnce,
    bool Retain = false)
{
    /// <summary>The 5.0 properties that travel with the message; null when it has none.</summary>
    public MessageProperties? Properties { get; init; }
}
