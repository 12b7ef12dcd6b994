using ElderAlert.Domain.Retention;

namespace ElderAlert.Domain.Tests.Retention;

public sealed class RetentionRulesTests
{
    private static readonly CentreId Centre = new("c");
    private static readonly HouseholdId Home = new("h1");
    private static readonly HouseholdId OtherHome = new("h2");
    private static readonly RetentionPolicy Policy = new(IncidentTextDays: 90, RemovedHouseholdDays: 30);

    /// <summary>A month goes when its last day has been kept for long enough, not its first.</summary>
    [Theory]
    [InlineData("2026-05-29T23:59:59Z", 0)]
    [InlineData("2026-05-30T00:00:00Z", 1)]
    [InlineData("2026-06-30T00:00:00Z", 2)]
    public void Plan_QuietMonths_GoWhenTheirLastDayHasHadItsTime(string now, int months)
    {
        var plan = Plan(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), [Month(2), Month(3)]);
        Assert.Equal(months, plan.Periods.Count);
    }

    [Fact]
    public void Plan_IncidentOpenSinceThatMonth_HoldsItAndEveryLaterOne()
    {
        var held = new Dictionary<HouseholdId, DateTimeOffset> { [Home] = At(2, 28) };
        var plan = Plan(At(12, 1), [Month(1), Month(2), Month(3), Month(2, OtherHome), Month(2, null)], held);
        Assert.Equal([Month(1), Month(2, null), Month(2, OtherHome)], plan.Periods);
    }

    [Fact]
    public void Plan_HouseholdOffTheFile_GoesAfterItsDays()
    {
        RemovedHousehold[] removed = [new(Home, At(5, 1)), new(OtherHome, At(5, 2))];
        Assert.Equal([Home], Plan(At(5, 31), [], removed: removed).Households);
    }

    [Theory]
    [InlineData(0, 30, "text of closed incidents")]
    [InlineData(3_651, 30, "text of closed incidents")]
    [InlineData(365, -1, "taken off the file")]
    public void Problems_ImpossiblePolicy_SaysWhy(int textDays, int removedDays, string hint) =>
        Assert.Contains(hint, Assert.Single(new RetentionPolicy(textDays, removedDays).Problems()), StringComparison.Ordinal);

    [Fact]
    public void Problems_Default_HasNone() => Assert.Empty(RetentionPolicy.Default.Problems());

    private static RetentionPlan Plan(
        DateTimeOffset now,
        IReadOnlyList<TextPeriod> periods,
        IReadOnlyDictionary<HouseholdId, DateTimeOffset>? held = null,
        IReadOnlyList<RemovedHousehold>? removed = null) =>
        RetentionRules.Plan(Policy, new RetentionFacts(periods, held ?? new Dictionary<HouseholdId, DateTimeOffset>(), removed ?? []), now);

    private static TextPeriod Month(int month) => Month(month, Home);

    private static TextPeriod Month(int month, HouseholdId? household) => new(Centre, household, new DateOnly(2026, month, 1));

    private static DateTimeOffset At(int month, int day) => new(2026, month, day, 12, 0, 0, TimeSpan.Zero);
}
