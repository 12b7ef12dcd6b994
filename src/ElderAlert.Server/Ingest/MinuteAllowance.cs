namespace ElderAlert.Server.Ingest;

/// <summary>What an allowance says to one more.</summary>
internal enum Granted
{
    /// <summary>There is room.</summary>
    Yes,

    /// <summary>There is none; this is the first one too many of this minute.</summary>
    NoMore,

    /// <summary>There is none, and that was said before.</summary>
    StillNot,
}

/// <summary>So many within a minute, and no more until it is over. Many may ask at once.</summary>
internal sealed class MinuteAllowance(int perMinute, TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _ends;
    private int _taken;

    /// <summary>Takes one, where there is one.</summary>
    public Granted Take()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now >= _ends || _ends - now > TimeSpan.FromMinutes(1))
            {
                (_ends, _taken) = (now + TimeSpan.FromMinutes(1), 0);
            }

            _taken = Math.Min(_taken + 1, perMinute + 2);
            return _taken <= perMinute ? Granted.Yes : _taken == perMinute + 1 ? Granted.NoMore : Granted.StillNot;
        }
    }
}
