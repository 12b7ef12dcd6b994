using System.Text;
using ElderAlert.Influx.Lines;
using ElderAlert.Influx.Sending;
using ElderAlert.Influx.Tests.Support;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Influx.Tests.Sending;

public sealed class RejectedLinesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RecordingLogger<RejectedLines> _logger = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keep_Lines_WritesReasonAndLinesAndLogsNoLine()
    {
        new RejectedLines(_folder.Path, new FakeClock(), _logger).Keep(new([Bytes("a f=1"), Bytes("b f=2")]), "400 unable to parse 'a f=1': why");

        Assert.Equal(
            "# 2026-11-21T03:00:00.0000000+00:00 400 unable to parse 'a f=1': why\na f=1\nb f=2\n",
            File.ReadAllText(_folder[RejectedLines.FileName]));
        var entry = Assert.Single(_logger.Entries);
        Assert.Equal("The time series server refused 2 lines, kept in rejected.lp: 400 unable to parse '...': why", entry.Text);
    }

    [Fact]
    public void Keep_FileFull_KeepsTheOlderHalfAndReportsWhatItReplaces()
    {
        var rejected = new RejectedLines(_folder.Path, new FakeClock(), _logger) { MaxBytes = 10 };
        rejected.Keep(new([Bytes("first")]), "r");
        rejected.Keep(new([Bytes("second")]), "r");
        Assert.DoesNotContain(_logger.Entries, entry => entry.Level == LogLevel.Critical);

        rejected.Keep(new([Bytes("third")]), "r");
        Assert.Contains("third", File.ReadAllText(_folder[RejectedLines.FileName]), StringComparison.Ordinal);
        Assert.Contains("second", File.ReadAllText(_folder[RejectedLines.OlderFileName]), StringComparison.Ordinal);
        Assert.Single(_logger.Entries, entry => entry.Level == LogLevel.Critical);
    }

    [Fact]
    public void Forget_Series_TakesItsLinesOutOfBothFilesAndWhatWasQuotedOfThem()
    {
        const string Other = "telemetry,centre=c,household=home-10 heartRate=70 1";
        const string NamesIt = @"telemetry,centre=c,device=a\ b,household=other note="",household=home\ 1,"" 2";
        var rejected = new RejectedLines(_folder.Path, new FakeClock(), _logger) { MaxBytes = 300 };
        rejected.Keep(new([Bytes(@"telemetry,centre=c,household=home\ 1 heartRate=71 1"), Bytes(Other)]), "400 'heartRate=71' is bad");
        rejected.Keep(new([Bytes(@"telemetry,centre=c,household=home\ 1,room=x heartRate=72 1")]), "400 'heartRate=72' is bad");
        rejected.Keep(new([Bytes(@"telemetry,centre=d,household=home\ 1 heartRate=73 1")]), "400 'heartRate=73' is bad");
        rejected.Keep(new([Bytes(@"telemetry,centre=c,household=home\ 1 heartRate=74 1"), Bytes(NamesIt)]), "400 'heartRate=74' is bad");

        rejected.Forget([new InfluxTag("centre", "c"), new InfluxTag("household", "home 1")]);

        Assert.Equal(
            $$"""
            # 2026-11-21T03:00:00.0000000+00:00 400 '...' is bad
            {{Other}}
            # 2026-11-21T03:00:00.0000000+00:00 400 'heartRate=73' is bad
            telemetry,centre=d,household=home\ 1 heartRate=73 1

            """,
            File.ReadAllText(_folder[RejectedLines.OlderFileName]));
        Assert.Equal($"# 2026-11-21T03:00:00.0000000+00:00 400 '...' is bad\n{NamesIt}\n", File.ReadAllText(_folder[RejectedLines.FileName]));
    }

    [Fact]
    public void Forget_LinesThatSomebodyPutInFront_Stay()
    {
        File.WriteAllText(_folder[RejectedLines.FileName], "telemetry,household=a f=1 1\ntelemetry,household=b f=1 1\n# why\ntelemetry,household=c f=1 1\n");

        new RejectedLines(_folder.Path, new FakeClock(), _logger).Forget([new InfluxTag("household", "b")]);

        Assert.Equal("telemetry,household=a f=1 1\n# why\ntelemetry,household=c f=1 1\n", File.ReadAllText(_folder[RejectedLines.FileName]));
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
