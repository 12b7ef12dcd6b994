namespace ElderAlert.Simulation.Time;

/// <summary>
/// The world's time. It jumps from one happening to the next; those of the same moment come in the order in which they were planned.
/// To everything outside of the server it is also the clock.
/// </summary>
internal sealed class Timeline(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(1);

    private readonly PriorityQueue<Happening, (DateTimeOffset Due, long Order)> _plan = new();
    private long _order;

    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset Now { get; private set; } = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new PlannedTimer(this, () => callback(state), dueTime, period);

    /// <summary>Plans something; what is already past happens now.</summary>
    public Happening At(DateTimeOffset due, Action act, bool isNap = false)
    {
        var happening = new Happening(act, isNap);
        _plan.Enqueue(happening, (due > Now ? due : Now, _order++));
        return happening;
    }

    public Happening After(TimeSpan delay, Action act) => At(Now + delay, act);

    /// <summary>Moves time to the next happening and gives it; null when there is none up to the end.</summary>
    /// <param name="end">Not beyond this.</param>
    /// <param name="soonest">
    /// When the server next has something to do by its own account. A loop that naps for a second at a time until then is let sleep through:
    /// it wakes at the very moment of the last of these naps, so that its phase is the one that it would have had.
    /// </param>
    public Happening? TakeNext(DateTimeOffset end, Func<DateTimeOffset?> soonest)
    {
        while (_plan.TryDequeue(out var next, out var at))
        {
            if (next.IsCancelled)
            {
                continue;
            }

            if (next.IsNap && LastNapBefore(at.Due, soonest() ?? end, end) is { } later)
            {
                At(later, next.Act);
                continue;
            }

            if (at.Due > end)
            {
                _plan.Enqueue(next, at);
                break;
            }

            Now = at.Due;
            return next;
        }

        Now = end;
        return null;
    }

    /// <summary>The end of the last whole nap before anything happens; null where the first one is it.</summary>
    private DateTimeOffset? LastNapBefore(DateTimeOffset first, DateTimeOffset soonest, DateTimeOffset end)
    {
        while (_plan.TryPeek(out var next, out _) && next.IsCancelled)
        {
            _plan.Dequeue();
        }

        var until = soonest < end ? soonest : end;
        if (_plan.TryPeek(out _, out var at) && at.Due < until)
        {
            until = at.Due;
        }

        var naps = (until - first) / Nap;
        return naps < 1 ? null : first + (Nap * Math.Floor(naps));
    }
}
