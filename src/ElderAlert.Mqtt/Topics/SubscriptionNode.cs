namespace ElderAlert.Mqtt.Topics;

/// <summary>One level of the subscription tree. Everything is created on first use: most nodes are leaves.</summary>
internal sealed class SubscriptionNode
{
    private Dictionary<string, SubscriptionNode>? _children;
    private List<Subscription>? _subscriptions;
    private List<SharedGroup>? _groups;

    public bool IsEmpty => _children is null && _subscriptions is null && _groups is null;

    public SubscriptionNode? Find(ReadOnlySpan<char> level)
    {
        SubscriptionNode? child = null;
        _children?.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(level, out child);
        return child;
    }

    public SubscriptionNode FindOrAdd(ReadOnlySpan<char> level)
    {
        if (Find(level) is { } existing)
        {
            return existing;
        }

        var child = new SubscriptionNode();
        (_children ??= new Dictionary<string, SubscriptionNode>(1, StringComparer.Ordinal)).Add(level.ToString(), child);
        return child;
    }

    public void RemoveChild(ReadOnlySpan<char> level)
    {
        _children?.GetAlternateLookup<ReadOnlySpan<char>>().Remove(level);
        if (_children is { Count: 0 })
        {
            _children = null;
        }
    }

    public void Add(Subscription subscription)
    {
        if (subscription.ShareName is null)
        {
            (_subscriptions ??= new List<Subscription>(1)).Add(subscription);
            return;
        }

        var group = _groups?.Find(candidate => candidate.Name == subscription.ShareName);
        if (group is null)
        {
            group = new SharedGroup(subscription.ShareName);
            (_groups ??= []).Add(group);
        }

        group.Members.Add(subscription);
    }

    public void Remove(Subscription subscription)
    {
        if (subscription.ShareName is null)
        {
            _subscriptions?.Remove(subscription);
            if (_subscriptions is { Count: 0 })
            {
                _subscriptions = null;
            }

            return;
        }

        var group = _groups?.Find(candidate => candidate.Name == subscription.ShareName);
        group?.Members.Remove(subscription);
        if (group is { Members.Count: 0 })
        {
            _groups!.Remove(group);
            _groups = _groups.Count > 0 ? _groups : null;
        }
    }

    public void Collect(List<Subscription> matches)
    {
        if (_subscriptions is not null)
        {
            matches.AddRange(_subscriptions);
        }

        foreach (var group in _groups ?? [])
        {
            matches.Add(group.Next());
        }
    }
}
