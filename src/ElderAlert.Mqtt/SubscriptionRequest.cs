using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Topics;

namespace ElderAlert.Mqtt;

/// <summary>One topic filter of a SUBSCRIBE with its options (3.8.3.1).</summary>
/// <param name="TopicFilter">What to receive, with wildcards <c>+</c> and <c>#</c>.</param>
/// <param name="QoS">The highest QoS to be delivered at.</param>
public sealed record SubscriptionRequest(string TopicFilter, QualityOfService QoS = QualityOfService.AtLeastOnce)
{
    /// <summary>5.0: do not send back what this client published itself. Default false.</summary>
    public bool NoLocal { get; init; }

    /// <summary>5.0: forward the retain flag as the publisher set it. Default false: clear on live messages.</summary>
    public bool RetainAsPublished { get; init; }

    /// <summary>5.0: when to send retained messages. Default: at every SUBSCRIBE.</summary>
    public RetainHandling RetainHandling { get; init; }

    /// <summary>False: the filter is empty or misplaces a wildcard (4.7.1), and no server would take it.</summary>
    public bool IsWellFormed => TopicRules.TryParse(TopicFilter, MqttProtocolVersion.V500, out _, out _);

    internal static SubscriptionRequest Read(string filter, byte options, MqttProtocolVersion version)
    {
        var reserved = version == MqttProtocolVersion.V500 ? 0xC0 : 0xFC;
        if ((options & reserved) != 0)
        {
            throw MqttProtocolException.Malformed("Reserved subscription options are set [MQTT-3.8.3-5]");
        }

        if ((options & 3) == 3 || (options & 0x30) == 0x30)
        {
            throw MqttProtocolException.Error("Subscription QoS or retain handling is 3 (3.8.3.1)");
        }

        return new SubscriptionRequest(filter, (QualityOfService)(options & 3))
        {
            NoLocal = (options & 4) != 0,
            RetainAsPublished = (options & 8) != 0,
            RetainHandling = (RetainHandling)(options >> 4),
        };
    }

    internal byte ToOptions(MqttProtocolVersion version) => version == MqttProtocolVersion.V311
        ? (byte)QoS
        : (byte)((byte)QoS | (NoLocal ? 4 : 0) | (RetainAsPublished ? 8 : 0) | ((byte)RetainHandling << 4));
}
