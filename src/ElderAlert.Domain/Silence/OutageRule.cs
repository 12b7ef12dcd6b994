using ElderAlert.Domain.Directory;

namespace ElderAlert.Domain.Silence;

/// <summary>What of a home speaks often enough to tell an outage: its hub, and devices that connect themselves.</summary>
/// <param name="Household">Which home.</param>
/// <param name="SilentSince">Since when none of it has spoken; null while some of it still does.</param>
public readonly record struct HomeLine(HouseholdId Household, DateTimeOffset? SilentSince);

/// <summary>When the silence of many homes is one trouble: the power or the network of the area, or ours.</summary>
public static class OutageRule
{
    /// <summary>The homes of an area that fell silent together; empty where that is no outage.</summary>
    /// <param name="homes">Every home of the area, and below it, that has a line.</param>
    /// <param name="limits">From how many on.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<HouseholdId> Find(IReadOnlyCollection<HomeLine> homes, OutageLimits limits, DateTimeOffset now)
    {
        var silent = homes.Where(h => h.SilentSince is not null).ToList();
        if (silent.Count < limits.Households)
        {
            return [];
        }

        var latest = silent.Max(h => h.SilentSince!.Value);
        var together = silent.Where(h => latest - h.SilentSince <= limits.Within).Select(h => h.Household).ToList();

        // Homes that have been dark for long are no part of what an outage could have reached.
        var reachable = homes.Count - (silent.Count - together.Count);
        return latest <= now && together.Count >= limits.Households && together.Count >= limits.Share * reachable ? together : [];
    }
}
