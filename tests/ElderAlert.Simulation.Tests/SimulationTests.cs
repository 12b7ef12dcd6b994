namespace ElderAlert.Simulation.Tests;

/// <summary>The simulation repeats itself, and the seeds that once found a bug stay clean.</summary>
public sealed class SimulationTests
{
    /// <summary>Seeds that found a bug, each with what it was.</summary>
    public static TheoryData<int, string> Found()
    {
        var found = new TheoryData<int, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "seeds.txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
            found.Add(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts[1]);
        }

        return found;
    }

    [Theory]
    [InlineData(5)]
    [InlineData(11)]
    [InlineData(23)]
    public async Task Run_SameSeedTwice_SameDigest(int seed)
    {
        var from = seed.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var once = await SimulationProcess.RunAsync("--from", from);
        var again = await SimulationProcess.RunAsync("--from", from);

        Assert.Contains("digest", once.Output, StringComparison.Ordinal);
        Assert.Equal(Digest(once.Output), Digest(again.Output));
    }

    [Theory]
    [MemberData(nameof(Found))]
    public async Task Run_SeedThatFoundABug_FindsNothing(int seed, string bug)
    {
        var (exitCode, output) = await SimulationProcess.RunAsync("--from", seed.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.True(exitCode == 0, $"it was: {bug}\n{output}");
    }

    [Fact]
    public async Task Run_UnknownOption_SaysHow()
    {
        var (exitCode, output) = await SimulationProcess.RunAsync("--sedes", "3");

        Assert.Equal(2, exitCode);
        Assert.Contains("usage:", output, StringComparison.Ordinal);
    }

    private static string Digest(string output) => output.Split('\n').Single(line => line.Contains("digest", StringComparison.Ordinal));
}
