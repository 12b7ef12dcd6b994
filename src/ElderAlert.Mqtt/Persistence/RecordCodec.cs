using System.Text;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Sessions;

namespace ElderAlert.Mqtt.Persistence;

/// <summary>Records as bytes. The leading number of a record never changes its meaning.</summary>
internal static class RecordCodec
{
    public static void Write(BinaryWriter writer, StoreRecord record)
    {
        switch (record)
        {
            case SessionSaved saved:
                Start(writer, 1, saved.ClientId);
                writer.Write(saved.Identity);
                writer.Write(saved.ExpirySeconds);
                writer.Write(saved.EndsAt?.UtcTicks ?? 0);
                break;
            case SessionEnded ended:
                Start(writer, 2, ended.ClientId);
                break;
            case Subscribed subscribed:
                Start(writer, 3, subscribed.ClientId);
                writer.Write(subscribed.Request.TopicFilter);
                writer.Write(subscribed.Request.ToOptions(MqttProtocolVersion.V500));
                writer.Write(subscribed.Identifier ?? 0);
                break;
            case Unsubscribed unsubscribed:
                Start(writer, 4, unsubscribed.ClientId);
                writer.Write(unsubscribed.TopicFilter);
                break;
            case DeliveryQueued queued:
                Start(writer, 5, queued.ClientId);
                WriteDelivery(writer, queued.Delivery);
                break;
            case DeliverySent sent:
                Start(writer, 6, sent.ClientId);
                writer.Write(sent.Order);
                writer.Write(sent.PacketId);
                break;
            case DeliveryReleased released:
                Start(writer, 7, released.ClientId);
                writer.Write(released.Order);
                break;
            case DeliveryFinished finished:
                Start(writer, 8, finished.ClientId);
                writer.Write(finished.Order);
                break;
            case ReceiptMarked marked:
                Start(writer, 9, marked.ClientId);
                writer.Write(marked.PacketId);
                break;
            case ReceiptForgotten forgotten:
                Start(writer, 10, forgotten.ClientId);
                writer.Write(forgotten.PacketId);
                break;
            case RetainedSet retained:
                writer.Write((byte)11);
                WriteTimed(writer, retained.Timed);
                break;
            case WillKept kept:
                Start(writer, 12, kept.Will.Client.ClientId);
                WriteWill(writer, kept);
                break;
            case WillDropped dropped:
                Start(writer, 13, dropped.ClientId);
                writer.Write(dropped.Id);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(record), record, "A record without a number");
        }
    }

    /// <summary>Throws <see cref="InvalidDataException"/> for a number that does not exist.</summary>
    public static StoreRecord Read(BinaryReader reader)
    {
        var number = reader.ReadByte();
        if (number == 11)
        {
            return new RetainedSet(ReadTimed(reader));
        }

        var clientId = reader.ReadString();
        return number switch
        {
            1 => new SessionSaved(clientId, reader.ReadString(), reader.ReadUInt32(), ReadTime(reader)),
            2 => new SessionEnded(clientId),
            3 => new Subscribed(
                clientId,
                SubscriptionRequest.Read(reader.ReadString(), reader.ReadByte(), MqttProtocolVersion.V500),
                reader.ReadUInt32() is > 0 and var identifier ? identifier : null),
            4 => new Unsubscribed(clientId, reader.ReadString()),
            5 => new DeliveryQueued(clientId, ReadDelivery(reader)),
            6 => new DeliverySent(clientId, reader.ReadInt64(), reader.ReadUInt16()),
            7 => new DeliveryReleased(clientId, reader.ReadInt64()),
            8 => new DeliveryFinished(clientId, reader.ReadInt64()),
            9 => new ReceiptMarked(clientId, reader.ReadUInt16()),
            10 => new ReceiptForgotten(clientId, reader.ReadUInt16()),
            12 => ReadWill(reader, clientId),
            13 => new WillDropped(clientId, reader.ReadInt64()),
            _ => throw new InvalidDataException($"Record number {number} does not exist"),
        };
    }

    private static void Start(BinaryWriter writer, byte number, string clientId)
    {
        writer.Write(number);
        writer.Write(clientId);
    }

    private static void WriteDelivery(BinaryWriter writer, in Delivery delivery)
    {
        writer.Write(delivery.Order);
        writer.Write((byte)delivery.QoS);
        writer.Write((byte)((delivery.Retain ? 1 : 0) | (delivery.Essential ? 2 : 0)));
        writer.Write(delivery.SubscriptionIdentifiers?.Count ?? 0);
        delivery.SubscriptionIdentifiers?.ForEach(writer.Write);
        WriteTimed(writer, delivery.Timed);
    }

    private static Delivery ReadDelivery(BinaryReader reader)
    {
        var order = reader.ReadInt64();
        var qos = (QualityOfService)reader.ReadByte();
        var flags = reader.ReadByte();
        var count = reader.ReadInt32();
        var identifiers = count == 0 ? null : Enumerable.Range(0, count).Select(_ => reader.ReadUInt32()).ToList();
        return new Delivery(ReadTimed(reader), qos, (flags & 1) != 0, (flags & 2) != 0, identifiers) { Order = order };
    }

    private static void WriteWill(BinaryWriter writer, WillKept kept)
    {
        var client = kept.Will.Client;
        writer.Write(kept.Will.Id);
        writer.Write(kept.Will.DelaySeconds);
        writer.Write(kept.DueAt?.UtcTicks ?? 0);
        writer.Write(client.ConnectionId);
        writer.Write(client.Identity);
        writer.Write((byte)client.Version);
        writer.Write(client.ConnectedAt.UtcTicks);
        WriteTimed(writer, new TimedMessage(kept.Will.Message, ExpiresAt: null));
    }

    private static WillKept ReadWill(BinaryReader reader, string clientId)
    {
        var (id, delay, due) = (reader.ReadInt64(), reader.ReadUInt32(), ReadTime(reader));
        var client = new ClientConnection(
            reader.ReadString(),
            clientId,
            reader.ReadString(),
            RemoteAddress: null,
            (MqttProtocolVersion)reader.ReadByte(),
            new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero));
        return new WillKept(new Will(id, client, ReadTimed(reader).Message, delay), due);
    }

    /// <summary>A message is kept as the 5.0 PUBLISH that would carry it, which keeps all of its properties.</summary>
    private static void WriteTimed(BinaryWriter writer, in TimedMessage timed)
    {
        var (message, buffer) = (timed.Message, new System.Buffers.ArrayBufferWriter<byte>());
        PublishPacket.Write(buffer, new OutgoingPublish(message, QualityOfService.AtMostOnce, message.Retain), MqttProtocolVersion.V500);
        writer.Write(timed.ExpiresAt?.UtcTicks ?? 0);
        writer.Write((byte)message.QoS);
        writer.Write(buffer.WrittenCount);
        writer.Write(buffer.WrittenSpan);
    }

    private static TimedMessage ReadTimed(BinaryReader reader)
    {
        var expires = ReadTime(reader);
        var qos = (QualityOfService)reader.ReadByte();
        var bytes = new System.Buffers.ReadOnlySequence<byte>(reader.ReadBytes(reader.ReadInt32()));
        if (!PacketFraming.TryRead(ref bytes, int.MaxValue, MqttProtocolVersion.V500, out var header, out var body))
        {
            throw new InvalidDataException("A stored message is cut off");
        }

        var packet = PublishPacket.Read(header, body.FirstSpan, MqttProtocolVersion.V500);
        var message = new ApplicationMessage(Encoding.UTF8.GetString(packet.Topic), packet.Payload.ToArray(), qos, packet.Retain)
        {
            Properties = MessageProperties.From(packet.Properties),
        };
        return new TimedMessage(message, expires);
    }

    private static DateTimeOffset? ReadTime(BinaryReader reader) =>
        reader.ReadInt64() is not 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
