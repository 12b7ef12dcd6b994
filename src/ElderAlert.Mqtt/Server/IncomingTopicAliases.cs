using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Server;

/// <summary>Topic aliases that a 5.0 peer introduced on this connection (3.3.2.3.4).</summary>
internal sealed class IncomingTopicAliases(ushort maximum)
{
    private string?[]? _topics;

    /// <summary>Learns or looks up an alias; <paramref name="topic"/> is empty when the alias stands for it.</summary>
    public string Resolve(ushort alias, string topic)
    {
        if (alias == 0 || alias > maximum)
        {
            throw new MqttProtocolException(
                ReasonCode.TopicAliasInvalid, $"Topic alias {alias}; 1 to {maximum} are allowed [MQTT-3.3.2-8] [MQTT-3.3.2-9]");
        }

        _topics ??= new string?[maximum];
        if (topic.Length > 0)
        {
            _topics[alias - 1] = topic;
        }

        return _topics[alias - 1] ?? throw MqttProtocolException.Error($"Topic alias {alias} was never introduced (3.3.2.3.4)");
    }
}
