using System.Buffers;
using System.IO.Pipelines;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Topics;

namespace ElderAlert.Mqtt.Client;

/// <summary>One packet from the server; exactly one member is set, none for PINGRESP.</summary>
internal readonly record struct ReceivedPacket(
    IncomingPublish? Publish = null, AckPacket? Ack = null, SubAckPacket? SubAck = null, DisconnectPacket? Disconnect = null);

/// <summary>A PUBLISH copied out of the receive buffer.</summary>
internal sealed record IncomingPublish(
    ApplicationMessage Message, bool Duplicate, ushort PacketId, IReadOnlyList<uint> SubscriptionIdentifiers);

/// <summary>The client's read loop: cuts and decodes packets.</summary>
internal sealed class ClientReader(PipeReader input, MqttClientOptions options)
{
    // A client knows a handful of topics: a table of the server's size would weigh more than the rest of it.
    private string _lastTopic = "";
    private byte[] _lastTopicBytes = [];

    /// <summary>Runs until the server closes; calls <paramref name="batchDone"/> when nothing more is at hand.</summary>
    public async Task RunAsync(Func<ReceivedPacket, ValueTask> receive, Action batchDone)
    {
        while (true)
        {
            var result = await input.ReadAsync();
            var buffer = result.Buffer;
            try
            {
                while (PacketFraming.TryRead(ref buffer, options.MaximumPacketSize, options.Version, out var header, out var body))
                {
                    await receive(Decode(header, body));
                }
            }
            finally
            {
                input.AdvanceTo(buffer.Start, buffer.End);
            }

            batchDone();
            if (result.IsCompleted)
            {
                return;
            }
        }
    }

    private ReceivedPacket Decode(byte header, ReadOnlySequence<byte> sequence)
    {
        var body = PacketJoin.Span(sequence);
        var type = PacketFlags.TypeOf(header);
        return type switch
        {
            PacketType.Publish => new ReceivedPacket(Publish: Copy(PublishPacket.Read(header, body, options.Version))),
            PacketType.PubAck or PacketType.PubRec or PacketType.PubRel or PacketType.PubComp =>
                new ReceivedPacket(Ack: AckPacket.Read(type, body, options.Version)),
            PacketType.SubAck or PacketType.UnsubAck => new ReceivedPacket(SubAck: SubAckPacket.Read(type, body, options.Version)),
            PacketType.Disconnect when options.Version == MqttProtocolVersion.V500 =>
                new ReceivedPacket(Disconnect: DisconnectPacket.Read(body, options.Version)),
            PacketType.PingResp => default,
            _ => throw MqttProtocolException.Error($"{type} is not sent by servers (2.1.2)"),
        };
    }

    private IncomingPublish Copy(in PublishPacket packet)
    {
        if (packet.Properties?.TopicAlias is not null)
        {
            throw new MqttProtocolException(ReasonCode.TopicAliasInvalid, "Topic aliases were not offered [MQTT-3.3.2-11]");
        }

        var message = new ApplicationMessage(TopicOf(packet.Topic), packet.Payload.ToArray(), packet.QoS, packet.Retain)
        {
            Properties = MessageProperties.From(packet.Properties),
        };
        var identifiers = packet.Properties?.SubscriptionIdentifiers;
        return new IncomingPublish(message, packet.Duplicate, packet.PacketId, identifiers is null ? [] : identifiers);
    }

    private string TopicOf(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.SequenceEqual(_lastTopicBytes) || utf8.IsEmpty)
        {
            var topic = MqttText.Decode(utf8);
            if (!TopicRules.IsName(topic))
            {
                throw MqttProtocolException.Error("A topic name is empty or has wildcards [MQTT-3.3.2-2]");
            }

            (_lastTopic, _lastTopicBytes) = (topic, utf8.ToArray());
        }

        return _lastTopic;
    }
}
