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

/// <summary>
/// The homes of an area that fell silent together: who cannot call for help now. A county without power has tens of thousands, and each that
/// comes back is a change: none of them costs as much as there are homes.
/// </summary>
public sealed class Outage
{
    private static readonly Comparer<OutageHome> ByRisk = Comparer<OutageHome>.Create(CompareRisk);

    private readonly Dictionary<HouseholdId, int> _places;

    private Outage(AreaId area, ImmutableList<OutageHome> homes, Dictionary<HouseholdId, int> places, int waiting) =>
        (Area, Homes, _places, Waiting) = (area, homes, places, waiting);

    /// <summary>Which area.</summary>
    public AreaId Area { get; }

    /// <summary>Those most at risk first: by ability level, then who lives alone.</summary>
    public ImmutableList<OutageHome> Homes { get; }

    /// <summary>How many homes are silent and have not been looked after.</summary>
    public int Waiting { get; }

    /// <summary>An outage that no home is known of.</summary>
    public static Outage Of(AreaId area) => new(area, [], [], waiting: 0);

    /// <summary>The home, if it is listed.</summary>
    public OutageHome? Find(HouseholdId household) => _places.TryGetValue(household, out var place) ? Homes[place] : null;

    /// <summary>With more homes; one that was back and fell silent again waits anew.</summary>
    public Outage With(IReadOnlyList<HomeAtRisk> added)
    {
        var anew = added.Select(h => h.Household).ToHashSet();
        var homes = Homes
            .Where(h => !anew.Contains(h.Home.Household))
            .Concat(added.Select(h => new OutageHome(h)))
            .Order(ByRisk)
            .ToImmutableList();
        var places = homes.Select((h, place) => (h.Home.Household, place)).ToDictionary();
        return new Outage(Area, homes, places, homes.Count(h => h.IsWaiting));
    }

    /// <summary>With one home changed.</summary>
    public Outage Change(HouseholdId household, Func<OutageHome, OutageHome> change)
    {
        if (!_places.TryGetValue(household, out var place))
        {
            return this;
        }

        var before = Homes[place];
        var after = change(before);
        return new Outage(Area, Homes.SetItem(place, after), _places, Waiting - (before.IsWaiting ? 1 : 0) + (after.IsWaiting ? 1 : 0));
    }

    private static int CompareRisk(OutageHome one, OutageHome other)
    {
        var byLevel = other.Home.AbilityLevel.CompareTo(one.Home.AbilityLevel);
        var byAlone = byLevel != 0 ? byLevel : other.Home.LivesAlone.CompareTo(one.Home.LivesAlone);
        return byAlone != 0 ? byAlone : string.CompareOrdinal(one.Home.Household.Value, other.Home.Household.Value);
    }
}
