using System.Globalization;
using ElderAlert.Domain.Directory.Duty;

namespace ElderAlert.Domain.Tests.Directory.Duty;

public sealed class WeeklyHoursTests
{
    private static readonly TimeOnly Eight = new(8, 0);
    private static readonly TimeOnly Ten = new(22, 0);
    private static readonly WeeklyHours Nights = new([DayOfWeek.Friday], Ten, Eight);

    [Theory]
    [InlineData("2026-11-20T22:00", true)]
    [InlineData("2026-11-20T23:59", true)]
    [InlineData("2026-11-21T00:00", true)]
    [InlineData("2026-11-21T07:59", true)]
    [InlineData("2026-11-21T08:00", false)]
    [InlineData("2026-11-20T21:59", false)]
    [InlineData("2026-11-20T07:00", false)]
    [InlineData("2026-11-21T22:00", false)]
    public void Covers_NightFromFriday_RunsIntoSaturdayMorning(string local, bool expected) => Assert.Equal(expected, Nights.Covers(Local(local)));

    [Fact]
    public void BegunOn_AfterMidnight_IsTheDayBefore() => Assert.Equal(new DateOnly(2026, 11, 20), Nights.BegunOn(Local("2026-11-21T03:00")));

    [Fact]
    public void EndsAt_AfterMidnight_IsThisMorning() => Assert.Equal(new DateTime(2026, 11, 21, 8, 0, 0, DateTimeKind.Unspecified), Nights.EndsAt(Local("2026-11-21T03:00")));

    [Fact]
    public void Covers_SameHourTwice_IsAWholeDay()
    {
        var sunday = new WeeklyHours([DayOfWeek.Sunday], Eight, Eight);

        Assert.Equal(TimeSpan.FromDays(1), sunday.Length());
        Assert.True(sunday.Covers(Local("2026-11-22T08:00")));
        Assert.True(sunday.Covers(Local("2026-11-23T07:59")));
        Assert.False(sunday.Covers(Local("2026-11-23T08:00")));
        Assert.False(sunday.Covers(Local("2026-11-22T07:59")));
    }

    [Fact]
    public void Covers_Always_EveryHourOfAWeek() =>
        Assert.All(Enumerable.Range(0, 7 * 24), hour => Assert.True(WeeklyHours.Always().Covers(Local("2026-11-22T00:30").AddHours(hour))));

    [Theory]
    [InlineData(DayOfWeek.Saturday, "07:00", "09:00", true)]
    [InlineData(DayOfWeek.Saturday, "08:00", "09:00", false)]
    [InlineData(DayOfWeek.Friday, "21:00", "22:00", false)]
    [InlineData(DayOfWeek.Friday, "00:00", "00:00", true)]
    [InlineData(DayOfWeek.Sunday, "22:00", "08:00", false)]
    public void Overlaps_TouchingIsNotOverlapping(DayOfWeek day, string from, string to, bool expected)
    {
        var other = new WeeklyHours([day], TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture));

        Assert.Equal(expected, Nights.Overlaps(other));
        Assert.Equal(expected, other.Overlaps(Nights));
    }

    [Fact]
    public void Overlaps_OverTheEndOfTheWeek()
    {
        var saturdayNight = new WeeklyHours([DayOfWeek.Saturday], Ten, Eight);

        Assert.True(saturdayNight.Overlaps(new WeeklyHours([DayOfWeek.Sunday], new TimeOnly(7, 0), Ten)));
        Assert.False(saturdayNight.Overlaps(new WeeklyHours([DayOfWeek.Sunday], Eight, Ten)));
    }

    private static DateTimeOffset Local(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
