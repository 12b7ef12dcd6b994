namespace ElderAlert.Tests.Shared;

/// <summary>A clock that stands still until a test turns it. Timers fire on the turning thread, in the order of their due times.</summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Armed)> _waiters = [];
    private DateTimeOffset _now = start;
    private TimeSpan _putBack;

    /// <summary>Starts at a time that tests can write down.</summary>
    public FakeClock()
        : this(new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>When the next timer falls due; null while none is armed.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count == 0 ? null : _timers.Min(t => t.Due);
            }
        }
    }

    /// <summary>Goes on when the clock is put back.</summary>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return (_now + _putBack).UtcTicks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Puts the wall clock back, as one that was ahead is; timers count on as if nothing had been.</summary>
    public void PutBack(TimeSpan by)
    {
        lock (_gate)
        {
            _now -= by;
            _putBack += by;
            foreach (var timer in _timers)
            {
                timer.Due -= by;
            }
        }
    }

    /// <summary>Turns the clock forward, stopping at each timer that falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (Next(end) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _now = end;
        }
    }

    /// <summary>Turns the clock forward at once, as if the machine had slept: each timer that fell due on the way fires once, at the end.</summary>
    public void Jump(TimeSpan by)
    {
        List<FakeTimer> due;
        lock (_gate)
        {
            _now += by;
            due = [.. _timers.Where(t => t.Due <= _now).OrderBy(t => t.Due)];
            foreach (var timer in due)
            {
                timer.SkipTo(_now);
            }
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    /// <summary>Completes once somebody waits for a timer that is due in exactly this long from now, so that a test turns the clock neither too early nor by sleeping.</summary>
    public Task UntilTimerAsync(TimeSpan due)
    {
        lock (_gate)
        {
            if (_timers.Any(t => t.Due - _now == due))
            {
                return Task.CompletedTask;
            }

            var armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((due, armed));
            return armed.Task;
        }
    }

    private FakeTimer? Next(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
            if (next is not null)
            {
                _now = next.Due > _now ? next.Due : _now;
                next.Rearm();
            }

            return next;
        }
    }

    private void Arm(FakeTimer timer)
    {
        _timers.Add(timer);
        foreach (var waiter in _waiters.Where(w => timer.Due - _now == w.Due).ToList())
        {
            _waiters.Remove(waiter);
            waiter.Armed.SetResult();
        }
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock.Arm(this);
                }
            }

            return true;
        }

        /// <summary>Called under the clock's lock.</summary>
        public void Rearm()
        {
            clock._timers.Remove(this);
            if (_period > TimeSpan.Zero)
            {
                Due += _period;
                clock.Arm(this);
            }
        }

        /// <summary>Called under the clock's lock.</summary>
        public void SkipTo(DateTimeOffset now)
        {
            Due = now;
            Rearm();
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
