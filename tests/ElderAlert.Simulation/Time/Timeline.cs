namespace ElderAlert.Simulation.Time;

/// <summary>
/// The world's time. It jumps from one happening to the next; those of the same moment come in the order in which they were planned.
/// To everything outside of the server it is also the clock.
/// </summary>
internal sealed class Timeline(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<Happening, (DateTimeOffset Due, long Order)> _plan = new();
    private readonly Naps _naps = new();
    private DateTimeOffset _stirredAt = start;
    private DateTimeOffset _watchStirredAt = start;
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
    public Happening At(DateTimeOffset due, Action act)
    {
        var happening = new Happening(act);
        _plan.Enqueue(happening, (due > Now ? due : Now, _order++));
        return happening;
    }

    public Happening After(TimeSpan delay, Action act) => At(Now + delay, act);

    /// <summary>A delay that may be the nap of a loop; see <see cref="Naps"/>.</summary>
    public Happening Nap(TimeSpan length, Action act)
    {
        var happening = new Happening(act);
        _naps.Add(happening, length, Now + length, _order++);
        return happening;
    }

    /// <summary>Something happened to the server, or between it and the world: its loops may have something to do.</summary>
    public void Stir() => (_stirredAt, _watchStirredAt) = (Now, Now);

    /// <summary>The watch over silences has heard something, or should look: nobody else has anything to do.</summary>
    public void StirWatch() => _watchStirredAt = Now;

    /// <summary>Moves time to the next happening and gives it; null when there is none up to the end.</summary>
    /// <param name="end">Not beyond this.</param>
    /// <param name="soonest">When the server next has something to do, or should have; naps are not slept through beyond it.</param>
    public Happening? TakeNext(DateTimeOffset end, Func<DateTimeOffset?> soonest)
    {
        var planned = FirstPlanned();
        if (_naps.First() is { } first && IsBefore(first, planned))
        {
            var until = Earliest(end, planned?.Due, soonest());
            _naps.SleepOn(_stirredAt, _watchStirredAt, until);
            first = _naps.First()!.Value;
            if (IsBefore(first, planned) && first.Due <= end)
            {
                Now = first.Due;
                return _naps.Take(first);
            }
        }

        if (planned is null || planned.Value.Due > end)
        {
            Now = end;
            return null;
        }

        Now = planned.Value.Due;
        return _plan.Dequeue();
    }

    private (DateTimeOffset Due, long Order)? FirstPlanned()
    {
        while (_plan.TryPeek(out var next, out var at))
        {
            if (!next.IsCancelled)
            {
                return at;
            }

            _plan.Dequeue();
        }

        return null;
    }

    private static bool IsBefore((DateTimeOffset Due, long Order) one, (DateTimeOffset Due, long Order)? other) =>
        other is not { } second || one.CompareTo(second) < 0;

    private static DateTimeOffset Earliest(DateTimeOffset end, DateTimeOffset? planned, DateTimeOffset? soonest)
    {
        var earliest = planned < end ? planned.Value : end;
        return soonest < earliest ? soonest.Value : earliest;
    }
}
