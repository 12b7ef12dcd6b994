using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Checks;

/// <summary>What excuses the server when it tells a silence late, or has forgotten a sign of life: it was away, or its clock was put.</summary>
internal sealed class Hindrance(Timeline world)
{
    /// <summary>For so long after a start, after a sleep, or once its clock was put, nobody is judged (Watch:ReconnectSeconds), and then it looks.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(5.5);

    /// <summary>What was heard is saved within this time, once the disk works: nothing is saved before what was found is told.</summary>
    private static readonly TimeSpan Saved = TimeSpan.FromSeconds(30);

    private readonly List<(DateTimeOffset At, DateTimeOffset AbleSince)> _ends = [];
    private TimeSpan _unable;
    private DateTimeOffset _lookedAt = world.Now;
    private bool _wasAble;

    /// <summary>How long it could not work until now, altogether.</summary>
    public TimeSpan Unable => _unable + (_wasAble ? TimeSpan.Zero : world.Now - _lookedAt);

    /// <summary>How far its clock was put forward and back, altogether.</summary>
    public TimeSpan Put { get; private set; }

    /// <summary>Is told after each step whether the server can work.</summary>
    public void Look(bool isAble)
    {
        _unable = Unable;
        (_lookedAt, _wasAble) = (world.Now, isAble);
    }

    /// <summary>It has been started, or goes to sleep.</summary>
    public void Begin() => _unable += AfterStart;

    /// <summary>The process is gone.</summary>
    /// <param name="diskAbleSince">Since when the disk works; in the future where it did not.</param>
    public void End(DateTimeOffset diskAbleSince) => _ends.Add((world.Now, diskAbleSince));

    /// <summary>Its clock was put.</summary>
    public void PutClock(TimeSpan by)
    {
        Put += by.Duration();
        _unable += AfterStart;
    }

    /// <summary>Whether what it heard then was saved before it died.</summary>
    public bool IsSaved(DateTimeOffset heardAt) =>
        !_ends.Exists(end => end.At >= heardAt && end.At - (heardAt > end.AbleSince ? heardAt : end.AbleSince) < Saved);
}
