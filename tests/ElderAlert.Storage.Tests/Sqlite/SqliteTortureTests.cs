using System.Diagnostics;
using System.Globalization;
using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

/// <summary>A real process that appends to a real disk, and ends badly.</summary>
public sealed class SqliteTortureTests : IDisposable
{
    private const int Kills = 8;
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>Killed again and again at any moment: what was acknowledged is there, and the chain holds. The inbox has each signal, and no other.</summary>
    [Fact]
    public async Task AppendAsync_ProcessKilled_KeepsEveryAcknowledgedPosition()
    {
        var random = new Random(17);
        var acknowledged = 0L;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = Start($"exec \"$0\" {Appender.Verb} \"{_folder.Path}\"");
            acknowledged = Math.Max(acknowledged, await KillAfterAsync(child, random.Next(1, 400)));
            using var journal = SqliteJournal.Open(Appender.OptionsOf(_folder.Path));
            Assert.Empty(await journal.VerifyAsync(Cancellation));
            var head = (await journal.LoadAsync(Cancellation)).Heads.GetValueOrDefault(Samples.Centre);
            Assert.True(head >= acknowledged, $"position {acknowledged} was acknowledged, {head} is the last on disk");
            var positions = await ReadAsync(journal);
            Assert.Equal(Enumerable.Range(1, (int)head).Select(p => (long)p), positions);
            await AssertInboxGoesWithTheEntriesAsync(journal, head);
        }

        Assert.True(acknowledged > Kills, "the process was killed before it had done anything");
    }

    /// <summary>Killed while keys are destroyed: a month that was said to be erased is, one that was not is whole or gone, and a later run finishes.</summary>
    [Fact]
    public async Task EraseTextAsync_ProcessKilled_LeavesAMonthWholeOrErased()
    {
        var random = new Random(29);
        var erased = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = Start($"exec \"$0\" {Eraser.Verb} \"{_folder.Path}\"");
            var said = await SaidUntilKilledAsync(child, random.Next(1, 12));
            var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            using var journal = SqliteJournal.Open(new StorageOptions { Path = _folder.Path });
            Assert.Empty(await journal.VerifyAsync(Cancellation));
            var months = await TextsByMonthAsync(journal);
            foreach (var (month, texts) in months)
            {
                Assert.Equal(Eraser.Homes, texts.Count);
                Assert.Single(texts.Distinct());
                if (lines.Contains($"erased {month}", StringComparer.Ordinal))
                {
                    Assert.Equal(PrivateText.Erased.Value, texts[0]);
                    erased++;
                }
            }

            await journal.EraseTextAsync([.. months.Keys.SelectMany(m => Eraser.PeriodsOf(DateOnly.ParseExact(m, "yyyy-MM", CultureInfo.InvariantCulture)))], Cancellation);
            Assert.All(await TextsByMonthAsync(journal), m => Assert.All(m.Value, text => Assert.Equal(PrivateText.Erased.Value, text)));
        }

        Assert.True(erased >= Kills, "the process was killed before it had done anything");
    }

    /// <summary>The limit on the size of a file stands for a full disk.</summary>
    [Fact]
    public async Task AppendAsync_DiskRefuses_SaysSoAndKeepsWhatWasAcknowledged()
    {
        using var child = Start($"trap '' XFSZ; ulimit -f 600; exec \"$0\" {Appender.Verb} \"{_folder.Path}\"");
        var said = child.StandardError.ReadToEndAsync(Cancellation);
        var acknowledged = LastPosition(await child.StandardOutput.ReadToEndAsync(Cancellation));
        await child.WaitForExitAsync(Cancellation);
        Assert.Equal(Appender.Refused, child.ExitCode);
        Assert.Contains("journal.db", await said, StringComparison.Ordinal);
        Assert.Contains("disk", await said, StringComparison.Ordinal);
        using var journal = SqliteJournal.Open(new StorageOptions { Path = _folder.Path });
        Assert.True(acknowledged > 0);
        Assert.Equal(acknowledged, (await journal.LoadAsync(Cancellation)).Heads[Samples.Centre]);
        await AssertInboxGoesWithTheEntriesAsync(journal, acknowledged);
        Assert.Empty(await journal.VerifyAsync(Cancellation));
        await journal.AppendAsync(Samples.Batch(Samples.Notes(acknowledged + 1, 1)), Cancellation);
    }

    private static async Task AssertInboxGoesWithTheEntriesAsync(IJournal journal, long head)
    {
        var taken = Enumerable.Range(1, (int)head).Select(p => KeyOf(Appender.SignalOf(p))).ToList();
        var found = await journal.FindSignalsAsync([.. taken, KeyOf(Appender.SignalOf(head + 1))], Cancellation);
        Assert.Equal(taken.ToHashSet(), [.. found.Keys]);
        Assert.All(found.Values, incident => Assert.Equal("i-1", incident!.Value.Value));
    }

    private static SignalKey KeyOf(SignalRow row) => new(row.Signal.Device, row.Signal.Id);

    private static Process Start(string script)
    {
        var start = new ProcessStartInfo("bash")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The runtime's own mapping of generated code would run into the limit on the size of files first.
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
            ArgumentList = { "-c", script, Path.ChangeExtension(typeof(Appender).Assembly.Location, null) },
        };
        return Process.Start(start)!;
    }

    private static async Task<long> KillAfterAsync(Process child, int lines) => LastPosition(await SaidUntilKilledAsync(child, lines));

    private static async Task<string> SaidUntilKilledAsync(Process child, int lines)
    {
        var output = new StringBuilder();
        for (var i = 0; i < lines && await child.StandardOutput.ReadLineAsync(Cancellation) is { } line; i++)
        {
            output.Append(line).Append('\n');
        }

        child.Kill();
        output.Append(await child.StandardOutput.ReadToEndAsync(Cancellation));
        await child.WaitForExitAsync(Cancellation);
        Assert.Equal("", await child.StandardError.ReadToEndAsync(Cancellation));
        return output.ToString();
    }

    private static async Task<Dictionary<string, List<string>>> TextsByMonthAsync(IJournal journal)
    {
        var entries = await journal.ReadAsync(Samples.Centre, 0, Cancellation).ToListAsync(Cancellation);
        return entries.GroupBy(e => e.At.ToString("yyyy-MM", CultureInfo.InvariantCulture))
            .ToDictionary(m => m.Key, m => m.Select(e => ((NoteAdded)e.Event).Text.Value).ToList());
    }

    /// <summary>The last whole line: the kill may have cut one in two.</summary>
    private static long LastPosition(string output)
    {
        var end = output.LastIndexOf('\n');
        var lines = output[..Math.Max(end, 0)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines is [.., var last] ? long.Parse(last, CultureInfo.InvariantCulture) : 0;
    }

    private static async Task<List<long>> ReadAsync(IJournal journal)
    {
        var positions = new List<long>();
        await foreach (var entry in journal.ReadAsync(Samples.Centre, 0, Cancellation))
        {
            positions.Add(entry.Position);
        }

        return positions;
    }
}
