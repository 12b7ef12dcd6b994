using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Topics;

namespace ElderAlert.Mqtt.Server;

/// <summary>SUBSCRIBE and UNSUBSCRIBE of one client (3.8, 3.10).</summary>
internal sealed class ClientSubscriptions(MqttServer server, ConnectedClient client)
{
    public async ValueTask SubscribeAsync(SubscribePacket packet)
    {
        var codes = new ReasonCode[packet.Subscriptions.Count];
        var retained = new List<Subscription>();
        for (var i = 0; i < codes.Length; i++)
        {
            var request = packet.Subscriptions[i];
            if (!TopicRules.TryParse(request.TopicFilter, client.Connection.Version, out var filter, out var shareName))
            {
                throw BadFilter();
            }

            if (shareName is not null && request.NoLocal)
            {
                throw MqttProtocolException.Error("No-local on a shared subscription [MQTT-3.8.3-4]");
            }

            if (!server.Application.Authorizer.CanSubscribe(client.Connection, filter))
            {
                codes[i] = server.Options.RefusedSubscription;
                await server.Observe(client.Connection.ConnectionId, observer =>
                    observer.SubscriptionRefusedAsync(client.Connection, request.TopicFilter, ReasonCode.NotAuthorized));
                continue;
            }

            var subscription = new Subscription(client.Session, request, filter, shareName, packet.SubscriptionIdentifier);
            var isNew = server.Router.Subscribe(subscription);
            codes[i] = (ReasonCode)request.QoS;
            if (shareName is null && (request.RetainHandling == RetainHandling.Send || (isNew && request.RetainHandling == RetainHandling.SendIfNew)))
            {
                retained.Add(subscription);
            }
        }

        await FlushAsync();
        client.Output.Write(new SubAckPacket(PacketType.SubAck, packet.PacketId, codes));
        retained.ForEach(server.Router.DeliverRetained);
    }

    /// <summary>Reason code 0x8F is for filters that are well formed but not accepted (3.9.3); these break the protocol.</summary>
    private static MqttProtocolException BadFilter() => MqttProtocolException.Malformed(
        "A topic filter is empty, misplaces a wildcard or shares nothing [MQTT-4.7.1-1] [MQTT-4.7.3-1] [MQTT-4.8.2-2]");

    public async ValueTask UnsubscribeAsync(UnsubscribePacket packet)
    {
        if (packet.TopicFilters.Any(filter => !TopicRules.TryParse(filter, client.Connection.Version, out _, out _)))
        {
            throw BadFilter();
        }

        var codes = packet.TopicFilters
            .Select(filter => server.Router.Unsubscribe(client.Session, filter) ? ReasonCode.Success : ReasonCode.NoSubscriptionExisted)
            .ToArray();
        await FlushAsync();
        client.Output.Write(new SubAckPacket(PacketType.UnsubAck, packet.PacketId, codes));
    }

    /// <summary>What is acknowledged survives a restart.</summary>
    private Task FlushAsync() => client.Session.Log?.FlushAsync() ?? Task.CompletedTask;
}
