using System.Buffers;
using BenchmarkDotNet.Attributes;
using ElderAlert.Mqtt;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Topics;

namespace ElderAlert.Benchmarks;

/// <summary>From bytes to a message: what a PUBLISH costs before its payload is kept, and with it.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class PublishDecodeBenchmarks
{
    private readonly TopicCache _topics = new();
    private ReadOnlySequence<byte> _packet;

    [Params(MqttProtocolVersion.V311, MqttProtocolVersion.V500)]
    public MqttProtocolVersion Version { get; set; }

    /// <summary>Bytes of payload; 120 is a signal of our own schema.</summary>
    [Params(120, 4096)]
    public int Payload { get; set; }

    [GlobalSetup]
    public void Encode()
    {
        var message = new ApplicationMessage("ea/v1/pendant-1/signal", new byte[Payload], QualityOfService.AtLeastOnce);
        var buffer = new ArrayBufferWriter<byte>();
        PublishPacket.Write(buffer, new OutgoingPublish(message, QualityOfService.AtLeastOnce, Retain: false, PacketId: 7), Version);
        _packet = new ReadOnlySequence<byte>(buffer.WrittenMemory);
    }

    /// <summary>Framing, flags, topic, identifier and properties: allocates nothing.</summary>
    [Benchmark(Baseline = true)]
    public int Decode() => Read(out _).Payload.Length;

    /// <summary>The same, with the payload copied for whoever keeps it: the only bytes that are allocated.</summary>
    [Benchmark]
    public byte[] DecodeAndKeepThePayload() => Read(out _).Payload.ToArray();

    private PublishPacket Read(out string topic)
    {
        var buffer = _packet;
        PacketFraming.TryRead(ref buffer, 256 * 1024, Version, out var header, out var body);
        var packet = PublishPacket.Read(header, body.FirstSpan, Version);
        topic = _topics.Get(packet.Topic);
        return packet;
    }
}
