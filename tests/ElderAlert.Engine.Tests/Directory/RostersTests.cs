using System.Globalization;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Engine.Tests.Directory;

public sealed class RostersTests
{
    private readonly DirectoryIndex _index = DirectoryIndex.Empty.With(DutyFile.Items, []);

    /// <summary>Berlin is at UTC+1 in winter; clocks go forward at 01:00 UTC on 28 March 2027.</summary>
    [Theory]
    [InlineData("2026-11-23T06:59Z", false)]
    [InlineData("2026-11-23T07:00Z", true)]
    [InlineData("2026-11-23T18:59Z", true)]
    [InlineData("2026-11-23T19:00Z", false)]
    [InlineData("2027-03-27T07:00Z", true)]
    [InlineData("2027-03-28T06:00Z", true)]
    [InlineData("2027-03-28T18:00Z", false)]
    public void RosterOf_ContactHours_AreTheCentresWallTime(string now, bool isAvailable) =>
        Assert.Equal(isAvailable, At(now).Contacts.Single().IsAvailable);

    [Theory]
    [InlineData("2026-11-23T20:00Z", "boss chief")]
    [InlineData("2026-11-30T20:00Z", "chief deputy")]
    [InlineData("2026-11-23T12:00Z", "chief")]
    public void RosterOf_SupervisorsOnDuty_WhoIsInNoRotaAlwaysIs(string now, string expected) =>
        Assert.Equal(expected, string.Join(' ', At(now).Supervisors.Where(s => s.IsAvailable).Select(s => s.Ref.Id)));

    [Theory]
    [InlineData("2026-11-23T20:00Z", false)]
    [InlineData("2026-11-30T20:00Z", true)]
    public void RosterOf_OperatorsOfARotaAreOnCall_OthersAreNotRungAtHome(string now, bool isOnCall)
    {
        var wang = Assert.Single(At(now).Operators);

        Assert.Equal(new RecipientRef(RecipientKind.Operator, "wang"), wang.Ref);
        Assert.Equal(isOnCall, wang.IsAvailable);
    }

    [Fact]
    public void RosterOf_QuietUntil_IsTheEndOfTheNight()
    {
        Assert.Equal(Moment("2026-11-24T07:00Z"), At("2026-11-23T22:00Z").QuietUntil);
        Assert.Null(At("2026-11-23T12:00Z").QuietUntil);
    }

    [Fact]
    public void RosterOf_WithoutATime_FindsEverybody() => Assert.All(_index.RosterOf(DutyFile.Home).All, person => Assert.True(person.IsAvailable));

    private Roster At(string now) => _index.RosterOf(DutyFile.Home, Moment(now));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
