using System.Text;
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

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
