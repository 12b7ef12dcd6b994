namespace ElderAlert.Domain.Retention;

/// <summary>What a centre's policy says about the age of text.</summary>
public static class RetentionRules
{
    /// <summary>Incidents closed before this, and months that ended before this, have had their time.</summary>
    public static DateTimeOffset TextLimit(RetentionPolicy policy, DateTimeOffset now) => now.AddDays(-policy.IncidentTextDays);

    /// <summary>The months whose text has to go.</summary>
    /// <param name="periods">Months of which there still is text.</param>
    /// <param name="heldFrom">
    /// By household, the opening of its oldest incident that is not closed, or was touched after <paramref name="limit"/>: what was
    /// written since then may belong to it.
    /// </param>
    /// <param name="limit">From <see cref="TextLimit"/>.</param>
    public static IReadOnlyList<TextPeriod> Expired(
        IEnumerable<TextPeriod> periods, IReadOnlyDictionary<HouseholdId, DateTimeOffset> heldFrom, DateTimeOffset limit) => periods
        .Where(p => p.End <= limit && !(p.Household is { } home && heldFrom.TryGetValue(home, out var from) && p.End > from))
        .OrderBy(p => p.Month)
        .ThenBy(p => p.Household?.Value, StringComparer.Ordinal)
        .ToList();

    /// <summary>The households that have been off the file for long enough.</summary>
    public static IReadOnlyList<HouseholdId> Gone(IEnumerable<RemovedHousehold> removed, RetentionPolicy policy, DateTimeOffset now) => removed
        .Where(r => r.At <= now.AddDays(-policy.RemovedHouseholdDays))
        .Select(r => r.Household)
        .ToList();
}
