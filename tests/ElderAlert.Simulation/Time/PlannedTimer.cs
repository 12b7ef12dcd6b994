namespace ElderAlert.Simulation.Time;

/// <summary>A timer on the world's time.</summary>
internal sealed class PlannedTimer : ITimer
{
    private readonly Timeline _world;
    private readonly Action _fire;
    private readonly bool _mayNap;
    private TimeSpan _period;
    private Happening? _planned;

    /// <param name="world">The time that it goes by.</param>
    /// <param name="fire">What it does.</param>
    /// <param name="dueTime">When first; infinite for never.</param>
    /// <param name="period">How often after that; infinite or zero for once.</param>
    /// <param name="mayNap">It may be the nap of a loop of the server.</param>
    public PlannedTimer(Timeline world, Action fire, TimeSpan dueTime, TimeSpan period, bool mayNap = false)
    {
        _world = world;
        _fire = fire;
        _mayNap = mayNap;
        Change(dueTime, period);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _planned?.Cancel();
        _period = period;
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            _planned = null;
        }
        else
        {
            _planned = _mayNap && Naps.IsNap(dueTime) ? _world.Nap(dueTime, Fire) : _world.After(dueTime, Fire);
        }

        return true;
    }

    public void Dispose() => _planned?.Cancel();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fire()
    {
        if (_period > TimeSpan.Zero)
        {
            Change(_period, _period);
        }

        _fire();
    }
}
