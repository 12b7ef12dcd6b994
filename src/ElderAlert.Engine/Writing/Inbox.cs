using System.Threading.Channels;

namespace ElderAlert.Engine.Writing;

/// <summary>
/// What waits for the writer: alarms and deadlines first, everything else after, but never starved. Bounded by making callers wait.
/// Many add; one takes.
/// </summary>
internal sealed class Inbox
{
    /// <summary>One in this many places of a batch is kept for the other lane.</summary>
    private const int ShareOfOthers = 8;

    private readonly Channel<Work> _alarms;
    private readonly Channel<Work> _others;
    private TaskCompletionSource? _waiting;
    private volatile bool _isClosed;

    public Inbox(int capacity)
    {
        var bounds = new BoundedChannelOptions(capacity) { SingleReader = true };
        _alarms = Channel.CreateBounded<Work>(bounds);
        _others = Channel.CreateBounded<Work>(bounds);
    }

    private bool IsEmpty => _alarms.Reader.Count == 0 && _others.Reader.Count == 0;

    /// <summary>Waits for room, then for nothing more.</summary>
    /// <exception cref="EngineUnavailableException">The engine has stopped.</exception>
    public async ValueTask AddAsync(Work work, bool isAlarm, CancellationToken cancellation)
    {
        try
        {
            await (isAlarm ? _alarms : _others).Writer.WriteAsync(work, cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw new EngineUnavailableException("the engine has stopped", closed);
        }

        Wake();
    }

    /// <summary>Puts work in if there is room now.</summary>
    public bool TryAdd(Work work, bool isAlarm)
    {
        var isIn = (isAlarm ? _alarms : _others).Writer.TryWrite(work);
        Wake();
        return isIn;
    }

    /// <summary>Nothing more comes in; what is there is still taken.</summary>
    public void Close()
    {
        _alarms.Writer.TryComplete();
        _others.Writer.TryComplete();
        _isClosed = true;
        Wake();
    }

    /// <summary>Waits for work, on the caller's scheduler. False when closed and empty.</summary>
    public async ValueTask<bool> WaitAsync()
    {
        while (IsEmpty)
        {
            if (_isClosed)
            {
                return !IsEmpty;
            }

            // Whoever adds completes it straight into the writer's scheduler, without a pool thread in between.
            var arrival = new TaskCompletionSource();
            Interlocked.Exchange(ref _waiting, arrival);
            if (IsEmpty && !_isClosed)
            {
                await arrival.Task;
            }
        }

        return true;
    }

    /// <summary>Takes what is there, at most <paramref name="limit"/>.</summary>
    public void Take(List<Work> into, int limit)
    {
        var reserved = _others.Reader.Count > 0 ? Math.Min(_others.Reader.Count, Math.Max(1, limit / ShareOfOthers)) : 0;
        while (into.Count < Math.Max(1, limit - reserved) && _alarms.Reader.TryRead(out var alarm))
        {
            into.Add(alarm);
        }

        while (into.Count < limit && _others.Reader.TryRead(out var other))
        {
            into.Add(other);
        }
    }

    private void Wake() => Interlocked.Exchange(ref _waiting, null)?.TrySetResult();
}
