using ElderAlert.Influx.Spool;
using ElderAlert.Influx.Tests.Support;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Influx.Tests.Spool;

public sealed class DiskSpoolTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly RecordingLogger<DiskSpool> _logger = new();
    private readonly List<SpoolLoss> _losses = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_AfterAppend_GivesEveryLineInOrder()
    {
        await using var spool = Open();
        await AppendAsync(spool, 1, 2500);

        Assert.Equal(Enumerable.Range(1, 2500), Points.ReadNumbers(spool.Reader));
        Assert.Null(spool.Reader.Read(1000, 1 << 20));
        Assert.Equal(2500, spool.Status.AppendedLines);
    }

    [Fact]
    public async Task Read_AfterRestart_ResumesAfterTheAcknowledgedLine()
    {
        await using (var spool = Open())
        {
            await AppendAsync(spool, 1, 100);
            var first = spool.Reader.Read(40, 1 << 20)!;
            spool.Reader.Acknowledge(first.End);
            Assert.Equal(60, Points.ReadNumbers(spool.Reader).Count);
        }

        await using var again = Open();
        await AppendAsync(again, 101, 10);
        Assert.Equal(Enumerable.Range(41, 70), Points.ReadNumbers(again.Reader));
        Assert.Empty(_losses);
    }

    [Fact]
    public async Task Read_AcrossManySegments_LosesAndDoublesNothing()
    {
        await using var spool = Open(segmentBytes: 1024);
        for (var n = 1; n <= 500; n += 5)
        {
            await AppendAsync(spool, n, 5);
        }

        Assert.True(SegmentFiles().Length > 10);
        var numbers = new List<int>();
        while (spool.Reader.Read(7, 300) is { } batch)
        {
            numbers.AddRange(batch.Lines.Select(line => Points.NumberOf(System.Text.Encoding.UTF8.GetString(line.Span))));
            spool.Reader.Acknowledge(batch.End);
        }

        Assert.Equal(Enumerable.Range(1, 500), numbers);
        Assert.Single(SegmentFiles());
        Assert.Equal(0, spool.Status.PendingBytes);
    }

    [Fact]
    public async Task Open_EverythingAcknowledged_GivesTheSpaceBack()
    {
        await using (var spool = Open())
        {
            await AppendAsync(spool, 1, 100);
            spool.Reader.Acknowledge(spool.Reader.Read(1000, 1 << 20)!.End);
        }

        await using var again = Open();
        Assert.Empty(SegmentFiles());
        Assert.Equal(0, again.Status.PendingBytes);
    }

    [Fact]
    public async Task Open_LostAcknowledgedFile_ReadsEverythingAgain()
    {
        await using (var spool = Open())
        {
            await AppendAsync(spool, 1, 100);
            spool.Reader.Acknowledge(spool.Reader.Read(50, 1 << 20)!.End);
        }

        await File.WriteAllBytesAsync(_folder["acknowledged"], [1, 2, 3]);
        await using var again = Open();
        Assert.Equal(Enumerable.Range(1, 100), Points.ReadNumbers(again.Reader));
    }

    [Fact]
    public async Task Open_FolderInUse_IsRefused()
    {
        await using var spool = Open();
        Assert.Throws<IOException>(() => Open());
    }

    [Fact]
    public async Task TryAppend_WithoutFlush_IsForcedToTheDiskAfterTheInterval()
    {
        await using var spool = Open();
        Assert.True(spool.TryAppend(Points.Range(1, 10)));
        await Eventually.HoldsAsync(() => spool.End > 0 && _clock.NextTimer is not null, "the lines are written and the flush is due");
        Assert.Equal(0, spool.Durable);

        _clock.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Equal(0, spool.Durable);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually.HoldsAsync(() => spool.Durable == spool.End, "the lines are on the disk");
    }

    [Fact]
    public async Task TryAppend_DiskRefuses_FillsTheQueueThenRefusesAndRecovers()
    {
        await using var spool = Open(queueCapacity: 4);
        var inTheWay = _folder[new string('0', 20) + ".spool-v1"];
        Directory.CreateDirectory(inTheWay);

        Assert.True(spool.TryAppend(Points.Range(1, 1)));
        await Eventually.HoldsAsync(() => spool.Status.Fault is not null, "the disk fault shows");
        for (var n = 2; n <= 5; n++)
        {
            Assert.True(spool.TryAppend(Points.Range(n, 1)));
        }

        Assert.False(spool.TryAppend(Points.Range(6, 3)));
        Assert.Equal(3, spool.Status.RefusedLines);
        Assert.Single(_logger.Entries, entry => entry.Id.Id == 7002);

        Directory.Delete(inTheWay);
        await Eventually.HoldsAsync(() => _clock.NextTimer is not null, "the writer waits for its next try");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await spool.FlushAsync();

        Assert.Null(spool.Status.Fault);
        Assert.Equal(Enumerable.Range(1, 5), Points.ReadNumbers(spool.Reader));
        Assert.True(spool.TryAppend(Points.Range(9, 1)));
        Assert.Single(_logger.Entries, entry => entry.Id.Id == 7003);
    }

    [Fact]
    public async Task DisposeAsync_DiskRefuses_CountsWhatIsAbandoned()
    {
        var spool = Open();
        Directory.CreateDirectory(_folder[new string('0', 20) + ".spool-v1"]);
        Assert.True(spool.TryAppend(Points.Range(1, 7)));
        await spool.DisposeAsync();

        Assert.Equal(7, spool.Status.RefusedLines);
        Assert.Contains(_logger.Entries, entry => entry.Id.Id == 7006 && entry.Level == LogLevel.Critical);
    }

    [Fact]
    public async Task AppendAsync_QueueFull_WaitsForRoom()
    {
        await using var spool = Open(queueCapacity: 1);
        var inTheWay = _folder[new string('0', 20) + ".spool-v1"];
        Directory.CreateDirectory(inTheWay);
        Assert.True(spool.TryAppend(Points.Range(1, 1)));
        await Eventually.HoldsAsync(() => spool.Status.Fault is not null, "the disk fault shows");
        Assert.True(spool.TryAppend(Points.Range(2, 1)));

        var waiting = spool.AppendAsync(Points.Range(3, 1)).AsTask();
        Assert.False(waiting.IsCompleted);

        Directory.Delete(inTheWay);
        await Eventually.HoldsAsync(() => _clock.NextTimer is not null, "the writer waits for its next try");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await waiting;
        await spool.FlushAsync();
        Assert.Equal([1, 2, 3], Points.ReadNumbers(spool.Reader));
        Assert.Equal(0, spool.Status.RefusedLines);
    }

    [Fact]
    public async Task Append_SpoolFull_DropsTheOldestSegmentLoudly()
    {
        await using var spool = Open(segmentBytes: 1024, maxBytes: 4096);
        for (var n = 1; n <= 200; n++)
        {
            await AppendAsync(spool, n, 1);
        }

        var kept = Points.ReadNumbers(spool.Reader);
        Assert.NotEmpty(_losses);
        Assert.All(_losses, loss => Assert.Equal(SpoolLossReason.SpoolFull, loss.Reason));
        Assert.Equal(_losses.Sum(loss => loss.Bytes), spool.Status.DroppedBytes);
        Assert.Equal(_losses.Count, _logger.Entries.Count(entry => entry.Level == LogLevel.Critical));
        Assert.Equal(Enumerable.Range(kept[0], 201 - kept[0]), kept);
        Assert.True(SegmentFiles().Sum(file => file.Length) <= 4096 + 1024);
        Assert.Equal(spool.End, _losses.Sum(loss => loss.Bytes) + spool.Status.PendingBytes);
    }

    [Fact]
    public async Task Append_SpoolFullOfAcknowledgedLines_ReportsNoLoss()
    {
        await using var spool = Open(segmentBytes: 1024, maxBytes: 4096);
        for (var n = 1; n <= 200; n++)
        {
            await AppendAsync(spool, n, 1);
            spool.Reader.Acknowledge(spool.Reader.Read(10, 4096)!.End);
        }

        Assert.Empty(_losses);
    }

    private DiskSpool Open(long segmentBytes = 1 << 20, long maxBytes = 1 << 30, int queueCapacity = 1000) => DiskSpool.Open(
        new SpoolOptions { Folder = _folder.Path, SegmentBytes = segmentBytes, MaxBytes = maxBytes, QueueCapacity = queueCapacity },
        _clock,
        _logger,
        _losses.Add);

    private FileInfo[] SegmentFiles() => new DirectoryInfo(_folder.Path).GetFiles("*.spool-v1");

    private static async Task AppendAsync(DiskSpool spool, int first, int count)
    {
        Assert.True(spool.TryAppend(Points.Range(first, count)));
        await spool.FlushAsync();
    }
}
