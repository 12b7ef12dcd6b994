using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Sessions;

/// <summary>A message on its way to one session.</summary>
/// <param name="Timed">The message and its expiry.</param>
/// <param name="QoS">The lower of the publisher's and the subscription's.</param>
/// <param name="Retain">The retain flag to forward.</param>
/// <param name="Essential">Published by the host itself: never dropped for lack of room.</param>
/// <param name="SubscriptionIdentifiers">Of all subscriptions that matched; null: none.</param>
/// <param name="Completion">Told of the acknowledgement; null: nobody waits.</param>
internal readonly record struct Delivery(
    TimedMessage Timed,
    QualityOfService QoS,
    bool Retain,
    bool Essential,
    List<uint>? SubscriptionIdentifiers = null,
    TaskCompletionSource<ReasonCode>? Completion = null)
{
    /// <summary>Its place among the session's deliveries: redelivery keeps the order of the first sending [MQTT-4.6.0-1].</summary>
    public long Order { get; init; }
}
