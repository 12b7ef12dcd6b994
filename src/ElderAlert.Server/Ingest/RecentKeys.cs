namespace ElderAlert.Server.Ingest;

/// <summary>
/// Remembers for a while what has been journalled, so that the same thing again and again fills no journal. It remembers at most
/// <see cref="Capacity"/> keys and forgets the one that expires first: then something is told once more, never once too few.
/// </summary>
internal sealed class RecentKeys(TimeProvider time)
{
    /// <summary>How many keys are remembered.</summary>
    public const int Capacity = 20_000;

    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<string, TimeSpan> _until = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, TimeSpan> _expiring = new();

    /// <summary>Time since the start: it goes on when the clock is put.</summary>
    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Whether the key was remembered and has not expired.</summary>
    public bool Contains(string key)
    {
        lock (_gate)
        {
            return _until.TryGetValue(key, out var until) && until > Now;
        }
    }

    /// <summary>Remembers the key from now for as long as said.</summary>
    public void Remember(string key, TimeSpan window)
    {
        lock (_gate)
        {
            var now = Now;
            var until = now + window;
            _until[key] = until;
            _expiring.Enqueue(key, until);
            while (_expiring.TryPeek(out var oldest, out var due) && (due <= now || _expiring.Count > Capacity))
            {
                _expiring.Dequeue();
                if (_until.TryGetValue(oldest, out var current) && current == due)
                {
                    _until.Remove(oldest);
                }
            }
        }
    }
}
