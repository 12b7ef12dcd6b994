using ElderAlert.Tests.Shared;

namespace ElderAlert.Engine.Tests.Faults;

/// <summary>A clock whose short timers, the deadline clock's naps, stop firing on command. Longer ones, the auditor's, go on.</summary>
internal sealed class StuckClock(FakeClock clock) : TimeProvider
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(1);

    public bool IsStuck { get; set; }

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, IsStuck && dueTime <= LongestNap ? Timeout.InfiniteTimeSpan : dueTime, period);
}
