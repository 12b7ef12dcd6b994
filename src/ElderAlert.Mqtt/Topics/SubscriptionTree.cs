namespace ElderAlert.Mqtt.Topics;

/// <summary>All subscriptions by the levels of their filters; finds those that match a topic.</summary>
internal sealed class SubscriptionTree : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly SubscriptionNode _root = new();

    public int Count { get; private set; }

    public void Add(Subscription subscription)
    {
        _lock.EnterWriteLock();
        try
        {
            Count++;
            var node = _root;
            foreach (var range in subscription.TopicFilter.AsSpan().Split('/'))
            {
                node = node.FindOrAdd(subscription.TopicFilter.AsSpan()[range]);
            }

            node.Add(subscription);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    public void Remove(Subscription subscription)
    {
        _lock.EnterWriteLock();
        try
        {
            Remove(_root, subscription.TopicFilter, subscription);
            Count--;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Adds every match to <paramref name="matches"/>; of a shared subscription one member.</summary>
    public void Match(string topic, List<Subscription> matches)
    {
        _lock.EnterReadLock();
        try
        {
            // Wildcards in the first level do not match $-topics [MQTT-4.7.2-1].
            Match(_root, topic, matches, wildcards: !topic.StartsWith('$'));
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    public void Dispose() => _lock.Dispose();

    private static void Remove(SubscriptionNode node, ReadOnlySpan<char> filter, Subscription subscription)
    {
        var end = filter.IndexOf('/');
        var level = end < 0 ? filter : filter[..end];
        if (node.Find(level) is not { } child)
        {
            return;
        }

        if (end < 0)
        {
            child.Remove(subscription);
        }
        else
        {
            Remove(child, filter[(end + 1)..], subscription);
        }

        if (child.IsEmpty)
        {
            node.RemoveChild(level);
        }
    }

    private static void Match(SubscriptionNode node, ReadOnlySpan<char> topic, List<Subscription> matches, bool wildcards = true)
    {
        var end = topic.IndexOf('/');
        var level = end < 0 ? topic : topic[..end];
        if (wildcards)
        {
            node.Find("#")?.Collect(matches);
            Descend(node.Find("+"), topic, end, matches);
        }

        Descend(node.Find(level), topic, end, matches);
    }

    private static void Descend(SubscriptionNode? node, ReadOnlySpan<char> topic, int end, List<Subscription> matches)
    {
        if (node is null)
        {
            return;
        }

        if (end >= 0)
        {
            Match(node, topic[(end + 1)..], matches);
            return;
        }

        node.Collect(matches);

        // "sport/#" also matches "sport" itself (4.7.1.2).
        node.Find("#")?.Collect(matches);
    }
}
