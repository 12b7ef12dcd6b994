using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Server;

/// <summary>
/// Decides what an authenticated client may do. Called for each PUBLISH and each filter of SUBSCRIBE, so it must
/// answer from memory.
/// </summary>
public interface ITopicAuthorizer
{
    /// <summary>
    /// May this client publish here? Refused: PUBACK or PUBREC 0x87 in 5.0; in 3.1.1, which has no negative answer,
    /// see <see cref="MqttServerOptions.RefusedPublish"/>. At QoS 0 the message is dropped. The observer hears of each.
    /// </summary>
    bool CanPublish(ClientConnection client, string topic, QualityOfService qos, bool retain);

    /// <summary>May this client receive what matches the filter? Refused: SUBACK 0x87 in 5.0, 0x80 in 3.1.1.</summary>
    bool CanSubscribe(ClientConnection client, string topicFilter);
}
