using System.Threading.Channels;
using ElderAlert.Influx.Lines;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Influx.Spool;

/// <summary>
/// Keeps lines on disk until the server has accepted them, through restarts, kills and full disks.
/// </summary>
/// <remarks>
/// <para>What an append promises: when <see cref="TryAppend"/> returns true, the lines are in memory and ahead of later
/// ones. A background writer hands them to the operating system at once (they then survive a kill of the process) and forces
/// them to the disk at most <see cref="SpoolOptions.FlushInterval"/> later (they then survive a power cut).
/// <see cref="FlushAsync"/> returns when everything appended before it is on the disk. Telemetry only: an alarm is never
/// entrusted to this class.</para>
/// <para>What a full spool does: a full queue in memory refuses, a full disk makes the queue fill, and a spool at
/// <see cref="SpoolOptions.MaxBytes"/> drops its oldest segment as the last resort, because fresh vital signs are worth more than
/// old ones. Each is counted in <see cref="Status"/> and logged; losses of stored lines also reach the observer.</para>
/// </remarks>
public sealed class DiskSpool : IAsyncDisposable
{
    private readonly SpoolOptions _options;
    private readonly ILogger _logger;
    private readonly SpoolLosses _losses;
    private readonly SpoolFolder _folder;
    private readonly Channel<QueuedLines> _queue;
    private readonly SpoolWriteLoop _loop;
    private readonly Task _running;
    private long _refusedLines;
    private int _refusing;
    private int _disposed;

    private DiskSpool(SpoolOptions options, TimeProvider time, ILogger<DiskSpool> logger, Action<SpoolLoss>? lost)
    {
        _options = options;
        _logger = logger;
        _losses = new SpoolLosses(logger, lost);
        _folder = SpoolFolder.Open(options, _losses);
        _queue = Channel.CreateBounded<QueuedLines>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        Reader = new SpoolReader(_folder, _losses);
        _loop = new SpoolWriteLoop(_queue.Reader, new SegmentWriter(_folder, options), Reader.Wake, new SpoolWriteLoopContext(options.FlushInterval, time, logger));
        _running = Task.Run(WriteAsync);
    }

    /// <summary>What it holds and has lost.</summary>
    public SpoolStatus Status => new(
        PendingBytes: _folder.End - _folder.Unacknowledged,
        QueuedBatches: _queue.Reader.Count,
        AppendedLines: _loop.WrittenLines,
        RefusedLines: Volatile.Read(ref _refusedLines) + _loop.AbandonedLines,
        DroppedBytes: _losses.DroppedBytes,
        DamagedBytes: _losses.DamagedBytes,
        Fault: _loop.Fault);

    /// <summary>Where the next line will be: what is in front of it was appended before.</summary>
    public long Position => _folder.End;

    /// <summary>Whether the server has every line in front of a position.</summary>
    public bool HasSent(long position) => _folder.Unacknowledged >= position;

    internal string Folder => _options.Folder;

    internal SpoolReader Reader { get; }

    internal long Durable => _loop.Durable;

    internal long End => _folder.End;

    /// <summary>
    /// Opens the folder, cuts a torn end off at its first bad record (reported as <see cref="SpoolLossReason.TornTail"/>) and resumes
    /// after the last acknowledged line. Throws <see cref="IOException"/> when another process has it open.
    /// </summary>
    /// <param name="options">Where and how much.</param>
    /// <param name="time">The clock of <see cref="SpoolOptions.FlushInterval"/>.</param>
    /// <param name="logger">Told of every loss, refusal and disk fault.</param>
    /// <param name="lost">Told of every loss of stored lines, on the thread that found it; it must return at once.</param>
    public static DiskSpool Open(SpoolOptions options, TimeProvider time, ILogger<DiskSpool> logger, Action<SpoolLoss>? lost = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new DiskSpool(options, time, logger, lost);
    }

    /// <summary>Appends without ever waiting. False: the queue in memory is full, nothing was taken, and the lines are counted as refused.</summary>
    public bool TryAppend(IReadOnlyList<InfluxPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
        {
            return true;
        }

        var lines = PooledLines.Encode(points);
        if (_queue.Writer.TryWrite(new QueuedLines(lines)))
        {
            if (Volatile.Read(ref _refusing) == 1 && _queue.Reader.Count <= _options.QueueCapacity / 2 && Interlocked.Exchange(ref _refusing, 0) == 1)
            {
                InfluxLog.SpoolTaking(_logger, Volatile.Read(ref _refusedLines));
            }

            return true;
        }

        lines.Dispose();
        Interlocked.Add(ref _refusedLines, points.Count);
        if (Interlocked.Exchange(ref _refusing, 1) == 0)
        {
            InfluxLog.SpoolRefusing(_logger, _options.QueueCapacity);
        }

        return false;
    }

    /// <summary>
    /// Appends and returns when the lines are with the operating system, safe from a kill of the process. Waits while the queue is
    /// full or the disk refuses; throws <see cref="IOException"/> when the spool is closed before the disk took them.
    /// </summary>
    public async ValueTask AppendAsync(IReadOnlyList<InfluxPoint> points, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
        {
            return;
        }

        var lines = PooledLines.Encode(points);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _queue.Writer.WriteAsync(new QueuedLines(lines, Written: written), cancellationToken);
        }
        catch
        {
            lines.Dispose();
            throw;
        }

        await UnlessWriterEndsAsync(written.Task, cancellationToken);
    }

    /// <summary>Returns when everything appended before this call is on the disk.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(new QueuedLines(null, Flushed: flushed), cancellationToken);
        await UnlessWriterEndsAsync(flushed.Task, cancellationToken);
    }

    /// <summary>Writes and forces what is queued, then closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        _queue.Writer.TryComplete();
        _loop.Stop();
        await _running;
        _loop.Dispose();
        Reader.Dispose();
        _folder.Dispose();
    }

    private async Task UnlessWriterEndsAsync(Task awaited, CancellationToken cancellationToken) =>
        await await Task.WhenAny(awaited, _running).WaitAsync(cancellationToken);

    /// <summary>Should the writer ever end by itself, the queue closes with it: appends are then refused and counted, not swallowed.</summary>
    private async Task WriteAsync()
    {
        try
        {
            await _loop.RunAsync();
        }
        finally
        {
            _queue.Writer.TryComplete();
        }
    }
}
