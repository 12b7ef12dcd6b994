using ElderAlert.Domain;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Clock;
using ElderAlert.Engine.Feed;
using ElderAlert.Engine.Ports;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Engine.Writing;

/// <summary>
/// The only one who changes anything. It takes what is in the inbox, decides in memory, appends everything in one transaction, and only
/// then tells callers, deadlines and the feed. A batch is what piled up during the last fsync.
/// </summary>
internal sealed class Writer(IJournal journal, LiveState live, DeadlineQueue deadlines, CommittedFeed feed, EngineOptions options, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>
    /// No incident; armed like one after a failure, so that the clock wakes the writer should nobody else: what is on disk after all, unknown
    /// to memory, has deadlines, and the device that brought it may be silent for good.
    /// </summary>
    private static readonly IncidentId Recovery = new("recovery");

    private readonly List<Work> _works = [];
    private int _batchLimit = options.BatchSize;
    private DateTimeOffset _tryAgainAt;
    private bool _isUnsure;

    /// <summary>Why the last append failed; null once one has succeeded again.</summary>
    public string? Fault { get; private set; }

    /// <summary>
    /// Is told of every committed entry, on the writer's thread; it must not wait. Of what a failed append has put on disk after all, it is told
    /// once state has been read anew, with the incident as that is then.
    /// </summary>
    public event Action<CommittedEntry>? Committed;

    /// <summary>Is told when state was read anew from the journal: at start, and after a failed append.</summary>
    public event Action? Reloaded;

    /// <summary>Reads what is committed: heads, file and incidents, and arms every deadline.</summary>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    public async ValueTask ReloadAsync(CancellationToken cancellation)
    {
        var snapshot = await journal.LoadAsync(cancellation);
        var untold = _isUnsure ? await ReadUntoldAsync(snapshot.Heads, cancellation) : [];
        live.Load(snapshot);
        _isUnsure = false;
        foreach (var incident in live.ByAge)
        {
            // While appends fail, what is overdue waits like everything else: two such incidents would keep the clock and this writer spinning.
            var due = EscalationSchedule.NextDeadline(incident)?.DueAt;
            deadlines.Arm(incident.Id, Fault is not null && due < _tryAgainAt ? _tryAgainAt : due);
        }

        feed.Restart(snapshot.Heads);
        Reloaded?.Invoke();
        foreach (var entry in untold)
        {
            Committed?.Invoke(new CommittedEntry(entry, entry.Incident is { } id ? live.Incidents.GetValueOrDefault(id) : null));
        }
    }

    /// <summary>What the disk has and memory does not know.</summary>
    private async Task<List<JournalEntry>> ReadUntoldAsync(IReadOnlyDictionary<CentreId, long> heads, CancellationToken cancellation)
    {
        var untold = new List<JournalEntry>();
        foreach (var (centre, head) in heads)
        {
            if (live.Head(centre) is var known && known < head)
            {
                await foreach (var entry in journal.ReadAsync(centre, known, cancellation))
                {
                    untold.Add(entry);
                }
            }
        }

        return untold;
    }

    /// <summary>Works until the inbox is closed and empty. What ends it before closes the inbox, and nobody waits in vain for an answer.</summary>
    public async Task RunAsync(Inbox inbox)
    {
        try
        {
            while (await inbox.WaitAsync())
            {
                _works.Clear();
                inbox.Take(_works, _batchLimit);
                await CarryOutAsync();
            }
        }
        catch (Exception error)
        {
            inbox.Close();
            inbox.Take(_works, int.MaxValue);
            foreach (var work in _works)
            {
                work.Fail(new EngineUnavailableException("the writer has stopped", error));
            }

            throw;
        }
    }

    private async Task CarryOutAsync()
    {
        var batch = new Batch(live, time.GetUtcNow(), _works.Count);
        var hasFailed = false;
        try
        {
            if (_isUnsure)
            {
                await ReloadAsync(CancellationToken.None);
                batch = new Batch(live, time.GetUtcNow(), _works.Count);
            }

            await LookUpAsync(batch);
            hasFailed = _works.RemoveAll(work => !TryDecide(work, batch)) > 0;
            if (!batch.IsEmpty)
            {
                await journal.AppendAsync(batch.ToCommit(), CancellationToken.None);
                live.Take(batch);
                Recover();
            }
        }
        catch (Exception failure)
        {
            Refuse(batch, failure);
            return;
        }

        try
        {
            Tell(batch, hasFailed);
        }
        catch (Exception error)
        {
            // It is on disk. Whoever was not told of it learns it with everybody else, when state is read anew.
            EngineLog.TellingFailed(log, error);
            _isUnsure = true;
            deadlines.Arm(Recovery, batch.Now + TryAgainAfter);
        }
    }

    private async ValueTask LookUpAsync(Batch batch)
    {
        foreach (var work in _works)
        {
            work.Want(batch.Known);
        }

        await batch.Known.LookUpAsync(journal, CancellationToken.None);
        foreach (var id in batch.Known.WantedIncidents.Where(id => batch.Find(id) is null))
        {
            var entries = await journal.ReadIncidentAsync(id, CancellationToken.None);
            if (entries.Count > 0)
            {
                batch.Recalled[id] = LiveState.Rebuild(entries);
            }
        }
    }

    private bool TryDecide(Work work, Batch batch)
    {
        try
        {
            work.Decide(batch);
            return true;
        }
        catch (Exception error)
        {
            EngineLog.WorkFailed(log, error);
            work.Fail(error);
            return false;
        }
    }

    private void Tell(Batch batch, bool hasFailed)
    {
        foreach (var work in _works)
        {
            work.Complete();
        }

        foreach (var incident in batch.Touched)
        {
            Arm(incident);
        }

        foreach (var id in batch.Known.WantedIncidents)
        {
            // A deadline that was taken out of the queue and turned out to be early must come back; one that cannot be decided, not at once.
            if (live.Incidents.TryGetValue(id, out var incident))
            {
                Arm(incident, notBefore: hasFailed ? batch.Now + TryAgainAfter : null);
            }
        }

        feed.Publish(batch.Feed);
        foreach (var entry in batch.Feed)
        {
            Committed?.Invoke(entry);
        }
    }

    private void Arm(Incident incident, DateTimeOffset? notBefore = null)
    {
        var due = EscalationSchedule.NextDeadline(incident)?.DueAt;
        deadlines.Arm(incident.Id, due < notBefore ? notBefore : due);
    }

    /// <summary>
    /// Nothing of the batch may be acknowledged. Whether the disk has it is unknown, so state is read anew before the next batch, and the
    /// next batches are single pieces, so that one that can never be committed does not take others down with it.
    /// </summary>
    private void Refuse(Batch batch, Exception failure)
    {
        EngineLog.AppendFailed(log, failure);
        Fault = failure.Message;
        _isUnsure = true;
        _tryAgainAt = time.GetUtcNow() + TryAgainAfter;
        _batchLimit = 1;
        foreach (var work in _works)
        {
            work.Fail(new EngineUnavailableException("the journal does not take entries: " + failure.Message, failure));
        }

        foreach (var id in batch.Known.WantedIncidents.Where(live.Incidents.ContainsKey).Append(Recovery))
        {
            deadlines.Arm(id, _tryAgainAt);
        }
    }

    private void Recover()
    {
        _batchLimit = Math.Min(options.BatchSize, _batchLimit * 2);
        if (Fault is not null)
        {
            Fault = null;
            EngineLog.AppendRecovered(log);
        }
    }
}
