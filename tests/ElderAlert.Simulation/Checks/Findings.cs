using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Checks;

/// <summary>What must never be, and was seen. The run ends at the first of them.</summary>
internal sealed class Findings(Timeline world)
{
    private readonly List<string> _violations = [];

    public IReadOnlyList<string> Violations => _violations;

    public bool Any => _violations.Count > 0;

    /// <summary>An invariant is broken.</summary>
    /// <param name="rule">Which, in a word.</param>
    /// <param name="seen">What was seen.</param>
    public void Report(string rule, string seen) => _violations.Add($"[{rule}] at {world.Now:MM-dd HH:mm:ss.fff}: {seen}");

    /// <summary>An invariant, checked.</summary>
    public void Require(bool holds, string rule, Func<string> seen)
    {
        if (!holds)
        {
            Report(rule, seen());
        }
    }

    /// <summary>Starts something that runs by itself; an exception that nobody expected is a finding.</summary>
    public void Start(Func<Task> work) => _ = WatchAsync(work);

    private async Task WatchAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error)
        {
            Report("unexpected", error.ToString());
        }
    }
}
