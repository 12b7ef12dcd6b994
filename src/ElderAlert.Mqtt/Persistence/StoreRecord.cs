using ElderAlert.Mqtt.Sessions;

namespace ElderAlert.Mqtt.Persistence;

/// <summary>A change of what must survive a restart.</summary>
internal abstract record StoreRecord;

/// <summary>A change of one session.</summary>
internal abstract record SessionRecord(string ClientId) : StoreRecord;

/// <summary>A session began, or its expiry changed. No end: it is connected, or never ends.</summary>
internal sealed record SessionSaved(string ClientId, string Identity, uint ExpirySeconds, DateTimeOffset? EndsAt) : SessionRecord(ClientId);

internal sealed record SessionEnded(string ClientId) : SessionRecord(ClientId);

internal sealed record Subscribed(string ClientId, SubscriptionRequest Request, uint? Identifier) : SessionRecord(ClientId);

internal sealed record Unsubscribed(string ClientId, string TopicFilter) : SessionRecord(ClientId);

/// <summary>A message waits for the session or was sent to it; its order identifies it.</summary>
internal sealed record DeliveryQueued(string ClientId, Delivery Delivery) : SessionRecord(ClientId);

internal sealed record DeliverySent(string ClientId, long Order, ushort PacketId) : SessionRecord(ClientId);

internal sealed record DeliveryReleased(string ClientId, long Order) : SessionRecord(ClientId);

internal sealed record DeliveryFinished(string ClientId, long Order) : SessionRecord(ClientId);

/// <summary>A message was received at QoS 2 and its identifier waits for PUBREL.</summary>
internal sealed record ReceiptMarked(string ClientId, ushort PacketId) : SessionRecord(ClientId);

internal sealed record ReceiptForgotten(string ClientId, ushort PacketId) : SessionRecord(ClientId);

/// <summary>A will that is published unless it is dropped; due once its client is lost and has not come back.</summary>
internal sealed record WillKept(Will Will, DateTimeOffset? DueAt) : StoreRecord;

/// <summary>A will was published, or is not to be; a later one of the same client stays.</summary>
internal sealed record WillDropped(string ClientId, long Id) : StoreRecord;

/// <summary>The last word on a topic; an empty payload clears it.</summary>
internal sealed record RetainedSet(TimedMessage Timed) : StoreRecord;
