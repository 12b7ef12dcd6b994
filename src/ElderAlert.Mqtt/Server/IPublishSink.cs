using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Server;

/// <summary>Where accepted messages go before they are acknowledged and routed.</summary>
public interface IPublishSink
{
    /// <summary>
    /// Takes one message. PUBACK (PUBREC at QoS 2) is written only after this completes with
    /// <see cref="PublishOutcome.Accepted"/>. Many calls may be under way for one connection; acknowledgements keep
    /// the order of the messages [MQTT-4.6.0-2]. An exception counts as <see cref="PublishOutcome.Unavailable"/>.
    /// The acknowledgement may be written by the thread that completes it: let that be none that others wait for.
    /// </summary>
    ValueTask<PublishOutcome> PublishAsync(InboundPublish publish);
}

/// <summary>A message from a client, authorised and not yet acknowledged.</summary>
/// <param name="Client">Who sent it.</param>
/// <param name="Message">The message, with its user properties; kept by the receiver as long as it likes.</param>
/// <param name="Duplicate">The DUP flag: it may have arrived before.</param>
/// <param name="IsWill">True: published by the server because the client is gone.</param>
/// <param name="ReceivedAt">When it arrived.</param>
public readonly record struct InboundPublish(
    ClientConnection Client, ApplicationMessage Message, bool Duplicate, bool IsWill, DateTimeOffset ReceivedAt);

/// <summary>What became of a message.</summary>
public readonly record struct PublishOutcome
{
    private PublishOutcome(ReasonCode reasonCode, bool isAvailable)
    {
        ReasonCode = reasonCode;
        IsAvailable = isAvailable;
    }

    /// <summary>Safe: acknowledge it and route it to subscribers.</summary>
    public static PublishOutcome Accepted => new(ReasonCode.Success, isAvailable: true);

    /// <summary>
    /// Not taken now: it is never acknowledged, neither positively nor negatively (a negative acknowledgement would
    /// end redelivery); the connection is closed with 0x89 so that the device redelivers. At QoS 0 it is lost.
    /// </summary>
    public static PublishOutcome Unavailable => new(ReasonCode.ServerBusy, isAvailable: false);

    /// <summary>What the acknowledgement says.</summary>
    public ReasonCode ReasonCode { get; }

    /// <summary>False: see <see cref="Unavailable"/>.</summary>
    public bool IsAvailable { get; }

    /// <summary>
    /// Never acceptable, and recorded as such by the sink: acknowledged with this code in 5.0, in 3.1.1 according to
    /// <see cref="MqttServerOptions.RefusedPublish"/>; not routed. One of 0x80, 0x83, 0x87, 0x90, 0x97, 0x99 (3.4.2.1).
    /// </summary>
    public static PublishOutcome Refused(ReasonCode reasonCode) => reasonCode
        is ReasonCode.UnspecifiedError or ReasonCode.ImplementationSpecificError or ReasonCode.NotAuthorized
        or ReasonCode.TopicNameInvalid or ReasonCode.QuotaExceeded or ReasonCode.PayloadFormatInvalid
        ? new(reasonCode, isAvailable: true)
        : throw new ArgumentOutOfRangeException(nameof(reasonCode), reasonCode, "Not a failure code of PUBACK (3.4.2.1)");
}
