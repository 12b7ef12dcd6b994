using System.Buffers;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Topics;

namespace ElderAlert.Mqtt.Tests.Protocol;

public sealed class PublishPacketTests
{
    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public void Read_KnownTopicWithoutProperties_AllocatesNothing(MqttProtocolVersion version)
    {
        var buffer = new ArrayBufferWriter<byte>();
        PublishPacket.Write(
            buffer, new OutgoingPublish(new ApplicationMessage("ea/v1/d1/signal", new byte[120]), QualityOfService.AtLeastOnce, false, 7), version);
        var sequence = new ReadOnlySequence<byte>(buffer.WrittenMemory);
        var topics = new TopicCache();
        Read(sequence, version, topics);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Read(sequence, version, topics);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Write_EveryProperty_ReadBackTheSame()
    {
        var message = new ApplicationMessage("a", "x"u8.ToArray(), QualityOfService.ExactlyOnce)
        {
            Properties = new MessageProperties
            {
                PayloadIsText = true,
                ExpirySeconds = 77,
                ContentType = "text/plain",
                ResponseTopic = "answers",
                CorrelationData = new byte[] { 1, 2, 3 },
                UserProperties = [new UserProperty("a", "1"), new UserProperty("a", "2")],
            },
        };
        var buffer = new ArrayBufferWriter<byte>();
        PublishPacket.Write(
            buffer, new OutgoingPublish(message, QualityOfService.ExactlyOnce, true, 9, true) { SubscriptionIdentifiers = [3, 70_000] }, MqttProtocolVersion.V500);

        var rest = new ReadOnlySequence<byte>(buffer.WrittenMemory);
        Assert.True(PacketFraming.TryRead(ref rest, 1000, MqttProtocolVersion.V500, out var header, out var body));
        var packet = PublishPacket.Read(header, body.FirstSpan, MqttProtocolVersion.V500);

        Assert.True(packet is { Duplicate: true, Retain: true, QoS: QualityOfService.ExactlyOnce, PacketId: 9 });
        var properties = MessageProperties.From(packet.Properties)!;
        Assert.Equal((true, 77u, "text/plain", "answers"), (properties.PayloadIsText, properties.ExpirySeconds, properties.ContentType, properties.ResponseTopic));
        Assert.Equal([1, 2, 3], properties.CorrelationData!.Value.ToArray());
        Assert.Equal(message.Properties.UserProperties, properties.UserProperties);
        Assert.Equal([3u, 70_000u], packet.Properties!.SubscriptionIdentifiers);
    }

    private static void Read(ReadOnlySequence<byte> sequence, MqttProtocolVersion version, TopicCache topics)
    {
        PacketFraming.TryRead(ref sequence, 256 * 1024, version, out var header, out var body);
        var packet = PublishPacket.Read(header, body.FirstSpan, version);
        topics.Get(packet.Topic);
    }
}
