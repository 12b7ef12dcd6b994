using static ElderAlert.Mqtt.Protocol.PacketType;

namespace ElderAlert.Mqtt.Protocol;

/// <summary>Which packet may carry which property (table 2-4 of MQTT 5.0).</summary>
internal static class PropertyRules
{
    private const int Highest = (int)PropertyId.SharedSubscriptionAvailable;

    private static readonly ushort[] s_packets = BuildTable();

    /// <summary>False for identifiers that do not exist and for those that this packet may not carry.</summary>
    public static bool IsAllowed(uint id, PacketType packet) =>
        id <= Highest && (s_packets[id] & (1 << (int)packet)) != 0;

    private static ushort[] BuildTable()
    {
        var table = new ushort[Highest + 1];
        void Allow(PropertyId id, params ReadOnlySpan<PacketType> packets)
        {
            foreach (var packet in packets)
            {
                table[(int)id] |= (ushort)(1 << (int)packet);
            }
        }

        Allow(PropertyId.PayloadFormatIndicator, Publish, Will);
        Allow(PropertyId.MessageExpiryInterval, Publish, Will);
        Allow(PropertyId.ContentType, Publish, Will);
        Allow(PropertyId.ResponseTopic, Publish, Will);
        Allow(PropertyId.CorrelationData, Publish, Will);
        Allow(PropertyId.SubscriptionIdentifier, Publish, Subscribe);
        Allow(PropertyId.SessionExpiryInterval, Connect, ConnAck, Disconnect);
        Allow(PropertyId.AssignedClientIdentifier, ConnAck);
        Allow(PropertyId.ServerKeepAlive, ConnAck);
        Allow(PropertyId.AuthenticationMethod, Connect, ConnAck, Auth);
        Allow(PropertyId.AuthenticationData, Connect, ConnAck, Auth);
        Allow(PropertyId.RequestProblemInformation, Connect);
        Allow(PropertyId.WillDelayInterval, Will);
        Allow(PropertyId.RequestResponseInformation, Connect);
        Allow(PropertyId.ResponseInformation, ConnAck);
        Allow(PropertyId.ServerReference, ConnAck, Disconnect);
        Allow(PropertyId.ReasonString, ConnAck, PubAck, PubRec, PubRel, PubComp, SubAck, UnsubAck, Disconnect, Auth);
        Allow(PropertyId.ReceiveMaximum, Connect, ConnAck);
        Allow(PropertyId.TopicAliasMaximum, Connect, ConnAck);
        Allow(PropertyId.TopicAlias, Publish);
        Allow(PropertyId.MaximumQoS, ConnAck);
        Allow(PropertyId.RetainAvailable, ConnAck);
        Allow(PropertyId.UserProperty, Connect, ConnAck, Publish, Will, PubAck, PubRec, PubRel, PubComp,
            Subscribe, SubAck, Unsubscribe, UnsubAck, Disconnect, Auth);
        Allow(PropertyId.MaximumPacketSize, Connect, ConnAck);
        Allow(PropertyId.WildcardSubscriptionAvailable, ConnAck);
        Allow(PropertyId.SubscriptionIdentifierAvailable, ConnAck);
        Allow(PropertyId.SharedSubscriptionAvailable, ConnAck);
        return table;
    }
}
