using System.Collections.Immutable;

namespace ElderAlert.Domain.Incidents;

/// <summary>A home that cannot call for help, and how much those who live there may need it.</summary>
/// <param name="Household">Which home.</param>
/// <param name="AbilityLevel">The worst ability level of its residents (GB/T 42195-2022), 0 to 4.</param>
/// <param name="LivesAlone">Whether some resident lives alone.</param>
public sealed record HomeAtRisk(HouseholdId Household, int AbilityLevel, bool LivesAlone);

/// <summary>A home of an outage.</summary>
/// <param name="Home">Which, and who is at risk there.</param>
/// <param name="TriedAt">When somebody last tried to reach it.</param>
/// <param name="CheckedAt">When somebody there was spoken to.</param>
/// <param name="BackAt">When its devices spoke again.</param>
public sealed record OutageHome(
    HomeAtRisk Home, DateTimeOffset? TriedAt = null, DateTimeOffset? CheckedAt = null, DateTimeOffset? BackAt = null)
{
    /// <summary>It is silent and nobody knows how people are.</summary>
    public bool IsWaiting => CheckedAt is null && BackAt is null;
}

/// <summary>The homes of an area that fell silent together: who cannot call for help now.</summary>
/// <param name="Area">Which area.</param>
/// <param name="Homes">Those most at risk first: by ability level, then who lives alone.</param>
public sealed record Outage(AreaId Area, ImmutableArray<OutageHome> Homes)
{
    /// <summary>How many homes are silent and have not been looked after.</summary>
    public int Waiting => Homes.Count(h => h.IsWaiting);

    /// <summary>The home, if it is listed.</summary>
    public OutageHome? Find(HouseholdId household) => Homes.FirstOrDefault(h => h.Home.Household == household);

    /// <summary>With more homes; one that was back and fell silent again waits anew.</summary>
    public Outage With(IReadOnlyList<HomeAtRisk> homes) => this with
    {
        Homes = Homes
            .RemoveAll(h => homes.Any(added => added.Household == h.Home.Household))
            .AddRange(homes.Select(h => new OutageHome(h)))
            .Sort(ByRisk),
    };

    /// <summary>With one home changed.</summary>
    public Outage Change(HouseholdId household, Func<OutageHome, OutageHome> change) =>
        Find(household) is { } home ? this with { Homes = Homes.Replace(home, change(home)) } : this;

    private static int ByRisk(OutageHome one, OutageHome other)
    {
        var byLevel = other.Home.AbilityLevel.CompareTo(one.Home.AbilityLevel);
        var byAlone = byLevel != 0 ? byLevel : other.Home.LivesAlone.CompareTo(one.Home.LivesAlone);
        return byAlone != 0 ? byAlone : string.CompareOrdinal(one.Home.Household.Value, other.Home.Household.Value);
    }
}
