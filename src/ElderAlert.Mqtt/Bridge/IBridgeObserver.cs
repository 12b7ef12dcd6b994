namespace ElderAlert.Mqtt.Bridge;

/// <summary>Hears whether a bridge's broker can be reached, so that the host knows what it cannot hear. Calls must not wait or throw.</summary>
public interface IBridgeObserver
{
    /// <summary>The bridge is connected and has its subscriptions.</summary>
    /// <param name="identity">See <see cref="MqttBridgeOptions.Identity"/>.</param>
    /// <param name="at">When.</param>
    void Connected(string identity, DateTimeOffset at);

    /// <summary>The bridge is not connected: it has just been started, or the connection was lost, or could not be made once more.</summary>
    /// <param name="identity">See <see cref="MqttBridgeOptions.Identity"/>.</param>
    /// <param name="at">When.</param>
    void Disconnected(string identity, DateTimeOffset at);
}
