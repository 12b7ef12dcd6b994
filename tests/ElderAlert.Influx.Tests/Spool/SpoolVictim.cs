using System.Globalization;
using ElderAlert.Influx.Spool;
using ElderAlert.Influx.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Influx.Tests.Spool;

/// <summary>The child process of <see cref="SpoolRecoveryTests"/>: appends and reports what is flushed until it is killed.</summary>
public sealed class SpoolVictim
{
    public const string FullName = "ElderAlert.Influx.Tests.Spool.SpoolVictim.AppendUntilKilled";
    public const string FolderVariable = "ELDERALERT_SPOOL_VICTIM_FOLDER";
    public const string ProgressVariable = "ELDERALERT_SPOOL_VICTIM_PROGRESS";

    /// <summary>Not a test: run.sh leaves the category out, so that it does not count as skipped.</summary>
    [Fact(Explicit = true)]
    [Trait("Category", "Child")]
    public async Task AppendUntilKilled()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        var progress = Environment.GetEnvironmentVariable(ProgressVariable);
        Assert.SkipWhen(folder is null || progress is null, $"Runs only as a child with {FolderVariable} and {ProgressVariable}.");

        await using var spool = DiskSpool.Open(
            new SpoolOptions { Folder = folder, SegmentBytes = 64 << 10 }, TimeProvider.System, NullLogger<DiskSpool>.Instance);
        await using var report = new FileStream(progress, FileMode.Create, FileAccess.Write, FileShare.Read);
        for (var n = 1; ; n += 100)
        {
            await spool.AppendAsync(Points.Range(n, 100));
            if ((n / 100) % 7 == 0)
            {
                await spool.FlushAsync();
                report.Position = 0;
                await report.WriteAsync(System.Text.Encoding.ASCII.GetBytes((n + 99).ToString("D9", CultureInfo.InvariantCulture)));
                await report.FlushAsync();
            }
        }
    }
}
