using ElderAlert.Mqtt.Sessions;

namespace ElderAlert.Mqtt.Topics;

/// <summary>A session's wish for messages.</summary>
/// <param name="Session">Who receives.</param>
/// <param name="Request">Filter and options as asked for.</param>
/// <param name="TopicFilter">The filter without the share prefix.</param>
/// <param name="ShareName">Members of one share name take turns (4.8.2); null: not shared.</param>
/// <param name="Identifier">5.0: sent with each message that matches; null: none.</param>
internal sealed record Subscription(
    Session Session, SubscriptionRequest Request, string TopicFilter, string? ShareName, uint? Identifier);
