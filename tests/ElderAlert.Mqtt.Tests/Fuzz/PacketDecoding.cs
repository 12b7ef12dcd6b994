using System.Buffers;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Tests.Fuzz;

/// <summary>Decodes bytes as either side would.</summary>
internal static class PacketDecoding
{
    private const int MaximumPacketSize = 256 * 1024;

    /// <summary>Reads all packets; returns their types and how many bytes are left over. Throws what the decoder throws.</summary>
    public static (IReadOnlyList<PacketType> Types, long Left) Decode(byte[] bytes, MqttProtocolVersion version)
    {
        var types = new List<PacketType>();
        var buffer = new ReadOnlySequence<byte>(bytes);
        while (PacketFraming.TryRead(ref buffer, MaximumPacketSize, version, out var header, out var sequence))
        {
            var body = PacketJoin.Span(sequence);
            var type = PacketFlags.TypeOf(header);
            types.Add(type);
            switch (type)
            {
                case PacketType.Connect: ConnectPacket.Read(body); break;
                case PacketType.ConnAck: ConnAckPacket.Read(body, version); break;
                case PacketType.Publish: PublishPacket.Read(header, body, version); break;
                case PacketType.PubAck or PacketType.PubRec or PacketType.PubRel or PacketType.PubComp: AckPacket.Read(type, body, version); break;
                case PacketType.Subscribe: SubscribePacket.Read(body, version); break;
                case PacketType.Unsubscribe: UnsubscribePacket.Read(body, version); break;
                case PacketType.SubAck or PacketType.UnsubAck: SubAckPacket.Read(type, body, version); break;
                case PacketType.Disconnect: DisconnectPacket.Read(body, version); break;
                default: break;
            }
        }

        return (types, buffer.Length);
    }

    /// <summary>True when a server goes on after these bytes: whole packets, each of a kind that clients send at any time.</summary>
    public static bool IsHarmless(byte[] bytes, MqttProtocolVersion version)
    {
        try
        {
            var (types, left) = Decode(bytes, version);
            return left == 0 && types.All(type => type is PacketType.Publish or PacketType.PubAck or PacketType.PubRec or PacketType.PubRel
                or PacketType.PubComp or PacketType.Subscribe or PacketType.Unsubscribe or PacketType.PingReq);
        }
        catch (MqttProtocolException)
        {
            return false;
        }
    }
}
