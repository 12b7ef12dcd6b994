using System.Diagnostics;
using System.Globalization;
using ElderAlert.Influx.Spool;
using ElderAlert.Influx.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Influx.Tests.Spool;

public sealed class SpoolRecoveryTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<SpoolLoss> _losses = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_TornAtAnyByteOfTheLastRecord_KeepsTheOthersAndReportsTheRest()
    {
        var whole = await WriteAsync(9);
        var withLast = await WriteAsync(10);
        for (var length = whole.Length + 1; length < withLast.Length; length++)
        {
            await AssertRecoversAsync(withLast[..length], Enumerable.Range(1, 9), lost: length - whole.Length);
        }
    }

    [Fact]
    public async Task Open_AnyByteOfTheLastRecordChanged_KeepsTheOthersAndReportsTheRest()
    {
        var whole = await WriteAsync(9);
        var withLast = await WriteAsync(10);
        for (var at = whole.Length; at < withLast.Length; at++)
        {
            var changed = withLast.ToArray();
            changed[at] ^= 0x41;
            await AssertRecoversAsync(changed, Enumerable.Range(1, 9), lost: withLast.Length - whole.Length);
        }
    }

    [Fact]
    public async Task Open_ZeroesAfterTheLastRecord_AreCutOff()
    {
        var whole = await WriteAsync(10);
        await AssertRecoversAsync([.. whole, .. new byte[4096]], Enumerable.Range(1, 10), lost: 4096);
    }

    [Fact]
    public async Task Open_NothingWholeInTheFile_StartsEmpty()
    {
        await AssertRecoversAsync([1, 2, 3], [], lost: 3);
    }

    [Fact]
    public async Task Open_AcknowledgedLinesTornOff_DoesNotTakeNewLinesForAcknowledged()
    {
        await using (var spool = Open())
        {
            Assert.True(spool.TryAppend(Points.Range(1, 10)));
            await spool.FlushAsync();
            spool.Reader.Acknowledge(spool.Reader.Read(1000, 1 << 20)!.End);
        }

        var segment = SpoolSegment.List(_folder.Path).Single();
        await using (var file = File.OpenWrite(segment.Path))
        {
            file.SetLength(segment.Length / 2);
        }

        await using var again = Open();
        Assert.True(again.TryAppend(Points.Range(11, 2)));
        await again.FlushAsync();
        Assert.Equal([11, 12], Points.ReadNumbers(again.Reader));
        Assert.Empty(_losses);
    }

    [Fact]
    public async Task Read_RecordDamagedInASealedSegment_SkipsTheRestOfThatSegmentOnly()
    {
        await using (var spool = Open(segmentBytes: 1024))
        {
            for (var n = 1; n <= 100; n++)
            {
                Assert.True(spool.TryAppend(Points.Range(n, 1)));
            }

            await spool.FlushAsync();
        }

        var segments = SpoolSegment.List(_folder.Path).ToArray();
        var damaged = segments[1];
        var bytes = await File.ReadAllBytesAsync(damaged.Path);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(damaged.Path, bytes);

        await using var again = Open(segmentBytes: 1024);
        var numbers = Points.ReadNumbers(again.Reader);
        var loss = Assert.Single(_losses);
        Assert.Equal(SpoolLossReason.DamagedRecord, loss.Reason);
        Assert.Equal(damaged.Name, loss.File);
        Assert.InRange(loss.Bytes, 1, damaged.Length - 1);
        Assert.Equal(loss.Bytes, again.Status.DamagedBytes);
        Assert.Contains(1, numbers);
        Assert.Contains(100, numbers);
        Assert.InRange(numbers.Count, 80, 99);
        Assert.Equal(numbers.Order(), numbers);
    }

    [Fact]
    public async Task Open_AfterKill_HasEveryLineThatWasFlushed()
    {
        var progress = _folder["progress"];
        var program = Path.Combine(AppContext.BaseDirectory, "ElderAlert.Influx.Tests");
        var start = new ProcessStartInfo(program, ["-explicit", "only", "-method", SpoolVictim.FullName])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment[SpoolVictim.FolderVariable] = _folder["spool"];
        start.Environment[SpoolVictim.ProgressVariable] = progress;
        using var victim = Process.Start(start)!;
        victim.OutputDataReceived += (_, _) => { };
        victim.BeginOutputReadLine();

        await Eventually.HoldsAsync(() => victim.HasExited || Flushed(progress) > 20_000, "the child has flushed enough");
        Assert.False(victim.HasExited);
        victim.Kill();
        await victim.WaitForExitAsync();

        var promised = Flushed(progress);
        await using var spool = DiskSpool.Open(
            new SpoolOptions { Folder = _folder["spool"] }, TimeProvider.System, NullLogger<DiskSpool>.Instance, _losses.Add);
        var numbers = Points.ReadNumbers(spool.Reader);
        Assert.True(numbers.Count >= promised, $"{promised} lines were flushed, {numbers.Count} were found");
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        Assert.All(_losses, loss => Assert.Equal(SpoolLossReason.TornTail, loss.Reason));
    }

    private static int Flushed(string progress) => File.Exists(progress)
        && int.TryParse(ReadShared(progress), NumberStyles.None, CultureInfo.InvariantCulture, out var flushed) ? flushed : 0;

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    /// <summary>The segment file of a spool into which the given number of points was written.</summary>
    private async Task<byte[]> WriteAsync(int count)
    {
        Clear();
        await using (var spool = Open())
        {
            Assert.True(spool.TryAppend(Points.Range(1, count)));
        }

        return await File.ReadAllBytesAsync(SpoolSegment.List(_folder.Path).Single().Path);
    }

    private async Task AssertRecoversAsync(byte[] segment, IEnumerable<int> numbers, long lost)
    {
        Clear();
        await File.WriteAllBytesAsync(SpoolSegment.Empty(_folder.Path, 0).Path, segment);
        await using var spool = Open();
        Assert.Equal(lost, spool.Status.DamagedBytes);
        Assert.Equal(new SpoolLoss(SpoolLossReason.TornTail, SpoolSegment.Empty(_folder.Path, 0).Name, lost), Assert.Single(_losses));

        Assert.True(spool.TryAppend(Points.Range(1000, 1)));
        await spool.FlushAsync();
        Assert.Equal([.. numbers, 1000], Points.ReadNumbers(spool.Reader));
    }

    private void Clear()
    {
        _losses.Clear();
        foreach (var file in Directory.GetFiles(_folder.Path))
        {
            File.Delete(file);
        }
    }

    private DiskSpool Open(long segmentBytes = 1 << 20) => DiskSpool.Open(
        new SpoolOptions { Folder = _folder.Path, SegmentBytes = segmentBytes },
        TimeProvider.System,
        NullLogger<DiskSpool>.Instance,
        _losses.Add);
}
