namespace ElderAlert.Mqtt.Server;

/// <summary>Lets the host publish to its clients.</summary>
public interface IMqttPublisher
{
    /// <summary>
    /// Sends a message to every session that subscribed; at QoS 1 and 2 it is queued for sessions that are away and
    /// never dropped for lack of room; with <see cref="MqttServerOptions.SessionFolder"/> it is on disk when this
    /// completes. Does not pass through the <see cref="IPublishSink"/>. Returns the number of
    /// sessions it was sent to or queued for.
    /// </summary>
    ValueTask<int> PublishAsync(ApplicationMessage message, CancellationToken cancellationToken = default);
}
