using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Clock;
using ElderAlert.Engine.Duty;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Engine.Faults;

/// <summary>
/// Looks every few seconds, and whenever somebody signs on or off, whether something fell through: raises a fault for every console and
/// for the health check, and does what was left undone. It has a timer and a loop of its own and shares nothing with the deadline clock.
/// </summary>
/// <param name="audit">What it looks for.</param>
/// <param name="clock">The clock that it does not trust.</param>
/// <param name="isJournalFailing">Whether the last append failed.</param>
/// <param name="options">How often it looks.</param>
/// <param name="time">The time.</param>
/// <param name="log">Told of each fault that begins.</param>
internal sealed class Auditor(Audit audit, ClockLoop clock, Func<bool> isJournalFailing, EngineOptions options, TimeProvider time, ILogger log)
{
    private readonly FaultBook _book = new();
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _somethingChanged = new(0, 1);
    private long _began = time.GetTimestamp();
    private long _lastLook = time.GetTimestamp();
    private DateTimeOffset _lastWall = time.GetUtcNow();

    /// <summary>The faults that reign now.</summary>
    public IReadOnlyList<EngineFault> Faults => _book.Current;

    /// <summary>How long ago it last looked; more than a few intervals means that nobody audits.</summary>
    public TimeSpan SinceLastLook => time.GetElapsedTime(Interlocked.Read(ref _lastLook));

    /// <summary>Runs until cancelled.</summary>
    /// <param name="consoles">Whose changes are looked at without delay.</param>
    /// <param name="fire">Hands an incident to the writer, as the deadline clock should have; must not wait, for a full inbox must not stop the auditor.</param>
    /// <param name="record">Journals a fact; must not wait, and is cancelled when it cannot be taken now.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task RunAsync(
        ConsoleRegister consoles, Action<IncidentId> fire, Func<CentreId, CentreEvent, Task> record, CancellationToken cancellation)
    {
        _began = time.GetTimestamp();
        consoles.Changed += Wake;
        try
        {
            while (true)
            {
                await NapAsync(cancellation);
                Look(fire, record);
            }
        }
        finally
        {
            consoles.Changed -= Wake;
        }
    }

    /// <summary>
    /// How much of everybody's lateness is nobody's fault: the whole process was stopped (a computer that slept, a virtual machine that was
    /// moved), which the auditor sees by its own lateness, or the wall clock was put forward.
    /// </summary>
    private TimeSpan Excuse()
    {
        var late = SinceLastLook - options.AuditInterval;
        var putForward = time.GetUtcNow() - _lastWall - SinceLastLook;
        return Longer(late, TimeSpan.Zero) + Longer(putForward, TimeSpan.Zero);

        static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
    }

    private void Remember()
    {
        Interlocked.Exchange(ref _lastLook, time.GetTimestamp());
        _lastWall = time.GetUtcNow();
    }

    private void Look(Action<IncidentId> fire, Func<CentreId, CentreEvent, Task> record)
    {
        var excuse = Excuse();
        var found = audit.Look(time.GetUtcNow(), clock.SinceLastLook, excuse, time.GetElapsedTime(_began), isJournalFailing());
        foreach (var incident in found.Due)
        {
            fire(incident);
        }

        foreach (var fault in _book.Take(found.Faults))
        {
            var level = fault.Kind == FaultKind.NobodySignedOn ? LogLevel.Warning : LogLevel.Critical;
            EngineLog.FaultRaised(log, level, fault.Centre.Value, fault.Kind, fault.Reason);
        }

        _book.Tell(record);
        Remember();
    }

    private async Task NapAsync(CancellationToken cancellation)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var change = _somethingChanged.WaitAsync(woken.Token);
        await Task.WhenAny(change, Task.Delay(options.AuditInterval, time, woken.Token));
        await woken.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_somethingChanged.CurrentCount == 0)
            {
                _somethingChanged.Release();
            }
        }
    }
}
