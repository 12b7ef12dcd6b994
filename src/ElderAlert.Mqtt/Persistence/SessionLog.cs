using ElderAlert.Mqtt.Sessions;

namespace ElderAlert.Mqtt.Persistence;

/// <summary>One session's records on their way to the journal.</summary>
internal sealed class SessionLog(string clientId, SessionJournal journal)
{
    public void Saved(string identity, uint expirySeconds, DateTimeOffset? endsAt) =>
        journal.Append(new SessionSaved(clientId, identity, expirySeconds, endsAt));

    public void Ended() => journal.Append(new SessionEnded(clientId));

    public void Subscribed(SubscriptionRequest request, uint? identifier) =>
        journal.Append(new Subscribed(clientId, request, identifier));

    public void Unsubscribed(string topicFilter) => journal.Append(new Unsubscribed(clientId, topicFilter));

    public void Queued(in Delivery delivery) => journal.Append(new DeliveryQueued(clientId, delivery));

    public void Sent(long order, ushort packetId) => journal.Append(new DeliverySent(clientId, order, packetId));

    public void Released(long order) => journal.Append(new DeliveryReleased(clientId, order));

    public void Finished(long order) => journal.Append(new DeliveryFinished(clientId, order));

    public void Received(ushort packetId) => journal.Append(new ReceiptMarked(clientId, packetId));

    public void Forgotten(ushort packetId) => journal.Append(new ReceiptForgotten(clientId, packetId));

    /// <summary>The journal's position behind the last record.</summary>
    public long Appended => journal.Appended;

    /// <summary>The position up to which all is on disk.</summary>
    public long Durable => journal.Durable;

    public bool HasFailed => journal.HasFailed;

    /// <summary>Completes when all of it is on disk.</summary>
    public Task FlushAsync() => journal.FlushAsync();
}
