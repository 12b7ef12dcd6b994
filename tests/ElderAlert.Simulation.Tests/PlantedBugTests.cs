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
    public async Task Run_PlantedBug_FoundByItsRule(string bug, string rule)
    {
        var (exitCode, output) = await SimulationProcess.RunAsync("--seeds", "30", "--jobs", "1", "--plant", bug);

        Assert.Equal(1, exitCode);
        Assert.Contains($"[{rule}]", output, StringComparison.Ordinal);
        Assert.Contains($"--plant {bug}", output, StringComparison.Ordinal);
    }
}
