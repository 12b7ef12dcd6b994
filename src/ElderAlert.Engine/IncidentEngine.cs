using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Clock;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Duty;
using ElderAlert.Engine.Faults;
using ElderAlert.Engine.Feed;
using ElderAlert.Engine.Notifications;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Writing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Engine;

/// <summary>
/// The only mutator of incidents and directory. Each call completes after its decision is on disk; what a caller has not been answered
/// has not happened, or will be found to have happened when it asks again with the same id.
/// </summary>
public sealed class IncidentEngine : IHostedService
{
    private readonly IJournal _journal;
    private readonly ILogger<IncidentEngine> _log;
    private readonly LiveState _live = new();
    private readonly DeadlineQueue _deadlines = new();
    private readonly Inbox _inbox;
    private readonly Writer _writer;
    private readonly TaskScheduler? _scheduler;
    private readonly ClockLoop _clock;
    private readonly Auditor _auditor;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _dying = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _writing = Task.CompletedTask;
    private Task _ticking = Task.CompletedTask;
    private Task _auditing = Task.CompletedTask;
    private string? _death;

    /// <summary>An engine over a journal; it does nothing before <see cref="StartAsync"/>.</summary>
    public IncidentEngine(IJournal journal, TimeProvider time, EngineOptions options, ILogger<IncidentEngine> log)
    {
        _journal = journal;
        _log = log;
        _inbox = new Inbox(options.InboxCapacity);
        _scheduler = options.WriterScheduler;
        _clock = new ClockLoop(_deadlines, time);
        _auditor = new Auditor(new Audit(_live, Handovers, options), _clock, () => _writer!.Fault is not null, options, time, log);
        _writer = new Writer(journal, _live, _deadlines, Feed, options, time, log);
        _writer.Committed += entry => Committed?.Invoke(entry);
        _writer.Reloaded += () => Reloaded?.Invoke();
    }

    /// <summary>Everything on file, as committed.</summary>
    public DirectoryIndex Directory => _live.Directory;

    /// <summary>Tells of each commit.</summary>
    public CommittedFeed Feed { get; } = new();

    /// <summary>Why nothing can be acknowledged now; null while all is well.</summary>
    public string? Fault => _death ?? _writer.Fault;

    /// <summary>
    /// Completes when the writer or the deadline clock has ended unbidden; <see cref="Fault"/> says why. Nothing in this process brings them
    /// back: it is to end and to be started anew.
    /// </summary>
    public Task Death => _dying.Task;

    /// <summary>It takes nothing more: it was stopped, or died.</summary>
    public bool IsStopped => _stopping.IsCancellationRequested || _death is not null;

    /// <summary>How long ago the deadline clock last looked; more than a few seconds means that escalations are late.</summary>
    public TimeSpan SinceClockLooked => _clock.SinceLastLook;

    /// <summary>How long ago the auditor last looked; more than a few of its intervals means that nobody looks for lost deadlines.</summary>
    public TimeSpan SinceAudited => _auditor.SinceLastLook;

    /// <summary>What is wrong now with deadlines, clock and consoles, as the auditor found it.</summary>
    public IReadOnlyList<EngineFault> Faults => _auditor.Faults;

    /// <summary>Who sits at a console; the host keeps it.</summary>
    public ConsoleRegister Consoles => _live.Consoles;

    /// <summary>What became of messages and calls that were handed to a provider.</summary>
    internal HandoverRecord Handovers { get; } = new();

    /// <summary>Is told of every committed entry on the writer's thread; it must not wait.</summary>
    internal event Action<CommittedEntry>? Committed;

    /// <summary>Is told when state was read anew from the journal.</summary>
    internal event Action? Reloaded;

    /// <summary>Reads the journal, arms every deadline and begins to work.</summary>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _writer.ReloadAsync(cancellationToken);
        EngineLog.Started(_log, _live.Incidents.Count);
        _writing = WriteAsync();
        _ticking = Task.Run(TickAsync, CancellationToken.None);
        _auditing = Task.Run(AuditAsync, CancellationToken.None);
    }

    /// <summary>Takes nothing more, finishes what was taken.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _inbox.Close();
        await Task.WhenAll(_writing, _ticking, _auditing).WaitAsync(cancellationToken);
    }

    /// <summary>Takes a signal; completes after the signal is on disk and its incident decided. Only then may the device be told.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public ValueTask<SignalReceipt> ReceiveAsync(Signal signal, CancellationToken cancellation) =>
        DoAsync(new SignalWork(signal), SignalKinds.LaneOf(signal.Kind) == Lane.Life, cancellation);

    /// <summary>Carries out a command on an incident of the centre; another centre's incident is not found.</summary>
    /// <param name="centre">The caller's centre.</param>
    /// <param name="incident">Which incident.</param>
    /// <param name="command">Builds the command with what is on file at the moment of the decision.</param>
    /// <param name="requestId">The caller's id of this request; the same id is carried out once. Null: always carried out.</param>
    /// <param name="cancellation">Stops waiting; the command may still be carried out.</param>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public ValueTask<CommandResult> ExecuteAsync(
        CentreId centre, IncidentId incident, Func<DecisionContext, IncidentCommand> command, string? requestId, CancellationToken cancellation) =>
        DoAsync(new CommandWork(centre, incident, command, requestId), isAlarm: true, cancellation);

    /// <summary>Opens an incident for a household, from a phone call. Parameters and errors as for <see cref="ExecuteAsync"/>.</summary>
    public ValueTask<CommandResult> OpenAsync(
        CentreId centre, HouseholdId household, Lane lane, Func<DecisionContext, IncidentCommand> command, string? requestId, CancellationToken cancellation) =>
        DoAsync(new OpenWork(centre, household, lane, command, requestId), isAlarm: true, cancellation);

    /// <summary>Changes the file: all of it or nothing.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public ValueTask<EditResult> EditAsync(DirectoryEdit edit, CancellationToken cancellation) =>
        DoAsync(new EditWork(edit), isAlarm: false, cancellation);

    /// <summary>Journals a fact of the centre and returns its position.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    public ValueTask<long> RecordAsync(CentreId centre, CentreEvent fact, CancellationToken cancellation) =>
        DoAsync(new FactWork(centre, fact), isAlarm: false, cancellation);

    /// <summary>The centre's incidents that are not closed, as committed, in the order of opening.</summary>
    public IReadOnlyList<Incident> OpenIncidents(CentreId centre) => _live.Incidents.Values
        .Where(i => i.Centre == centre && i.State != IncidentState.Closed)
        .OrderBy(i => i.OpenedAt)
        .ThenBy(i => i.Id.Value, StringComparer.Ordinal)
        .ToList();

    /// <summary>A centre's entries after a position, in order.</summary>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    internal IAsyncEnumerable<JournalEntry> ReadAsync(CentreId centre, long after, CancellationToken cancellation) => _journal.ReadAsync(centre, after, cancellation);

    /// <summary>An incident of the centre, from memory or rebuilt from the journal; null where there is none.</summary>
    public async ValueTask<Incident?> FindAsync(CentreId centre, IncidentId id, CancellationToken cancellation)
    {
        var incident = await FindAsync(id, cancellation);
        return incident?.Centre == centre ? incident : null;
    }

    /// <summary>An incident of any centre: for callers that hold proof of their own (a signed link, a provider's callback).</summary>
    public async ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellation)
    {
        if (_live.Incidents.TryGetValue(id, out var incident))
        {
            return incident;
        }

        var entries = await _journal.ReadIncidentAsync(id, cancellation);
        return entries.Count == 0 ? null : LiveState.Rebuild(entries);
    }

    /// <summary>The home's active incident of the lane, as committed; null where there is none. Its cost does not grow with the incidents that are open.</summary>
    public Incident? FindActive(HouseholdId household, Lane lane) => _live.FindActive(household, lane);

    /// <summary>Every incident that needs care, of all centres, the oldest first.</summary>
    internal IEnumerable<Incident> InCare => _live.ByAge;

    /// <summary>Every active incident of an outage, of all centres, the oldest first.</summary>
    internal IEnumerable<Incident> Outages => _live.Outages;

    /// <summary>When the deadline clock next has something to look at; null when nothing is armed.</summary>
    internal DateTimeOffset? NextDue => _deadlines.Soonest();

    /// <summary>Which incident is due when; for those who want to see it lose one.</summary>
    internal DeadlineQueue Deadlines => _deadlines;

    /// <summary>Hands a piece of work of the engine's own rooms to the writer.</summary>
    /// <exception cref="EngineUnavailableException">Nothing was committed.</exception>
    internal ValueTask<TResult> DoAsync<TResult>(Work<TResult> work, bool isAlarm, CancellationToken cancellation) =>
        !cancellation.CanBeCanceled && _inbox.TryAdd(work, isAlarm) ? new(work.Answer) : WaitForRoomAsync(work, isAlarm, cancellation);

    private async ValueTask<TResult> WaitForRoomAsync<TResult>(Work<TResult> work, bool isAlarm, CancellationToken cancellation)
    {
        await _inbox.AddAsync(work, isAlarm, cancellation);
        return await work.Answer.WaitAsync(cancellation);
    }

    private async Task WriteAsync()
    {
        using var thread = _scheduler is null ? new WriterThread() : null;
        try
        {
            await Task.Factory.StartNew(() => _writer.RunAsync(_inbox), CancellationToken.None, TaskCreationOptions.None, _scheduler ?? thread!).Unwrap();
        }
        catch (Exception error)
        {
            Die("the writer has stopped: " + error.Message);
            EngineLog.WriterDied(_log, error);
        }
    }

    private void Die(string reason)
    {
        _death = reason;
        _dying.TrySetResult();
    }

    private async Task TickAsync()
    {
        try
        {
            await _clock.RunAsync((incident, stop) => _inbox.AddAsync(new DeadlineWork(incident), isAlarm: true, stop), _stopping.Token);
        }
        catch (Exception error) when (!_stopping.IsCancellationRequested)
        {
            Die("the deadline clock has stopped: " + error.Message);
            EngineLog.ClockDied(_log, error);
        }
        catch (Exception error) when (error is OperationCanceledException or EngineUnavailableException)
        {
            EngineLog.ClockStopped(_log);
        }
    }

    private async Task AuditAsync()
    {
        try
        {
            await _auditor.RunAsync(
                Consoles,
                incident => _inbox.TryAdd(new DeadlineWork(incident), isAlarm: true),
                (centre, fact) =>
                {
                    var work = new FactWork(centre, fact);
                    return _inbox.TryAdd(work, isAlarm: false) ? work.Answer : Task.FromCanceled(new CancellationToken(canceled: true));
                },
                _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            EngineLog.AuditorStopped(_log);
        }
        catch (Exception error)
        {
            EngineLog.AuditorDied(_log, error);
        }
    }
}
