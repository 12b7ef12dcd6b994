namespace ElderAlert.Domain.Retention;

/// <summary>How long a centre keeps what is written about people. Facts without text (ids, times, kinds) stay: KPIs are computed from them.</summary>
/// <param name="IncidentTextDays">Days after which the private text of closed incidents goes, counted from the end of the month in which it was written and from the closing; default 365, a year's audit.</param>
/// <param name="RemovedHouseholdDays">Days after which a household that was taken off the file loses all its text and telemetry; default 30, time enough to notice a mistake.</param>
public sealed record RetentionPolicy(int IncidentTextDays = 365, int RemovedHouseholdDays = 30)
{
    /// <summary>The shortest and the longest time that a policy may name, in days.</summary>
    public const int Shortest = 1;

    /// <inheritdoc cref="Shortest"/>
    public const int Longest = 3_650;

    /// <summary>A centre that has not said otherwise.</summary>
    public static readonly RetentionPolicy Default = new();

    /// <summary>Why it is impossible, a sentence each; empty when it is possible.</summary>
    public IEnumerable<string> Problems()
    {
        if (IncidentTextDays is < Shortest or > Longest)
        {
            yield return $"the text of closed incidents is kept {Shortest} to {Longest} days";
        }

        if (RemovedHouseholdDays is < 0 or > Longest)
        {
            yield return $"a household taken off the file is kept 0 to {Longest} days";
        }
    }
}
