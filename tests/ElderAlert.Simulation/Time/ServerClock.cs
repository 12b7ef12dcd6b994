namespace ElderAlert.Simulation.Time;

/// <summary>
/// The clock of one life of the server: its wall clock may be wrong and may jump, its timers go by the world's time, and when the
/// machine sleeps they ring as it wakes. Once the process is dead nothing rings any more.
/// </summary>
internal sealed class ServerClock(Timeline world, TimeSpan wrongBy) : TimeProvider
{
    private bool _isStopped;
    private TimeSpan _slept;
    private DateTimeOffset _asleepUntil = world.Now;

    /// <summary>How far the wall clock is ahead of the world's time.</summary>
    public TimeSpan WrongBy { get; private set; } = wrongBy;

    public bool IsAsleep => world.Now < _asleepUntil;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => world.Now + WrongBy;

    /// <summary>Stands still while the machine sleeps.</summary>
    public override long GetTimestamp() => ((IsAsleep ? _asleepUntil : world.Now) - _slept).UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new PlannedTimer(world, () => Ring(callback, state), dueTime, period, mayNap: true);

    public void Jump(TimeSpan by) => WrongBy += by;

    public void Sleep(TimeSpan duration)
    {
        var until = world.Now + duration;
        if (until > _asleepUntil)
        {
            _slept += IsAsleep ? until - _asleepUntil : duration;
            _asleepUntil = until;
        }
    }

    /// <summary>The process is dead.</summary>
    public void Stop() => _isStopped = true;

    private void Ring(TimerCallback callback, object? state)
    {
        if (_isStopped)
        {
            return;
        }

        if (IsAsleep)
        {
            world.At(_asleepUntil, () => Ring(callback, state));
            return;
        }

        callback(state);
    }
}
