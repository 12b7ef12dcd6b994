namespace ElderAlert.Server.Hosting;

/// <summary>How much room there is where the journal lies. The last of it is the journal's own: telemetry gives way before alarms do.</summary>
/// <param name="measure">Gives the free bytes.</param>
/// <param name="time">For measuring at most once a second.</param>
internal sealed class DiskSpace(Func<long> measure, TimeProvider time)
{
    /// <summary>With less than this free, telemetry is not kept: enough for the alarms of a large centre for months.</summary>
    public const long JournalsOwn = 512L << 20;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private volatile Measurement? _last;

    /// <summary>Free bytes, as they were a moment ago.</summary>
    public long Free
    {
        get
        {
            if (_last is not { } last || time.GetElapsedTime(last.At) >= Fresh)
            {
                _last = last = new Measurement(measure(), time.GetTimestamp());
            }

            return last.Bytes;
        }
    }

    /// <summary>What is left belongs to the journal.</summary>
    public bool IsJournalsOwn => Free < JournalsOwn;

    /// <summary>The disk of a folder.</summary>
    public static DiskSpace Of(string folder, TimeProvider time)
    {
        var drive = new DriveInfo(Path.GetFullPath(folder));
        return new DiskSpace(() => drive.AvailableFreeSpace, time);
    }

    private sealed record Measurement(long Bytes, long At);
}
