using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
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
    public void RosterOf_WithoutATime_FindsEverybody() => Assert.All(_index.RosterOf(DutyFile.Centre, DutyFile.Home).All, person => Assert.True(person.IsAvailable));

    [Theory]
    [InlineData(RecipientKind.Contact, "daughter")]
    [InlineData(RecipientKind.Responder, "guard")]
    [InlineData(RecipientKind.Supervisor, "boss")]
    [InlineData(RecipientKind.Operator, "wang")]
    public void FindRecipient_OnFile_HasTheNumbersOfTheRoster(RecipientKind kind, string id)
    {
        var person = new RecipientRef(kind, id);

        var found = _index.FindRecipient(DutyFile.Centre, DutyFile.Home, person)!;

        var inRoster = _index.RosterOf(DutyFile.Centre, DutyFile.Home).All.Single(r => r.Ref == person);
        Assert.Equal((person, inRoster.Methods, inRoster.Language, true), (found.Ref, found.Methods, found.Language, found.IsAvailable));
    }

    [Fact]
    public void FindRecipient_ResponderGoneOffDutyMeanwhile_IsStillToldWhatWasDecided()
    {
        var guard = _index.Find(new ResponderId("guard"))!;
        Assert.NotNull(_index.With([guard with { OnDuty = false }], []).FindRecipient(DutyFile.Centre, DutyFile.Home, new(RecipientKind.Responder, "guard")));
    }

    [Theory]
    [InlineData(RecipientKind.Contact, "nobody")]
    [InlineData(RecipientKind.Contact, "neighbour")]
    [InlineData(RecipientKind.Responder, "stranger")]
    [InlineData(RecipientKind.Supervisor, "stranger")]
    [InlineData(RecipientKind.Supervisor, "wang")]
    [InlineData(RecipientKind.Operator, "boss")]
    public void FindRecipient_NotOnFileForThatHome_IsNobody(RecipientKind kind, string id)
    {
        var other = new CentreId("other");
        var index = _index.With(
            [
                new Contact(DutyFile.Centre, new ContactId("neighbour"), new HouseholdId("next-door"), "N", "son", 1, DutyFile.Verified),
                new Responder(other, new ResponderId("stranger"), "S", ResponderRole.Doctor, [DutyFile.Town.Id], DutyFile.Verified, null),
                new Operator(other, new OperatorId("stranger"), "S", OperatorRole.Supervisor, "-", DutyFile.Verified),
            ],
            []);

        Assert.Null(index.FindRecipient(DutyFile.Centre, DutyFile.Home, new RecipientRef(kind, id)));
    }

    /// <summary>Its incident may still be open, and somebody must be told of that.</summary>
    [Fact]
    public void RosterOf_HomeTakenOffTheFile_IsTheCentresStaff()
    {
        var homes = _index.Of<Household>(DutyFile.Centre);
        var index = _index.With([], [.. _index.ContactsOf(DutyFile.Home), .. homes]);

        var roster = index.RosterOf(DutyFile.Centre, DutyFile.Home, Moment("2026-11-23T20:00Z"));

        Assert.Equal((0, 0), (roster.Contacts.Count, roster.Responders.Count));
        Assert.Equal(["boss", "chief", "deputy"], roster.Supervisors.Select(s => s.Ref.Id));
        Assert.NotNull(index.FindRecipient(DutyFile.Centre, DutyFile.Home, new RecipientRef(RecipientKind.Supervisor, "boss")));
    }

    private Roster At(string now) => _index.RosterOf(DutyFile.Centre, DutyFile.Home, Moment(now));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
