using ElderAlert.Mqtt.Sessions;

namespace ElderAlert.Mqtt.Persistence;

/// <summary>A session as the store knows it.</summary>
internal sealed class StoredSession(SessionSaved saved)
{
    public SessionSaved Saved { get; set; } = saved;

    public Dictionary<string, Subscribed> Subscriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>By order, which is the order of arrival.</summary>
    public SortedDictionary<long, StoredDelivery> Deliveries { get; } = [];

    public HashSet<ushort> Received { get; } = [];
}

/// <summary>A delivery that is not finished.</summary>
/// <param name="Delivery">What is to be delivered.</param>
/// <param name="PacketId">Null: not sent yet.</param>
/// <param name="Released">QoS 2: PUBREC has arrived.</param>
internal sealed record StoredDelivery(Delivery Delivery, ushort? PacketId = null, bool Released = false);
