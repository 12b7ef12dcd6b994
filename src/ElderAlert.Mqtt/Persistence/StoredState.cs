using ElderAlert.Mqtt.Sessions;

namespace ElderAlert.Mqtt.Persistence;

/// <summary>What all records together say. A record about a session that is not known changes nothing.</summary>
internal sealed class StoredState
{
    public Dictionary<string, StoredSession> Sessions { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TimedMessage> Retained { get; } = new(StringComparer.Ordinal);

    /// <summary>By client identifier: a later will replaces the former.</summary>
    public Dictionary<string, WillKept> Wills { get; } = new(StringComparer.Ordinal);

    public void Apply(StoreRecord record)
    {
        switch (record)
        {
            case RetainedSet { Timed.Message: { Payload.IsEmpty: true } message }:
                Retained.Remove(message.Topic);
                break;
            case RetainedSet retained:
                Retained[retained.Timed.Message.Topic] = retained.Timed;
                break;
            case WillKept kept:
                Wills[kept.Will.Client.ClientId] = kept;
                break;
            case WillDropped dropped when Wills.GetValueOrDefault(dropped.ClientId)?.Will.Id == dropped.Id:
                Wills.Remove(dropped.ClientId);
                break;
            case SessionSaved saved when !Sessions.ContainsKey(saved.ClientId):
                Sessions.Add(saved.ClientId, new StoredSession(saved));
                break;
            case SessionEnded ended:
                Sessions.Remove(ended.ClientId);
                break;
            case SessionRecord change when Sessions.TryGetValue(change.ClientId, out var session):
                Apply(session, change);
                break;
            default:
                break;
        }
    }

    /// <summary>The shortest list of records that says the same.</summary>
    public IEnumerable<StoreRecord> ToRecords()
    {
        foreach (var timed in Retained.Values)
        {
            yield return new RetainedSet(timed);
        }

        foreach (var kept in Wills.Values)
        {
            yield return kept;
        }

        foreach (var (clientId, session) in Sessions)
        {
            yield return session.Saved;
            foreach (var subscribed in session.Subscriptions.Values)
            {
                yield return subscribed;
            }

            foreach (var packetId in session.Received)
            {
                yield return new ReceiptMarked(clientId, packetId);
            }

            foreach (var record in session.Deliveries.SelectMany(entry => ToRecords(clientId, entry.Key, entry.Value)))
            {
                yield return record;
            }
        }
    }

    private static IEnumerable<StoreRecord> ToRecords(string clientId, long order, StoredDelivery stored)
    {
        yield return new DeliveryQueued(clientId, stored.Delivery);
        if (stored.PacketId is { } packetId)
        {
            yield return new DeliverySent(clientId, order, packetId);
        }

        if (stored.Released)
        {
            yield return new DeliveryReleased(clientId, order);
        }
    }

    private static void Apply(StoredSession session, SessionRecord change)
    {
        switch (change)
        {
            case SessionSaved saved:
                session.Saved = saved;
                break;
            case Subscribed subscribed:
                session.Subscriptions[subscribed.Request.TopicFilter] = subscribed;
                break;
            case Unsubscribed unsubscribed:
                session.Subscriptions.Remove(unsubscribed.TopicFilter);
                break;
            case DeliveryQueued queued:
                session.Deliveries[queued.Delivery.Order] = new StoredDelivery(queued.Delivery);
                break;
            case DeliverySent sent when session.Deliveries.TryGetValue(sent.Order, out var delivery):
                session.Deliveries[sent.Order] = delivery with { PacketId = sent.PacketId };
                break;
            case DeliveryReleased released when session.Deliveries.TryGetValue(released.Order, out var delivery):
                session.Deliveries[released.Order] = delivery with { Released = true };
                break;
            case DeliveryFinished finished:
                session.Deliveries.Remove(finished.Order);
                break;
            case ReceiptMarked marked:
                session.Received.Add(marked.PacketId);
                break;
            case ReceiptForgotten forgotten:
                session.Received.Remove(forgotten.PacketId);
                break;
            default:
                break;
        }
    }
}
