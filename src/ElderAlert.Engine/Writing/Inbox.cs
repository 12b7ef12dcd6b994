using System.Threading.Channels;

namespace ElderAlert.Engine.Writing;

/// <summary>
/// What waits for the writer: alarms and deadlines first, everything else after, but never starved. Bounded by making callers wait.
/// </summary>
internal sealed class Inbox
{
    /// <summary>One in this many places of a batch is kept for the other lane.</summary>
    private const int ShareOfOthers = 8;

    private readonly Channel<Work> _alarms;
    private readonly Channel<Work> _others;

    public Inbox(int capacity)
    {
        var bounds = new BoundedChannelOptions(capacity) { SingleReader = true };
        _alarms = Channel.CreateBounded<Work>(bounds);
        _others = Channel.CreateBounded<Work>(bounds);
    }

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
    }

    /// <summary>Nothing more comes in; what is there is still taken.</summary>
    public void Close()
    {
        _alarms.Writer.TryComplete();
        _others.Writer.TryComplete();
    }

    /// <summary>Waits for work. False when closed and empty.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellation)
    {
        var alarms = _alarms.Reader.WaitToReadAsync(cancellation);
        if (alarms.IsCompletedSuccessfully && await alarms)
        {
            return true;
        }

        var others = _others.Reader.WaitToReadAsync(cancellation);
        if (others.IsCompletedSuccessfully && await others)
        {
            return true;
        }

        var (alarmsTask, othersTask) = (alarms.AsTask(), others.AsTask());
        var first = await Task.WhenAny(alarmsTask, othersTask);
        return await first || await (first == alarmsTask ? othersTask : alarmsTask);
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
}
