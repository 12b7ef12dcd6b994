using ElderAlert.Mqtt.Client;

namespace ElderAlert.Mqtt.Bridge;

/// <summary>A broker that a site already runs, and what to take from it.</summary>
public sealed record MqttBridgeOptions
{
    /// <summary>
    /// Where the broker is and as whom to sign in. The client identifier must be fixed: under it the broker keeps what
    /// arrives while the bridge is away.
    /// </summary>
    public required MqttClientOptions Broker { get; init; }

    /// <summary>What to take.</summary>
    public required IReadOnlyList<SubscriptionRequest> Subscriptions { get; init; }

    /// <summary>The identity under which messages reach the publish sink: a gateway device, in the host's terms.</summary>
    public required string Identity { get; init; }

    /// <summary>How long the broker keeps the session without the bridge (5.0). Default 7 days.</summary>
    public TimeSpan SessionExpiry { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long to wait before a message that the sink could not take is offered again. Default 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);
}
