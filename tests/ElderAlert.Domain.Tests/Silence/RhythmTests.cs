using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Silence;
using ElderAlert.Domain.Tests.Incidents;

namespace ElderAlert.Domain.Tests.Silence;

public sealed class RhythmTests
{
    private static readonly DateTime Monday = new(2026, 11, 16);
    private static readonly InactivityLimits Limits = SilencePolicy.Usual(World.Centre).Inactivity;

    [Fact]
    public void With_SilenceOverMidnight_AgesInEachHalfHourOfBothDays()
    {
        var rhythm = Rhythm.Empty.With(Monday.AddHours(23.25), Monday.AddHours(25), 90);

        Assert.Equal([15, 45], rhythm.Days[new DateOnly(2026, 11, 16)].Longest[46..]);
        Assert.Equal([75, 105, -1], rhythm.Days[new DateOnly(2026, 11, 17)].Longest[..3]);
    }

    [Fact]
    public void With_DaysBeforeThoseKept_AreForgotten()
    {
        var rhythm = Days(10, days: 12);

        Assert.Equal(5, rhythm.With(Monday.AddDays(11).AddHours(20), Monday.AddDays(11).AddHours(21), 5).Days.Count);
    }

    [Fact]
    public void Bound_BeforeEnoughDays_IsTheFixedOne()
    {
        var table = RhythmTable.For(Days(60, days: 4), new DateOnly(2026, 11, 20), Limits);

        Assert.Equal((0, Limits.Unlearned), (table.Days, table.Bound(20, Limits)));
    }

    [Fact]
    public void Bound_AFewDays_HasAWiderMarginThanMany()
    {
        var few = RhythmTable.For(Days(60, days: 5), new DateOnly(2026, 11, 21), Limits);
        var many = RhythmTable.For(Days(60, days: 25), new DateOnly(2026, 12, 11), Limits);

        Assert.Equal(TimeSpan.FromMinutes(60 + 30 + 30), few.Bound(20, Limits));
        Assert.Equal(TimeSpan.FromMinutes(60 + 30 + 6), many.Bound(20, Limits));
    }

    [Fact]
    public void Usual_OneOddDayOfThirtyAlike_IsAnException()
    {
        var odd = Days(60, days: 45).With(Monday.AddDays(3).AddHours(6), Monday.AddDays(3).AddHours(14), 90);

        Assert.Equal(TimeSpan.FromMinutes(60), RhythmTable.For(odd, new DateOnly(2026, 12, 31), Limits).Usual(20));
    }

    [Fact]
    public void Usual_TenWeekendDays_AreJudgedByThemselves()
    {
        var rhythm = Days(60, days: 40);
        for (var day = 5; day < 40; day += 7)
        {
            rhythm = Silent(Silent(rhythm, day, 180), day + 1, 180);
        }

        Assert.Equal(TimeSpan.FromMinutes(180), RhythmTable.For(rhythm, new DateOnly(2026, 12, 26), Limits).Usual(20));
        Assert.Equal(TimeSpan.FromMinutes(60), RhythmTable.For(rhythm, new DateOnly(2026, 12, 28), Limits).Usual(20));
    }

    /// <summary>Days on each of which the longest silence before ten lasted so many minutes.</summary>
    private static Rhythm Days(int minutes, int days) => Enumerable.Range(0, days).Aggregate(Rhythm.Empty, (r, day) => Silent(r, day, minutes));

    private static Rhythm Silent(Rhythm rhythm, int day, int minutes) =>
        rhythm.With(Monday.AddDays(day).AddHours(10).AddMinutes(-minutes), Monday.AddDays(day).AddHours(10), 90);
}
