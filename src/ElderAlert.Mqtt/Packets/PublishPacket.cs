using System.Buffers;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Packets;

/// <summary>PUBLISH (3.3) as it lies in the receive buffer: nothing is copied until somebody keeps it.</summary>
internal readonly ref struct PublishPacket
{
    public bool Duplicate { get; private init; }

    public QualityOfService QoS { get; private init; }

    public bool Retain { get; private init; }

    /// <summary>Validated UTF-8; empty when a topic alias stands for it.</summary>
    public ReadOnlySpan<byte> Topic { get; private init; }

    /// <summary>Zero at QoS 0.</summary>
    public ushort PacketId { get; private init; }

    public MqttProperties? Properties { get; private init; }

    public ReadOnlySpan<byte> Payload { get; private init; }

    public static PublishPacket Read(byte header, ReadOnlySpan<byte> body, MqttProtocolVersion version)
    {
        var qos = (header >> 1) & 3;
        if (qos == 3)
        {
            throw MqttProtocolException.Malformed("PUBLISH has both QoS bits set [MQTT-3.3.1-4]");
        }

        var duplicate = (header & 8) != 0;
        if (duplicate && qos == 0)
        {
            throw MqttProtocolException.Malformed("PUBLISH at QoS 0 has the DUP flag [MQTT-3.3.1-2]");
        }

        var reader = new PacketReader(body);
        var topic = reader.ReadBinary();
        MqttText.ValidateName(topic);
        var id = qos > 0 ? reader.ReadPacketId() : (ushort)0;
        var properties = version == MqttProtocolVersion.V500 ? MqttProperties.Read(ref reader, PacketType.Publish) : null;
        return new PublishPacket
        {
            Duplicate = duplicate,
            QoS = (QualityOfService)qos,
            Retain = (header & 1) != 0,
            Topic = topic,
            PacketId = id,
            Properties = properties,
            Payload = reader.ReadRest(),
        };
    }

    public static void Write(IBufferWriter<byte> output, in OutgoingPublish publish, MqttProtocolVersion version)
    {
        var body = PacketBody.Start();
        WriteVariableHeader(body, publish, version);
        PacketEncoder.WriteFrame(output, HeaderOf(publish), body.Written, publish.Message.Payload.Span);
    }

    /// <summary>The bytes that <see cref="Write"/> would send.</summary>
    public static long SizeOf(in OutgoingPublish publish, MqttProtocolVersion version)
    {
        var body = PacketBody.Start();
        WriteVariableHeader(body, publish, version);
        var length = body.Written.Length + publish.Message.Payload.Length;
        return 1 + VariableByteInteger.ByteCount((uint)length) + length;
    }

    private static byte HeaderOf(in OutgoingPublish publish) => (byte)(
        ((byte)PacketType.Publish << 4)
        | (publish.Duplicate ? 8 : 0)
        | ((byte)publish.QoS << 1)
        | (publish.Retain ? 1 : 0));

    private static void WriteVariableHeader(PacketBody body, in OutgoingPublish publish, MqttProtocolVersion version)
    {
        body.WriteString(publish.TopicAlias is { Known: true } ? "" : publish.Message.Topic);
        if (publish.QoS > QualityOfService.AtMostOnce)
        {
            body.WriteUInt16(publish.PacketId);
        }

        if (version == MqttProtocolVersion.V500)
        {
            body.WriteProperties(PropertiesOf(publish));
        }
    }

    private static MqttProperties? PropertiesOf(in OutgoingPublish publish)
    {
        var message = publish.Message.Properties;
        if (message is null && publish.SubscriptionIdentifiers is null && publish.TopicAlias is null)
        {
            return null;
        }

        var properties = new MqttProperties
        {
            SubscriptionIdentifiers = publish.SubscriptionIdentifiers,
            TopicAlias = publish.TopicAlias?.Alias,
        };
        message?.CopyTo(properties);
        properties.MessageExpirySeconds = publish.RemainingExpirySeconds ?? properties.MessageExpirySeconds;
        return properties;
    }
}
