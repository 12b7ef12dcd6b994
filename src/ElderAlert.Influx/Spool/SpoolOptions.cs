namespace ElderAlert.Influx.Spool;

/// <summary>Where the spool lives and how much it may hold.</summary>
public sealed record SpoolOptions
{
    /// <summary>The folder of the spool's files; created when missing. One process at a time may open it.</summary>
    public required string Folder { get; init; }

    /// <summary>Size at which a segment file is sealed and the next one begun. Default 8 MiB. Space is given back, and dropped when full, a segment at a time.</summary>
    public long SegmentBytes { get; init; } = 8L << 20;

    /// <summary>Size of all segments together. Default 1 GiB, about ten million lines. Beyond it the oldest segment is dropped, loudly.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Longest time a written line stays in the operating system's memory before it is forced to the disk. Default 200 ms.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Number of appended batches waiting in memory for the writer. Default 8,192; when it is reached, appends are refused and counted.</summary>
    public int QueueCapacity { get; init; } = 8192;

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentBytes, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBytes, 2 * SegmentBytes);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(FlushInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueCapacity, 1);
    }
}
