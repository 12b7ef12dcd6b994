using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Influx.Spool;

/// <summary>Something for the writer: lines to append, somebody waiting for them to be written, or somebody waiting for the disk.</summary>
internal readonly record struct QueuedLines(PooledLines? Lines, TaskCompletionSource? Written = null, TaskCompletionSource? Flushed = null);

internal sealed record SpoolWriteLoopContext(TimeSpan FlushInterval, TimeProvider Time, ILogger Logger);

/// <summary>
/// The only writer of the files. It writes what is queued at once and forces it to the disk when the oldest unforced
/// byte is <see cref="SpoolOptions.FlushInterval"/> old, or when somebody waits. A disk that refuses is tried again every second.
/// </summary>
internal sealed class SpoolWriteLoop(ChannelReader<QueuedLines> queue, SegmentWriter writer, Action wakeReader, SpoolWriteLoopContext context) : IDisposable
{
    private static readonly TimeSpan DiskRetry = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private Task<bool>? _arrival;
    private long _dirtySince;
    private long _durable = writer.Durable;
    private long _writtenLines;
    private long _abandonedLines;
    private volatile string? _fault;

    public long Durable => Volatile.Read(ref _durable);

    public long WrittenLines => Volatile.Read(ref _writtenLines);

    public long AbandonedLines => Volatile.Read(ref _abandonedLines);

    public string? Fault => _fault;

    /// <summary>From now on a refusing disk is not tried again: what it does not take is abandoned, counted and logged.</summary>
    public void Stop() => _stopping.Cancel();

    public async Task RunAsync()
    {
        try
        {
            await WriteAllAsync();
        }
        catch (Exception unexpected)
        {
            _fault = unexpected.Message;
            InfluxLog.SpoolWriterEnded(context.Logger, unexpected);
            FailWaiting(unexpected);
            throw;
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        _stopping.Dispose();
    }

    private async Task WriteAllAsync()
    {
        while (await WaitAsync())
        {
            while (queue.TryRead(out var queued))
            {
                await TakeAsync(queued);
                if (IsSyncDue())
                {
                    await SyncAsync();
                }
            }

            if (_waiting.Count > 0 || IsSyncDue())
            {
                await SyncAsync();
            }
        }

        await SyncAsync();
    }

    private bool IsSyncDue() => writer.IsDirty && context.Time.GetElapsedTime(_dirtySince) >= context.FlushInterval;

    private async ValueTask<bool> WaitAsync()
    {
        _arrival ??= queue.WaitToReadAsync().AsTask();
        if (writer.IsDirty && !_arrival.IsCompleted)
        {
            using var arrived = new CancellationTokenSource();
            var remaining = context.FlushInterval - context.Time.GetElapsedTime(_dirtySince);
            var due = Task.Delay(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, context.Time, arrived.Token);
            if (await Task.WhenAny(_arrival, due) == due)
            {
                return true;
            }

            await arrived.CancelAsync();
        }

        var more = await _arrival;
        _arrival = null;
        return more;
    }

    private async ValueTask TakeAsync(QueuedLines queued)
    {
        if (queued.Flushed is { } flushed)
        {
            _waiting.Add(flushed);
        }

        if (queued.Lines is { } lines)
        {
            var wasDirty = writer.IsDirty;
            if (await UntilDiskTakesAsync(() => writer.Append(lines.Bytes)))
            {
                _dirtySince = wasDirty ? _dirtySince : context.Time.GetTimestamp();
                Volatile.Write(ref _writtenLines, _writtenLines + lines.Count);
                wakeReader();
                queued.Written?.TrySetResult();
            }
            else
            {
                queued.Written?.TrySetException(new IOException(_fault));
                Volatile.Write(ref _abandonedLines, _abandonedLines + lines.Count);
                InfluxLog.SpoolAbandoned(context.Logger, lines.Count);
            }

            lines.Dispose();
        }
    }

    private async ValueTask SyncAsync()
    {
        var synced = await UntilDiskTakesAsync(writer.Sync);
        Volatile.Write(ref _durable, writer.Durable);
        if (!synced)
        {
            FailWaiting(new IOException(_fault));
        }

        foreach (var flushed in _waiting)
        {
            flushed.TrySetResult();
        }

        _waiting.Clear();
    }

    private void FailWaiting(Exception reason)
    {
        foreach (var flushed in _waiting)
        {
            flushed.TrySetException(reason);
        }

        _waiting.Clear();
    }

    private async ValueTask<bool> UntilDiskTakesAsync(Action step)
    {
        while (true)
        {
            try
            {
                step();
                if (_fault is not null)
                {
                    _fault = null;
                    InfluxLog.SpoolDiskBack(context.Logger);
                }

                return true;
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                if (_fault is null)
                {
                    InfluxLog.SpoolDiskFault(context.Logger, refused);
                }

                _fault = refused.Message;
            }

            if (_stopping.IsCancellationRequested)
            {
                return false;
            }

            await Task.Delay(DiskRetry, context.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
