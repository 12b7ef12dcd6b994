namespace ElderAlert.Engine;

/// <summary>How much the engine takes at once, and how closely it is watched.</summary>
/// <param name="BatchSize">The most pieces of work in one transaction; default 512. There is no artificial delay: a batch is what piled up during the last fsync.</param>
/// <param name="InboxCapacity">How many pieces of work may wait per lane before callers wait (and devices get no PUBACK yet); default 8,192. Nothing is ever dropped.</param>
/// <param name="NotificationWorkers">How many notifications are sent side by side; default 32, so that a provider that hangs holds up few.</param>
/// <param name="WriterScheduler">Where the writer works; default null: on a thread of its own, as it waits there for the disk. A simulation has its own order of things.</param>
public sealed record EngineOptions(
    int BatchSize = 512, int InboxCapacity = 8_192, int NotificationWorkers = 32, TaskScheduler? WriterScheduler = null)
{
    /// <summary>How often the auditor looks for what the deadline clock has missed; default 5 s.</summary>
    public TimeSpan AuditInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A deadline that is overdue by more than this was lost, and is a fault; default 30 s.</summary>
    public TimeSpan OverdueAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A deadline clock that has not looked for this long is stuck; default 10 s, ten times its longest nap.</summary>
    public TimeSpan ClockStuckAfter { get; init; } = TimeSpan.FromSeconds(10);
}
