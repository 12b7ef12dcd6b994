namespace ElderAlert.Mqtt.Client;

/// <summary>A message from the server.</summary>
public sealed class ReceivedMessage
{
    private readonly IncomingPublishes? _owner;

    internal ReceivedMessage(ApplicationMessage message, bool duplicate, ushort packetId, IReadOnlyList<uint> identifiers, IncomingPublishes? owner)
    {
        Message = message;
        Duplicate = duplicate;
        PacketId = packetId;
        SubscriptionIdentifiers = identifiers;
        _owner = owner;
    }

    /// <summary>The message; its retain flag tells whether it was kept from before the subscription.</summary>
    public ApplicationMessage Message { get; }

    /// <summary>The DUP flag: it may have come before.</summary>
    public bool Duplicate { get; }

    /// <summary>5.0: identifiers of the subscriptions that it matches.</summary>
    public IReadOnlyList<uint> SubscriptionIdentifiers { get; }

    internal ushort PacketId { get; }

    internal bool IsAcknowledged { get; set; }

    /// <summary>
    /// With <see cref="MqttClientOptions.ManualAcknowledgement"/>: tells the server that the message is safe here.
    /// Acknowledgements leave in the order of the messages, so a missing one holds back the later [MQTT-4.6.0-2].
    /// Without effect at QoS 0, when repeated, and when the connection it came on is gone.
    /// </summary>
    public void Acknowledge() => _owner?.Acknowledge(this);
}
