namespace ElderAlert.Influx.Spool;

/// <summary>
/// The files of a spool: which segments there are, how far the server has taken them, and what is given up when there
/// are too many. Shared by the writer and the reader.
/// </summary>
internal sealed class SpoolFolder : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SpoolOptions _options;
    private readonly SpoolLosses _losses;
    private readonly FileStream _lock;
    private readonly AcknowledgedPosition _acknowledged;
    private readonly List<SpoolSegment> _sealed;
    private SpoolSegment _active;

    private SpoolFolder(SpoolOptions options, SpoolLosses losses, FileStream folderLock)
    {
        _options = options;
        _losses = losses;
        _lock = folderLock;
        _acknowledged = AcknowledgedPosition.Open(Path.Combine(options.Folder, "acknowledged"));
        _sealed = [.. SpoolSegment.List(options.Folder)];
        CutTornTail();
        _active = SpoolSegment.Empty(options.Folder, Math.Max(_acknowledged.Value, _sealed.Count > 0 ? _sealed[^1].End : 0));
        DeleteAcknowledged();
    }

    /// <summary>Position after the last written byte.</summary>
    public long End
    {
        get
        {
            lock (_gate)
            {
                return _active.End;
            }
        }
    }

    /// <summary>Position from which to send after a restart.</summary>
    public long Unacknowledged
    {
        get
        {
            lock (_gate)
            {
                return Math.Max(_acknowledged.Value, _sealed.Count > 0 ? _sealed[0].Start : _active.Start);
            }
        }
    }

    public SpoolSegment Active
    {
        get
        {
            lock (_gate)
            {
                return _active;
            }
        }
    }

    public static SpoolFolder Open(SpoolOptions options, SpoolLosses losses)
    {
        Directory.CreateDirectory(options.Folder);
        var folderLock = new FileStream(Path.Combine(options.Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            return new SpoolFolder(options, losses, folderLock);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>The segment that holds the position or, where that has been dropped, the next one; null at the end.</summary>
    public SpoolSegment? Find(long position)
    {
        lock (_gate)
        {
            return _sealed.Find(segment => segment.End > position) ?? (_active.End > position ? _active : null);
        }
    }

    /// <summary>Makes bytes that are in the active file visible to the reader.</summary>
    public void Extend(int bytes)
    {
        lock (_gate)
        {
            _active = _active with { Length = _active.Length + bytes };
        }
    }

    /// <summary>Begins a new active segment and, when the spool is full, drops the oldest ones.</summary>
    public SpoolSegment Roll()
    {
        lock (_gate)
        {
            _sealed.Add(_active);
            _active = SpoolSegment.Empty(_options.Folder, _active.End);
            while (_sealed.Count > 0 && _active.End - _sealed[0].Start + _options.SegmentBytes > _options.MaxBytes)
            {
                var oldest = _sealed[0];
                Delete(oldest);
                _losses.Report(SpoolLossReason.SpoolFull, oldest.Name, oldest.End - Math.Max(oldest.Start, _acknowledged.Value));
            }

            return _active;
        }
    }

    public void Acknowledge(long position)
    {
        lock (_gate)
        {
            _acknowledged.Advance(position);
            DeleteAcknowledged();
        }
    }

    public void Dispose()
    {
        _acknowledged.Dispose();
        _lock.Dispose();
    }

    private void DeleteAcknowledged()
    {
        while (_sealed.Count > 0 && _sealed[0].End <= _acknowledged.Value)
        {
            Delete(_sealed[0]);
        }
    }

    private void Delete(SpoolSegment oldest)
    {
        File.Delete(oldest.Path);
        _sealed.RemoveAt(0);
    }

    /// <summary>Only the newest file can have been half written; a sealed one was forced to the disk before the next was begun.</summary>
    private void CutTornTail()
    {
        if (_sealed.Count == 0)
        {
            return;
        }

        var newest = _sealed[^1];
        var whole = newest.CountWholeBytes();
        if (whole < newest.Length)
        {
            using (var file = File.OpenHandle(newest.Path, FileMode.Open, FileAccess.Write))
            {
                RandomAccess.SetLength(file, whole);
                RandomAccess.FlushToDisk(file);
            }

            _losses.Report(SpoolLossReason.TornTail, newest.Name, newest.End - Math.Max(newest.Start + whole, _acknowledged.Value));
        }

        _sealed[^1] = newest with { Length = whole };
        if (whole == 0)
        {
            File.Delete(newest.Path);
            _sealed.RemoveAt(_sealed.Count - 1);
        }
    }
}
