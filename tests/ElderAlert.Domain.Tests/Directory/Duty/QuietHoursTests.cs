using System.Globalization;
using ElderAlert.Domain.Directory.Duty;

namespace ElderAlert.Domain.Tests.Directory.Duty;

public sealed class QuietHoursTests
{
    private static readonly WeeklyHours[] Nights = [new(Enum.GetValues<DayOfWeek>(), new TimeOnly(22, 0), new TimeOnly(7, 0))];
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-21T13:59Z", null)]
    [InlineData("2026-11-21T14:00Z", "2026-11-21T23:00Z")]
    [InlineData("2026-11-21T20:00Z", "2026-11-21T23:00Z")]
    [InlineData("2026-11-21T23:00Z", null)]
    public void EndAfter_InTheCentresTime(string now, string? expected) =>
        Assert.Equal(expected is null ? null : At(expected), QuietHours.EndAfter(Nights, At(now), Shanghai));

    [Fact]
    public void EndAfter_NoQuietHours_IsNever() => Assert.Null(QuietHours.EndAfter(null, At("2026-11-21T20:00Z"), Shanghai));

    [Fact]
    public void EndAfter_WindowsThatTouch_IsTheEndOfTheLast()
    {
        WeeklyHours[] hours = [.. Nights, new([DayOfWeek.Sunday], new TimeOnly(7, 0), new TimeOnly(9, 0))];

        Assert.Equal(At("2026-11-22T01:00Z"), QuietHours.EndAfter(hours, At("2026-11-21T20:00Z"), Shanghai));
    }

    /// <summary>On 28 March 2027 there is no 02:30 in Berlin; on 31 October 2027 there are two, and quiet lasts over both.</summary>
    [Theory]
    [InlineData("2027-03-27T23:00Z", "2027-03-28T01:00Z")]
    [InlineData("2027-10-30T23:00Z", "2027-10-31T01:30Z")]
    public void EndAfter_WhereClocksChange_EndsOnce(string now, string expected)
    {
        WeeklyHours[] hours = [new(Enum.GetValues<DayOfWeek>(), new TimeOnly(22, 0), new TimeOnly(2, 30))];

        Assert.Equal(At(expected), QuietHours.EndAfter(hours, At(now), Berlin));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
