namespace ElderAlert.Domain.Retention;

/// <summary>What a centre's policy says about the age of text.</summary>
public static class RetentionRules
{
    /// <summary>Text of incidents closed before this has had its time.</summary>
    public static DateTimeOffset TextLimit(RetentionPolicy policy, DateTimeOffset now) => now.AddDays(-policy.IncidentTextDays);

    /// <summary>What has to go now.</summary>
    /// <param name="policy">The centre's.</param>
    /// <param name="facts">Read with <see cref="TextLimit"/> as the time after which a closing is too late.</param>
    /// <param name="now">The time.</param>
    public static RetentionPlan Plan(RetentionPolicy policy, RetentionFacts facts, DateTimeOffset now)
    {
        var limit = TextLimit(policy, now);
        var gone = facts.Removed.Where(r => r.At <= now.AddDays(-policy.RemovedHouseholdDays)).Select(r => r.Household).ToList();
        var expired = facts.Periods
            .Where(p => p.End <= limit && !IsHeld(p, facts.HeldFrom))
            .OrderBy(p => p.Month)
            .ThenBy(p => p.Household?.Value, StringComparer.Ordinal)
            .ToList();
        return new RetentionPlan(limit, expired, gone);
    }

    private static bool IsHeld(TextPeriod period, IReadOnlyDictionary<HouseholdId, DateTimeOffset> heldFrom) =>
        period.Household is { } home && heldFrom.TryGetValue(home, out var from) && period.End > from;
}
