namespace ElderAlert.Mqtt.Sessions;

/// <summary>A message with the moment at which it becomes worthless; null: never (3.3.2.3.3).</summary>
internal readonly record struct TimedMessage(ApplicationMessage Message, DateTimeOffset? ExpiresAt)
{
    public static TimedMessage From(ApplicationMessage message, DateTimeOffset now) =>
        new(message, message.Properties?.ExpirySeconds is { } seconds ? now.AddSeconds(seconds) : null);

    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;

    /// <summary>Whole seconds left, for forwarding [MQTT-3.3.2-6]; null: the message does not expire.</summary>
    public uint? RemainingSeconds(DateTimeOffset now) =>
        ExpiresAt is { } end ? (uint)Math.Ceiling(Math.Max(0, (end - now).TotalSeconds)) : null;
}
