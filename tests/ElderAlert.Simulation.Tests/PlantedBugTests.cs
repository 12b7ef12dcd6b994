using System.Globalization;

namespace ElderAlert.Simulation.Tests;

/// <summary>The proof that the checks can fail: a bug that is put into the server is found, by the rule that it breaks.</summary>
public sealed class PlantedBugTests
{
    [Theory]
    [InlineData("acknowledge-before-append", "acknowledged implies in exactly one incident")]
    [InlineData("failed-append-is-success", "the feed tells all, once, in order")]
    [InlineData("duplicates-not-known", "every signal is acknowledged")]
    [InlineData("step-early", "no step early")]
    [InlineData("timers-late", "no step more than a second late")]
    [InlineData("page-twice", "no page twice")]
    [InlineData("voicemail-is-a-person", "responsibility is taken, never assumed")]
    [InlineData("fact-forgotten-at-start", "replay equals live")]
    [InlineData("commit-not-synced", "what was committed is on disk")]
    [InlineData("row-changed", "the chain holds")]
    [InlineData("unknown-input-swallowed", "unknown input is kept")]
    [InlineData("strangers-housed", "a signal goes to its own home")]
    [InlineData("test-not-marked", "a test is marked, and nothing else")]
    [InlineData("test-told-as-danger", "a test is told as a test")]
    [InlineData("motion-not-heard", "no silence is told early")]
    [InlineData("heartbeat-is-motion", "no silence is missed", 60)]
    [InlineData("absences-forgotten", "nobody is missed who is known to be away", 120)]
    [InlineData("absent-not-helped", "a call for help becomes an incident", 60)]
    [InlineData("motion-assumed", "motion is seen, never assumed", 60)]
    [InlineData("door-not-heard", "no promise is forgotten", 60)]
    [InlineData("return-not-heard", "nobody is missed early", 60)]
    [InlineData("cancel-not-journalled", "a fall is watched after motion and a cancel", 60)]
    public async Task Run_PlantedBug_FoundByItsRule(string bug, string rule, int seeds = 30)
    {
        var (exitCode, output) = await SimulationProcess.RunAsync("--seeds", seeds.ToString(CultureInfo.InvariantCulture), "--jobs", "1", "--plant", bug);

        Assert.Equal(1, exitCode);
        Assert.Contains($"[{rule}]", output, StringComparison.Ordinal);
        Assert.Contains($"--plant {bug}", output, StringComparison.Ordinal);
    }
}
