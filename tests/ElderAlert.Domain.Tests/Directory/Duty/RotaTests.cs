using System.Globalization;
using ElderAlert.Domain.Directory.Duty;

namespace ElderAlert.Domain.Tests.Directory.Duty;

public sealed class RotaTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly WeeklyHours Day = new(Enum.GetValues<DayOfWeek>(), new TimeOnly(8, 0), new TimeOnly(20, 0));
    private static readonly WeeklyHours Night = new(Enum.GetValues<DayOfWeek>(), new TimeOnly(20, 0), new TimeOnly(8, 0));

    private static readonly Rota Rota = new(
        new CentreId("c"),
        new RotaId("supervisors"),
        "Supervisors",
        RotaOf.Operators,
        [
            new Shift(Day, Monday, [new ShiftTurn(["he"])]),
            new Shift(Night, Monday, [new ShiftTurn(["lin", "sun"]), new ShiftTurn(["tang"])]),
        ],
        [new RotaOverride(At("2026-12-01T20:00"), At("2026-12-02T08:00"), ["he"])]);

    [Theory]
    [InlineData("2026-11-23T08:00", "he")]
    [InlineData("2026-11-23T20:00", "lin sun")]
    [InlineData("2026-11-29T23:00", "lin sun")]
    [InlineData("2026-11-30T07:59", "lin sun")]
    [InlineData("2026-11-30T20:00", "tang")]
    [InlineData("2026-12-07T07:59", "tang")]
    [InlineData("2026-12-07T20:00", "lin sun")]
    [InlineData("2026-11-22T23:00", "tang")]
    [InlineData("2026-11-16T20:00", "tang")]
    [InlineData("2026-11-16T07:59", "lin sun")]
    public void OnDuty_TurnsChangeEachMonday_ANightBelongsToTheDayItBegins(string local, string expected) =>
        Assert.Equal(expected, string.Join(' ', Rota.OnDuty(At(local))));

    [Theory]
    [InlineData("2026-12-01T19:59", "he")]
    [InlineData("2026-12-01T20:00", "he")]
    [InlineData("2026-12-02T07:59", "he")]
    [InlineData("2026-12-02T20:00", "tang")]
    public void OnDuty_AnExceptionReplacesTheTurn(string local, string expected) => Assert.Equal(expected, string.Join(' ', Rota.OnDuty(At(local))));

    [Fact]
    public void OnDuty_AHole_IsNobody()
    {
        var daysOnly = Rota with { Shifts = [Rota.Shifts[0]], Overrides = [] };

        Assert.Empty(daysOnly.OnDuty(At("2026-11-23T21:00")));
    }

    /// <summary>In Berlin clocks go from 02:00 to 03:00 on 28 March 2027: the night is an hour shorter, and nobody is on duty twice or not at all.</summary>
    [Fact]
    public void OnDuty_ClocksArePutForward_TheNightIsServedToItsEnd()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var begin = new DateTimeOffset(2027, 3, 27, 19, 0, 0, TimeSpan.Zero);

        var served = Enumerable.Range(0, 24 * 4)
            .Select(quarter => Rota.OnDuty(TimeZoneInfo.ConvertTime(begin.AddMinutes(15 * quarter), berlin)))
            .ToList();

        Assert.DoesNotContain(served, people => people.Count == 0);
        Assert.Equal(11 * 4, served.TakeWhile(people => people[0] != "he").Count());
    }

    [Fact]
    public void Members_AreThoseOfAllTurnsAndExceptions() => Assert.Equal(["he", "lin", "sun", "tang"], Rota.Members.Order(StringComparer.Ordinal));

    private static DateTimeOffset At(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
