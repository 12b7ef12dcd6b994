using ElderAlert.Domain;

namespace ElderAlert.Engine.Clock;

/// <summary>
/// Which incident is due when. Arming again replaces the earlier time; what was armed before is dropped when it comes up,
/// so a timer is never cancelled.
/// </summary>
internal sealed class DeadlineQueue
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<IncidentId, DateTimeOffset> _queue = new();
    private readonly Dictionary<IncidentId, DateTimeOffset> _armed = [];
    private readonly SemaphoreSlim _sooner = new(0, 1);

    /// <summary>How many incidents have a deadline.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _armed.Count;
            }
        }
    }

    /// <summary>Sets an incident's next time; null when it has none.</summary>
    public void Arm(IncidentId incident, DateTimeOffset? due)
    {
        lock (_gate)
        {
            if (due is not { } at)
            {
                _armed.Remove(incident);
                return;
            }

            if (_armed.TryGetValue(incident, out var same) && same == at)
            {
                return;
            }

            _armed[incident] = at;
            var isSoonest = !_queue.TryPeek(out _, out var soonest) || at < soonest;
            _queue.Enqueue(incident, at);
            if (isSoonest && _sooner.CurrentCount == 0)
            {
                _sooner.Release();
            }
        }
    }

    /// <summary>Takes out those that are due. They come back when they are armed again.</summary>
    public IReadOnlyList<IncidentId> TakeDue(DateTimeOffset now)
    {
        List<IncidentId> due = [];
        lock (_gate)
        {
            while (_queue.TryPeek(out var incident, out var at) && at <= now)
            {
                _queue.Dequeue();
                if (_armed.TryGetValue(incident, out var armed) && armed == at)
                {
                    _armed.Remove(incident);
                    due.Add(incident);
                }
            }
        }

        return due;
    }

    /// <summary>The soonest time, stale ones included; null when there is none.</summary>
    public DateTimeOffset? Soonest()
    {
        lock (_gate)
        {
            return _queue.TryPeek(out _, out var at) ? at : null;
        }
    }

    /// <summary>Waits until something sooner than all before is armed.</summary>
    public Task WaitForSoonerAsync(CancellationToken cancellation) => _sooner.WaitAsync(cancellation);
}
