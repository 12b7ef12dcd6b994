using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Sessions;
using ElderAlert.Mqtt.Topics;

namespace ElderAlert.Mqtt.Server;

/// <summary>A client after CONNACK: answers its packets. Called by the connection's read loop, one packet at a time.</summary>
internal sealed class ConnectedClient
{
    private readonly MqttServer _server;
    private readonly MqttConnection _transport;
    private readonly InboundPublishes _publishes;
    private readonly IncomingTopicAliases _aliases;
    private readonly ClientSubscriptions _subscriptions;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConnectedClient(MqttServer server, MqttConnection transport, ClientConnection connection, ConnectPacket connect)
    {
        _server = server;
        _transport = transport;
        _publishes = new InboundPublishes(server, this);
        _aliases = new IncomingTopicAliases(server.Options.TopicAliasMaximum);
        _subscriptions = new ClientSubscriptions(server, this);
        Connection = connection;
        SessionExpirySeconds = connect.Properties?.SessionExpirySeconds ?? 0;

        // 5.0 clients keep to the receive maximum themselves; the second half is for their messages at QoS 0.
        PendingMaximum = server.Options.ReceiveMaximum * (connection.Version == MqttProtocolVersion.V500 ? 2 : 1);
    }

    public ClientConnection Connection { get; }

    public PacketOutput Output => _transport.Output;

    public int PendingMaximum { get; }

    /// <summary>Set when the session is attached, before anything is received.</summary>
    public Session Session
    {
        get;
        set
        {
            field = value;
            Output.Unblocked = value.Outbox.Pump;
        }
    } = null!;

    /// <summary>Published when the connection ends without a normal DISCONNECT; null: none.</summary>
    public Will? Will { get; set; }

    private uint SessionExpirySeconds { get; }

    /// <summary>Completes when the connection is closed, its messages are with the sink and the session is free.</summary>
    public Task Ended => _ended.Task;

    public bool CanReceive => _publishes.HasRoom && !_server.Budget.IsExhausted;

    public void Close(ReasonCode reasonCode, string detail) => _transport.Close(reasonCode, detail);

    /// <summary>Completes when reading may go on.</summary>
    public Task WaitUntilCanReceiveAsync() => _publishes.HasRoom ? _server.Budget.WaitAsync() : _publishes.WaitForChangeAsync();

    public void Wake() => _publishes.Wake();

    public Task WhenPublishesDoneAsync() => _publishes.WhenEmptyAsync();

    public void MarkEnded() => _ended.TrySetResult();

    /// <summary>Answers one packet. The result is completed but for packets whose answer needs the host.</summary>
    public ValueTask ReceiveAsync(byte header, ReadOnlySpan<byte> body)
    {
        var type = PacketFlags.TypeOf(header);
        switch (type)
        {
            case PacketType.Publish:
                ReceivePublish(PublishPacket.Read(header, body, Connection.Version));
                return ValueTask.CompletedTask;
            case PacketType.PubAck or PacketType.PubRec or PacketType.PubRel or PacketType.PubComp:
                return ReceiveAckAsync(AckPacket.Read(type, body, Connection.Version));
            case PacketType.Subscribe:
                return _subscriptions.SubscribeAsync(SubscribePacket.Read(body, Connection.Version));
            case PacketType.Unsubscribe:
                return _subscriptions.UnsubscribeAsync(UnsubscribePacket.Read(body, Connection.Version));
            case PacketType.PingReq:
                new PacketReader(body).ExpectEnd();
                Output.Write(new PingPacket(PacketType.PingResp));
                return ValueTask.CompletedTask;
            case PacketType.Disconnect:
                ReceiveDisconnect(DisconnectPacket.Read(body, Connection.Version));
                return ValueTask.CompletedTask;
            case PacketType.Connect:
                throw MqttProtocolException.Error("A second CONNECT [MQTT-3.1.0-2]");
            case PacketType.Auth when Connection.Version == MqttProtocolVersion.V500:
                throw MqttProtocolException.Error("AUTH without an authentication method in CONNECT [MQTT-4.12.0-6]");
            case PacketType.ConnAck or PacketType.SubAck or PacketType.UnsubAck or PacketType.PingResp:
                throw MqttProtocolException.Error($"{type} is sent by servers only (2.1.2)");
            default:
                throw MqttProtocolException.Malformed($"Packet type {(byte)type} is reserved (2.1.2)");
        }
    }

    private void ReceivePublish(in PublishPacket packet)
    {
        var topic = TopicOf(packet);
        if (packet.Properties?.SubscriptionIdentifiers is not null)
        {
            throw MqttProtocolException.Error("A client sent a subscription identifier [MQTT-3.3.4-6]");
        }

        if (packet.Properties?.ResponseTopic is { } response && !TopicRules.IsName(response))
        {
            throw MqttProtocolException.Error("The response topic has wildcards [MQTT-3.3.2-14]");
        }

        if (packet.QoS > QualityOfService.AtMostOnce && !AcceptPacketId(packet))
        {
            return;
        }

        var message = new ApplicationMessage(topic, packet.Payload.ToArray(), packet.QoS, packet.Retain)
        {
            Properties = MessageProperties.From(packet.Properties),
        };
        var publish = new InboundPublish(Connection, message, packet.Duplicate, IsWill: false, _server.Time.GetUtcNow());
        _publishes.Add(message, packet.PacketId, _server.Sink.PublishAsync(publish));
    }

    private string TopicOf(in PublishPacket packet)
    {
        var topic = packet.Topic.IsEmpty && packet.Properties?.TopicAlias is not null ? "" : _server.Topics.Get(packet.Topic);
        return packet.Properties?.TopicAlias is { } alias ? _aliases.Resolve(alias, topic) : topic;
    }

    /// <summary>False: the message is known already and must not be taken twice.</summary>
    private bool AcceptPacketId(in PublishPacket packet)
    {
        if (packet.QoS == QualityOfService.ExactlyOnce)
        {
            // In this order: the one that is finished meanwhile has been received.
            if (_publishes.IsPending(packet.PacketId))
            {
                return false;
            }

            if (Session.HasReceived(packet.PacketId))
            {
                _publishes.AcknowledgeAgain(packet.PacketId);
                return false;
            }
        }

        if (Connection.Version == MqttProtocolVersion.V500
            && _publishes.ExpectingAck + Session.ReceivedCount >= _server.Options.ReceiveMaximum)
        {
            throw new MqttProtocolException(
                ReasonCode.ReceiveMaximumExceeded, $"More than {_server.Options.ReceiveMaximum} messages unacknowledged [MQTT-3.3.4-9]");
        }

        return true;
    }

    private ValueTask ReceiveAckAsync(AckPacket ack)
    {
        switch (ack.Type)
        {
            case PacketType.PubRel:
                return AnswerAsync(PacketType.PubComp, ack.PacketId, Session.ForgetReceived(ack.PacketId));
            case PacketType.PubRec when !ack.ReasonCode.IsFailure():
                return AnswerAsync(PacketType.PubRel, ack.PacketId, Session.Outbox.Release(ack.PacketId));
            default:
                Session.Outbox.Finish(ack);
                return ValueTask.CompletedTask;
        }
    }

    /// <summary>
    /// Steps of QoS 2 are on disk before they are answered: an identifier that the client uses anew must not be taken
    /// for an old one after a crash.
    /// </summary>
    private async ValueTask AnswerAsync(PacketType type, ushort packetId, bool known)
    {
        if (Session.Log is { } log)
        {
            await log.FlushAsync();
        }

        Output.Write(new AckPacket(type, packetId, known ? ReasonCode.Success : ReasonCode.PacketIdentifierNotFound));
    }

    private void ReceiveDisconnect(DisconnectPacket packet)
    {
        if (packet.Properties?.SessionExpirySeconds is { } seconds)
        {
            if (SessionExpirySeconds == 0 && seconds != 0)
            {
                throw MqttProtocolException.Error("DISCONNECT gives a session an expiry that CONNECT did not (3.14.2.2.2)");
            }

            Session.ExpirySeconds = _server.Sessions.CapExpiry(seconds);
        }

        if (packet.ReasonCode == ReasonCode.Success && Will is not null)
        {
            _server.Wills.Forget(Will);
            Will = null;
        }

        _transport.CloseByClient(packet.ReasonCode, packet.Properties?.ReasonString ?? "DISCONNECT");
    }
}
