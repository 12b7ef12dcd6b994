using System.Buffers;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Tests.Fuzz;

/// <summary>Valid packets of every kind, and ways to spoil them. The same seed gives the same packets.</summary>
internal sealed class PacketMutations(int seed)
{
    private static readonly byte[][] s_valid = [.. Valid()];

    private readonly Random _random = new(seed);

    public static byte[] Connect(MqttProtocolVersion version) => Encode(new ConnectPacket(version, "fuzz") { CleanStart = true }, version);

    /// <summary>A packet with one to four injuries.</summary>
    public byte[] Next()
    {
        var packet = (byte[])s_valid[_random.Next(s_valid.Length)].Clone();
        for (var injuries = _random.Next(1, 5); injuries > 0; injuries--)
        {
            packet = Injure(packet);
        }

        return packet;
    }

    private byte[] Injure(byte[] packet)
    {
        if (packet.Length == 0)
        {
            return [(byte)_random.Next(256)];
        }

        var at = _random.Next(packet.Length);
        switch (_random.Next(6))
        {
            case 0:
                packet[at] ^= (byte)(1 << _random.Next(8));
                return packet;
            case 1:
                packet[at] = (byte)_random.Next(256);
                return packet;
            case 2:
                return packet[..at];
            case 3:
                return [.. packet[..at], (byte)_random.Next(256), .. packet[at..]];
            case 4:
                return [.. packet[..at], .. packet[Math.Min(packet.Length, at + _random.Next(1, 4))..]];
            default:
                var other = s_valid[_random.Next(s_valid.Length)];
                return [.. packet[..at], .. other[Math.Min(other.Length, at)..]];
        }
    }

    private static IEnumerable<byte[]> Valid()
    {
        foreach (var version in new[] { MqttProtocolVersion.V311, MqttProtocolVersion.V500 })
        {
            var will = new ApplicationMessage("will/topic", "gone"u8.ToArray(), QualityOfService.AtLeastOnce, true)
            {
                Properties = new MessageProperties { ExpirySeconds = 5, UserProperties = [new UserProperty("a", "b")] },
            };
            yield return Encode(new ConnectPacket(version, "id") { Will = will, UserName = "u", Password = [1, 2], KeepAliveSeconds = 9 }, version);
            yield return Encode(new ConnAckPacket(true, ReasonCode.Success, new MqttProperties { ReceiveMaximum = 3 }), version);
            yield return Publish(new OutgoingPublish(will, QualityOfService.ExactlyOnce, true, 7) { SubscriptionIdentifiers = [1, 300] }, version);
            yield return Publish(new OutgoingPublish(will with { Properties = null }, QualityOfService.AtMostOnce, false), version);
            foreach (var type in new[] { PacketType.PubAck, PacketType.PubRec, PacketType.PubRel, PacketType.PubComp })
            {
                yield return Encode(new AckPacket(type, 7, ReasonCode.Success, "because"), version);
            }

            yield return Encode(new SubscribePacket(3, [new("a/+/b/#"), new("$share/g/x")]) { SubscriptionIdentifier = 9 }, version);
            yield return Encode(new UnsubscribePacket(4, ["a", "b/#"]), version);
            yield return Encode(new SubAckPacket(PacketType.SubAck, 3, [ReasonCode.Success]), version);
            yield return Encode(new PingPacket(PacketType.PingReq), version);
            yield return Encode(new DisconnectPacket(ReasonCode.DisconnectWithWill, new MqttProperties { ReasonString = "x" }), version);
        }
    }

    private static byte[] Encode<T>(T packet, MqttProtocolVersion version)
        where T : IPacket
    {
        var buffer = new ArrayBufferWriter<byte>();
        PacketEncoder.Write(buffer, packet, version);
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Publish(OutgoingPublish publish, MqttProtocolVersion version)
    {
        var buffer = new ArrayBufferWriter<byte>();
        PublishPacket.Write(buffer, publish, version);
        return buffer.WrittenSpan.ToArray();
    }
}
