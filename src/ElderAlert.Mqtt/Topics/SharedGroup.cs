namespace ElderAlert.Mqtt.Topics;

/// <summary>The members of a shared subscription: each message goes to one of them (4.8.2).</summary>
internal sealed class SharedGroup(string name)
{
    private int _turn;

    public string Name { get; } = name;

    public List<Subscription> Members { get; } = [];

    /// <summary>Takes turns among connected members; when none is connected, among all.</summary>
    public Subscription Next()
    {
        var first = Interlocked.Increment(ref _turn) & int.MaxValue;
        for (var i = 0; i < Members.Count; i++)
        {
            var candidate = Members[(first + i) % Members.Count];
            if (candidate.Session.IsConnected)
            {
                return candidate;
            }
        }

        return Members[first % Members.Count];
    }
}
