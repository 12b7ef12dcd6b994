using Microsoft.Win32.SafeHandles;

namespace ElderAlert.Influx.Spool;

/// <summary>Appends framed records to the active segment. One thread.</summary>
internal sealed class SegmentWriter(SpoolFolder folder, SpoolOptions options) : IDisposable
{
    private SafeFileHandle? _file;

    /// <summary>Position up to which everything is forced to the disk.</summary>
    public long Durable { get; private set; } = folder.End;

    public bool IsDirty => Durable < folder.End;

    /// <summary>
    /// Hands the records to the operating system: from here they survive the end of the process, though not a power cut.
    /// After an exception nothing has been appended, and the same bytes may be appended again.
    /// </summary>
    public void Append(ReadOnlySpan<byte> records)
    {
        var active = folder.Active;
        if (active.Length >= options.SegmentBytes)
        {
            Sync();
            _file?.Dispose();
            _file = null;
            active = folder.Roll();
        }

        _file ??= File.OpenHandle(active.Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read | FileShare.Delete);
        RandomAccess.Write(_file, records, active.Length);
        folder.Extend(records.Length);
    }

    /// <summary>Forces everything appended to the disk.</summary>
    public void Sync()
    {
        if (_file is not null && IsDirty)
        {
            RandomAccess.FlushToDisk(_file);
            Durable = folder.End;
        }
    }

    public void Dispose() => _file?.Dispose();
}
