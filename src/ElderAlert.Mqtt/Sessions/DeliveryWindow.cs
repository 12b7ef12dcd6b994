using System.Diagnostics.CodeAnalysis;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Persistence;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Sessions;

/// <summary>Deliveries that are in flight, by packet identifier, and how many may be. Guarded by its <see cref="Outbox"/>.</summary>
internal sealed class DeliveryWindow
{
    private Dictionary<ushort, InFlightDelivery>? _inFlight;
    private ushort _lastPacketId;

    /// <summary>The client's receive maximum (3.1.2.11.3), or the server's own limit.</summary>
    public int Maximum { get; set; }

    public int Count => _inFlight?.Count ?? 0;

    public bool HasRoom => Count < Maximum;

    /// <summary>In the order of their first sending [MQTT-4.6.0-1].</summary>
    public IEnumerable<KeyValuePair<ushort, InFlightDelivery>> InOrder =>
        _inFlight?.OrderBy(entry => entry.Value.Delivery.Order) ?? Enumerable.Empty<KeyValuePair<ushort, InFlightDelivery>>();

    /// <summary>Gives a delivery an identifier that is not in use.</summary>
    public ushort Add(InFlightDelivery delivery)
    {
        _inFlight ??= [];
        do
        {
            _lastPacketId++;
        }
        while (_lastPacketId == 0 || !_inFlight.TryAdd(_lastPacketId, delivery));
        return _lastPacketId;
    }

    public bool TryGet(ushort packetId, [NotNullWhen(true)] out InFlightDelivery? delivery)
    {
        delivery = null;
        return _inFlight?.TryGetValue(packetId, out delivery) == true;
    }

    public void Replace(ushort packetId, InFlightDelivery delivery) => _inFlight![packetId] = delivery;

    public void Remove(ushort packetId) => _inFlight?.Remove(packetId);

    /// <summary>
    /// The delivery that a PUBACK, PUBREC or PUBCOMP answers; null: not known. Throws when it is not the answer that the
    /// delivery's QoS asks for (4.3).
    /// </summary>
    public InFlightDelivery? Answered(PacketType answer, ushort packetId)
    {
        if (!TryGet(packetId, out var sent))
        {
            return null;
        }

        var isRight = !sent.Held && answer switch
        {
            PacketType.PubAck => sent.Delivery.QoS == QualityOfService.AtLeastOnce,
            PacketType.PubComp => sent.Released,
            _ => sent.Delivery.QoS == QualityOfService.ExactlyOnce,
        };
        return isRight ? sent : throw MqttProtocolException.Error($"{answer} does not answer a message at {sent.Delivery.QoS} (4.3)");
    }

    /// <summary>Takes over what a former process had sent.</summary>
    public void Restore(ushort packetId, StoredDelivery stored)
    {
        (_inFlight ??= []).Add(packetId, new InFlightDelivery(stored.Delivery, stored.Released));
        _lastPacketId = packetId;
    }

    /// <summary>Empties it.</summary>
    public IReadOnlyCollection<InFlightDelivery> TakeAll()
    {
        var all = _inFlight;
        _inFlight = null;
        return all is null ? [] : all.Values;
    }
}
