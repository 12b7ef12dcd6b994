using ElderAlert.Engine;

namespace ElderAlert.Server.Hosting;

/// <summary>Section <c>ElderAlert:Engine</c>: how closely the deadlines are watched. What happens at a deadline is in the policies.</summary>
internal sealed record EngineSettings
{
    private static readonly EngineOptions Defaults = new();

    /// <summary>See <see cref="EngineOptions.AuditInterval"/>, in seconds. Default 5.</summary>
    public int AuditSeconds { get; init; } = (int)Defaults.AuditInterval.TotalSeconds;

    /// <summary>See <see cref="EngineOptions.OverdueAfter"/>, in seconds. Default 30.</summary>
    public int OverdueSeconds { get; init; } = (int)Defaults.OverdueAfter.TotalSeconds;

    /// <summary>See <see cref="EngineOptions.ClockStuckAfter"/>, in seconds; the health check goes by it too. Default 10.</summary>
    public int ClockStuckSeconds { get; init; } = (int)Defaults.ClockStuckAfter.TotalSeconds;

    /// <summary>The same for the engine.</summary>
    public EngineOptions ToOptions() => Defaults with
    {
        AuditInterval = TimeSpan.FromSeconds(AuditSeconds),
        OverdueAfter = TimeSpan.FromSeconds(OverdueSeconds),
        ClockStuckAfter = TimeSpan.FromSeconds(ClockStuckSeconds),
    };

    /// <summary>What is wrong, a sentence a key; empty when all is well.</summary>
    public IEnumerable<string> Validate(string section)
    {
        // The health check takes an auditor that was silent for a minute for dead.
        if (AuditSeconds is < 1 or > 20)
        {
            yield return $"{section}:AuditSeconds must be between 1 and 20.";
        }

        // A step may be a second late, and later while the disk is slow; beyond ten minutes nobody would call it lost.
        if (OverdueSeconds is < 5 or > 600)
        {
            yield return $"{section}:OverdueSeconds must be between 5 and 600.";
        }

        // The clock naps for a second at a time.
        if (ClockStuckSeconds is < 3 or > 60)
        {
            yield return $"{section}:ClockStuckSeconds must be between 3 and 60.";
        }
    }
}
