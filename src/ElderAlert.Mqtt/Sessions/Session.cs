using ElderAlert.Mqtt.Persistence;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Topics;

namespace ElderAlert.Mqtt.Sessions;

/// <summary>
/// What the server remembers of a client between connections (4.1): subscriptions, deliveries not finished, packet
/// identifiers received at QoS 2, a will not yet due.
/// </summary>
internal sealed class Session(string clientId, string identity, OutboxLimits limits, TimeProvider time)
{
    private readonly Lock _sync = new();
    private Dictionary<string, Subscription>? _subscriptions;
    private HashSet<ushort>? _received;

    public string ClientId { get; } = clientId;

    /// <summary>Whose session it is: nobody else may resume it.</summary>
    public string Identity { get; } = identity;

    public Outbox Outbox { get; } = new(limits, time);

    /// <summary>Where its changes are kept over a restart; null: it does not outlive its connection, or nothing is kept.</summary>
    public SessionLog? Log
    {
        get => Outbox.Log;
        set
        {
            lock (_sync)
            {
                Outbox.Log = value;
            }
        }
    }

    /// <summary>
    /// It is kept no longer. Whatever becomes of it later, a message that the sink was slow to take among it, would be put on record as a change of
    /// the session that follows it under its client identifier.
    /// </summary>
    public void EndLog()
    {
        Log?.Ended();
        Log = null;
    }

    /// <summary>The connection that serves it; null while the client is away. Changed by the registry only.</summary>
    public ConnectedClient? Client { get; set; }

    public bool IsConnected => Client is not null;

    /// <summary>Seconds that the session outlives its connection; <see cref="uint.MaxValue"/>: for ever (3.1.2.11.2).</summary>
    public uint ExpirySeconds { get; set; }

    /// <summary>When it ends; null while connected or when it never ends.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>A will that waits for its delay interval (3.1.3.2.2); null: none.</summary>
    public PendingWill? PendingWill { get; set; }

    /// <summary>Messages received at QoS 2 whose PUBREL has not come.</summary>
    public int ReceivedCount
    {
        get
        {
            lock (_sync)
            {
                return _received?.Count ?? 0;
            }
        }
    }

    public IReadOnlyList<Subscription> Subscriptions
    {
        get
        {
            lock (_sync)
            {
                return _subscriptions is null ? [] : [.. _subscriptions.Values];
            }
        }
    }

    /// <summary>Remembers a subscription; returns the one with the same filter that it replaces [MQTT-3.8.4-3].</summary>
    public Subscription? Replace(Subscription subscription)
    {
        lock (_sync)
        {
            _subscriptions ??= new Dictionary<string, Subscription>(1, StringComparer.Ordinal);
            _subscriptions.Remove(subscription.Request.TopicFilter, out var former);
            _subscriptions.Add(subscription.Request.TopicFilter, subscription);
            return former;
        }
    }

    public Subscription? Forget(string filter)
    {
        lock (_sync)
        {
            Subscription? former = null;
            _subscriptions?.Remove(filter, out former);
            return former;
        }
    }

    /// <summary>Takes over identifiers that a former process had received.</summary>
    public void Restore(IEnumerable<ushort> received)
    {
        lock (_sync)
        {
            _received = [.. received];
        }
    }

    public bool HasReceived(ushort packetId)
    {
        lock (_sync)
        {
            return _received?.Contains(packetId) == true;
        }
    }

    public void MarkReceived(ushort packetId)
    {
        lock (_sync)
        {
            if ((_received ??= []).Add(packetId))
            {
                Log?.Received(packetId);
            }
        }
    }

    /// <summary>PUBREL: the identifier may be used again. False: it was not known.</summary>
    public bool ForgetReceived(ushort packetId)
    {
        lock (_sync)
        {
            if (_received?.Remove(packetId) != true)
            {
                return false;
            }

            Log?.Forgotten(packetId);
            return true;
        }
    }
}
