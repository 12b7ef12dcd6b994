using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Sessions;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Topics;

/// <summary>Brings messages to the sessions that subscribed to them, and keeps the retained ones.</summary>
internal sealed class MessageRouter(MqttServerOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    [ThreadStatic]
    private static List<Subscription>? t_matches;

    private readonly SubscriptionTree _tree = new();

    public RetainedMessages Retained { get; } = new(time, options.MaximumRetainedMessages);

    public int SubscriptionCount => _tree.Count;

    /// <summary>Routes a message; returns to how many sessions it was sent or queued.</summary>
    /// <param name="message">The message.</param>
    /// <param name="publisher">Its publisher, for no-local; null: the host.</param>
    /// <param name="essential">True: never dropped for lack of room.</param>
    public int Publish(ApplicationMessage message, Session? publisher, bool essential)
    {
        var timed = TimedMessage.From(message, time.GetUtcNow());
        if (message.Retain && !Retained.Set(timed))
        {
            Log.NotRetained(logger, options.MaximumRetainedMessages);
        }

        var matches = Interlocked.Exchange(ref t_matches, null) ?? [];
        _tree.Match(message.Topic, matches);
        if (matches.Count > 0)
        {
            RemoveOwn(matches, publisher);
        }

        var receivers = matches.Count switch
        {
            0 => 0,
            1 => Deliver(timed, matches[0].Session, matches, essential),
            _ => DeliverToEach(timed, matches, essential),
        };
        matches.Clear();
        t_matches = matches;
        return receivers;
    }

    /// <summary>Adds a subscription; returns true when the session had none with this filter.</summary>
    public bool Subscribe(Subscription subscription)
    {
        var former = subscription.Session.Replace(subscription);
        if (former is not null)
        {
            _tree.Remove(former);
        }

        _tree.Add(subscription);
        subscription.Session.Log?.Subscribed(subscription.Request, subscription.Identifier);
        return former is null;
    }

    /// <summary>False: the session did not subscribe to this filter.</summary>
    public bool Unsubscribe(Session session, string filter)
    {
        if (session.Forget(filter) is not { } former)
        {
            return false;
        }

        _tree.Remove(former);
        session.Log?.Unsubscribed(filter);
        return true;
    }

    public void UnsubscribeAll(Session session)
    {
        foreach (var subscription in session.Subscriptions)
        {
            Unsubscribe(session, subscription.Request.TopicFilter);
        }
    }

    /// <summary>Sends the retained messages of a new subscription (3.8.3.1).</summary>
    public void DeliverRetained(Subscription subscription)
    {
        foreach (var timed in Retained.Match(subscription.TopicFilter))
        {
            subscription.Session.Outbox.Deliver(new Delivery(
                timed,
                Lower(timed.Message.QoS, subscription.Request.QoS),
                Retain: true,
                Essential: false,
                subscription.Identifier is { } id ? [id] : null));
        }
    }

    public void Dispose() => _tree.Dispose();

    /// <summary>Takes out the publisher's own subscriptions, as far as they say so [MQTT-3.8.3-3].</summary>
    private static void RemoveOwn(List<Subscription> matches, Session? publisher) =>
        matches.RemoveAll(subscription => subscription.Request.NoLocal && ReferenceEquals(subscription.Session, publisher));

    private int DeliverToEach(in TimedMessage timed, List<Subscription> matches, bool essential)
    {
        var receivers = 0;
        foreach (var own in matches.GroupBy(subscription => subscription.Session))
        {
            receivers += Deliver(timed, own.Key, own, essential);
        }

        return receivers;
    }

    /// <summary>Overlapping subscriptions give one delivery at the highest QoS with all identifiers [MQTT-3.3.4-2] [MQTT-3.3.4-4].</summary>
    private int Deliver(in TimedMessage timed, Session session, IEnumerable<Subscription> own, bool essential)
    {
        var qos = QualityOfService.AtMostOnce;
        var retainAsPublished = false;
        List<uint>? identifiers = null;
        foreach (var subscription in own)
        {
            qos = subscription.Request.QoS > qos ? subscription.Request.QoS : qos;
            retainAsPublished |= subscription.Request.RetainAsPublished;
            if (subscription.Identifier is { } id)
            {
                (identifiers ??= []).Add(id);
            }
        }

        var delivery = new Delivery(
            timed, Lower(qos, timed.Message.QoS), timed.Message.Retain && retainAsPublished, essential, identifiers);
        if (!session.Outbox.Deliver(delivery))
        {
            Log.DeliveryDropped(logger, session.ClientId, (int)delivery.QoS);
            return 0;
        }

        return 1;
    }

    private static QualityOfService Lower(QualityOfService one, QualityOfService other) => one < other ? one : other;
}
