using System.Collections.Immutable;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Scenarios.Silence;

/// <summary>A home in which nobody moves, checks in or comes back is found; one in which all is as usual is left in peace.</summary>
public sealed class HomeSilenceTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The taught home is silent for an hour at most; ten days are known, so that the margin is 45 minutes.</summary>
    private static readonly TimeSpan Unusual = TimeSpan.FromMinutes(60 + 45);

    [Fact]
    public async Task NoSignOfLife_LongerThanThisHomesOwnRhythm_FamilyIsToldWhy()
    {
        await using var town = await TaughtAsync();
        town.Hear(Village.Hall, ("motion", 1));

        await town.FastForwardAsync(Unusual);
        Assert.Empty(town.IncidentsOf(Town.Home));
        await town.FastForwardAsync(TimeSpan.FromSeconds(2));

        town.Phones.Expect(Channel.Sms, TownFile.Daughter, "Chen Guiying");
        Assert.Equal((SignalKind.Inactivity, Lane.Life), (town.Incident.Kind, town.Incident.Lane));
        Assert.Equal("no sign of life for 1 h 45; usual at this hour at most 1 h 00", await ReasonAsync(town));
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.DoAsync(_ => new TryVoiceContact(Town.Wang, Reached: false, null));
        await town.DoAsync(c => new Dispatch(Town.Wang, Town.Guard, c.Roster));
        town.Phones.Expect(Channel.Sms, TownFile.GuardPhone);
        await town.FastForwardAsync(TimeSpan.FromSeconds(20));
        town.Hear(Village.Hall, ("motion", 1));
        await town.FastForwardAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(2, town.Incident.SignalCount);
        Assert.Equal("sign of life: Motion", await ReasonAsync(town));
    }

    [Fact]
    public async Task ClockPutBack_MovementAfterItCounts_AndSilenceIsToldInTime()
    {
        await using var town = await TaughtAsync();
        town.Hear(Village.Hall, ("motion", 1));
        await town.FastForwardAsync(TimeSpan.FromMinutes(10));

        town.Clock.PutBack(TimeSpan.FromHours(3));
        await town.FastForwardAsync(TimeSpan.FromMinutes(10));
        town.Hear(Village.Hall, ("motion", 1));
        await town.FastForwardAsync(Unusual - Minute);
        Assert.Empty(town.IncidentsOf(Town.Home));
        await town.FastForwardAsync(Minute + TimeSpan.FromSeconds(10));

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
        Assert.Equal(SignalKind.Inactivity, town.Incident.Kind);
    }

    [Fact]
    public async Task MovementAsUsual_ForHours_NobodyHearsOfIt()
    {
        await using var town = await TaughtAsync();
        var head = town.Engine.Feed.Head(Town.Centre);

        for (var hour = 0; hour < 8; hour++)
        {
            town.Hear(Village.Hall, ("motion", 1));
            await town.FastForwardAsync(TimeSpan.FromHours(1));
        }

        Assert.Equal(head, town.Engine.Feed.Head(Town.Centre));
    }

    [Fact]
    public async Task WentOutByTheDoor_IsNotMissed_UntilFarTooLate()
    {
        await using var town = await TaughtAsync();
        town.Hear(Village.Door, ("doorOpen", 0));
        town.Hear(Village.Hall, ("motion", 1));
        await town.FastForwardAsync(Minute);
        town.Hear(Village.Door, ("doorOpen", 1));

        await town.FastForwardAsync(TimeSpan.FromHours(13));
        Assert.Empty(town.IncidentsOf(Town.Home));
        await town.FastForwardAsync(TimeSpan.FromHours(1));
        Assert.Empty(town.IncidentsOf(Town.Home));
        await town.FastForwardAsync(TimeSpan.FromSeconds(2));

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        Assert.StartsWith("went out 14 h 00 ago and has not come back", await ReasonAsync(town), StringComparison.Ordinal);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task SensorsLost_SilenceSaysNothingAboutThePerson()
    {
        await using var town = await TaughtAsync();
        await town.FileAsync(new Device(Town.Centre, Village.Hall, Town.Home, DeviceType.MotionSensor, Profile: new ProfileId("quick")));
        town.Hear(Village.Hall, ("motion", 1));

        await town.FastForwardAsync(TimeSpan.FromHours(6));

        Assert.Equal(Lane.Technical, Assert.Single(town.IncidentsOf(Town.Home)).Lane);
    }

    [Fact]
    public async Task Absence_SuspendsInactivityOnly_AndResumesToTheMinute()
    {
        await using var town = await TaughtAsync();
        var now = town.Clock.GetUtcNow();
        await town.FileAsync(new Absence(
            Town.Centre, new AbsenceId("a1"), Town.Home, null, AbsenceReason.Visit, now, now.AddHours(5), "with the daughter"));
        town.Hear(Village.Hall, ("motion", 1));

        await town.FastForwardAsync(TimeSpan.FromHours(5) + Unusual);
        Assert.Empty(town.IncidentsOf(Town.Home));
        await town.FastForwardAsync(TimeSpan.FromSeconds(2));

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        Assert.Equal(SignalKind.Inactivity, town.Incident.Kind);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Theory]
    [InlineData(SignalKind.Sos)]
    [InlineData(SignalKind.Fall)]
    [InlineData(SignalKind.Smoke)]
    [InlineData(SignalKind.Gas)]
    public async Task Absence_DangerIsAlwaysLive(SignalKind danger)
    {
        await using var town = await TaughtAsync();
        var now = town.Clock.GetUtcNow();
        await town.FileAsync(new Absence(Town.Centre, new AbsenceId("a1"), Town.Home, null, AbsenceReason.Holiday, now, now.AddDays(5)));

        await town.SayAsync(Town.Pendant, danger);

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task Absence_SomebodyMovesInside_IsAskedAndNotEnded()
    {
        await using var town = await TaughtAsync();
        var now = town.Clock.GetUtcNow();
        await town.FileAsync(new Absence(Town.Centre, new AbsenceId("a1"), Town.Home, null, AbsenceReason.Hospital, now, now.AddDays(1)));
        town.Hear(Village.Hall, ("motion", 1));
        await town.FastForwardAsync(TimeSpan.FromHours(2));
        Assert.Null(AbsenceOf(town).SomebodyHomeAt);

        for (var i = 0; i < 3; i++)
        {
            town.Hear(Village.Hall, ("motion", 1));
            await town.FastForwardAsync(Minute);
        }

        Assert.Equal(now.AddHours(2), AbsenceOf(town).SomebodyHomeAt);
        Assert.Equal(now.AddDays(1), AbsenceOf(town).To);
        Assert.Equal(2, await ChangesAsync(town, "a1"));
        await town.FastForwardAsync(TimeSpan.FromHours(6));
        Assert.Empty(town.Engine.OpenIncidents(Town.Centre));
    }

    [Fact]
    public async Task CheckIn_NobodyAnswers_IsMissedWhenTheGraceIsOver()
    {
        await using var town = await WithPlanAsync(At15());

        await town.FastForwardAsync(TimeSpan.FromMinutes(89));
        Assert.Empty(town.IncidentsOf(Town.Home));
        await town.FastForwardAsync(Minute);

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        Assert.Equal((SignalKind.MissedCheckIn, Lane.Life), (town.Incident.Kind, town.Incident.Lane));
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.DoAsync(_ => new TryVoiceContact(Town.Wang, Reached: true, "she overslept"));
        await town.DoAsync(_ => new Resolve(Town.Wang, Resolution.FalseAlarm, null));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.FastForwardAsync(TimeSpan.FromHours(12));
        Assert.Equal(1, (await town.Engine.FindAsync(Town.Centre, town.Incident.Id, CancellationToken.None))!.SignalCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CheckIn_PutOnFileAfterItsTime_BeginsTheNextDay(bool isAgain)
    {
        await using var town = await WithPlanAsync(isAgain ? At15() : null);
        await town.FastForwardAsync(Minute);
        await town.FileAsync(Village.Resident(null));
        await town.FastForwardAsync(TimeSpan.FromHours(3));
        await town.FileAsync(Village.Resident(At15()));
        await town.FastForwardAsync(TimeSpan.FromHours(12));
        Assert.Empty(town.Engine.OpenIncidents(Town.Centre));

        await town.FastForwardAsync(TimeSpan.FromHours(10.5) - Minute);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        Assert.Equal(SignalKind.MissedCheckIn, town.Incident.Kind);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Theory]
    [InlineData("button")]
    [InlineData("call")]
    public async Task CheckIn_AnySignThatThePlanCounts_IsEnough(string sign)
    {
        await using var town = await WithPlanAsync(At15());
        town.Hear(Town.Pendant);
        await town.FastForwardAsync(TimeSpan.FromMinutes(40));

        if (sign == "call")
        {
            await town.Engine.RecordAsync(Town.Centre, new CheckedIn(Town.Home, Town.Wang), CancellationToken.None);
        }
        else
        {
            town.Hear(Town.Pendant, ("button", 1));
        }

        await town.FastForwardAsync(TimeSpan.FromHours(10));
        Assert.Empty(town.Engine.OpenIncidents(Town.Centre));
    }

    [Fact]
    public async Task CheckIn_WhileAway_IsSuspended()
    {
        await using var town = await WithPlanAsync(At15());
        var now = town.Clock.GetUtcNow();
        await town.FileAsync(new Absence(Town.Centre, new AbsenceId("a1"), Town.Home, Village.Chen, AbsenceReason.Hospital, now, now.AddHours(12)));

        await town.FastForwardAsync(TimeSpan.FromHours(12));

        Assert.Empty(town.Engine.OpenIncidents(Town.Centre));
    }

    [Fact]
    public async Task DoorAtNight_NobodyComesBack_IsWandering()
    {
        await using var town = await WithPlanAsync(NightFrom13());
        town.Hear(Village.Door, ("doorOpen", 0));
        await town.FastForwardAsync(Minute);
        town.Hear(Village.Door, ("doorOpen", 1));
        await town.FastForwardAsync(TimeSpan.FromSeconds(10));
        town.Hear(Village.Hall, ("motion", 1));

        await town.FastForwardAsync(TimeSpan.FromMinutes(14));
        Assert.Empty(town.IncidentsOf(Town.Home));
        await town.FastForwardAsync(Minute);

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        Assert.Equal(SignalKind.Wandering, town.Incident.Kind);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task DoorAtNight_SomebodyMovesInsideAgain_IsNothing()
    {
        await using var town = await WithPlanAsync(NightFrom13());
        town.Hear(Village.Hall);
        town.Hear(Village.Door, ("doorOpen", 0));
        await town.FastForwardAsync(Minute);
        town.Hear(Village.Door, ("doorOpen", 1));
        await town.FastForwardAsync(TimeSpan.FromMinutes(3));
        town.Hear(Village.Hall, ("motion", 1));

        await town.FastForwardAsync(TimeSpan.FromMinutes(40));

        Assert.Empty(town.Engine.OpenIncidents(Town.Centre));
    }

    [Fact]
    public async Task Pendant_OutsideTheGeofence_OneAlarmAndItsEnd()
    {
        await using var town = await WithPlanAsync(new ResidentPlan([], new Geofence(300)));
        town.Hear(Town.Pendant, ("lat", 29.5901), ("lon", 120.8301));
        await town.FastForwardAsync(Minute);
        Assert.Empty(town.IncidentsOf(Town.Home));

        for (var i = 0; i < 3; i++)
        {
            town.Hear(Town.Pendant, ("lat", 29.60), ("lon", 120.83), ("accuracyM", 20));
            await town.FastForwardAsync(TimeSpan.FromSeconds(5));
        }

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        Assert.Equal((SignalKind.Wandering, 1), (town.Incident.Kind, town.Incident.SignalCount));
        await town.DoAsync(_ => new Claim(Town.Wang));
        town.Hear(Town.Pendant, ("lat", 29.5901), ("lon", 120.8301));
        await town.FastForwardAsync(TimeSpan.FromSeconds(5));
        Assert.Equal("inside the geofence again", await ReasonAsync(town));
    }

    private static ResidentPlan At15() => new(
        [new CheckIn(new TimeOnly(15, 0), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30), [SignOfLife.Button, SignOfLife.Motion])]);

    private static ResidentPlan NightFrom13() => new([], NightDoor: new NightDoor(new TimeOnly(13, 0), new TimeOnly(16, 0), TimeSpan.FromMinutes(15)));

    private static async Task<Town> WithPlanAsync(ResidentPlan? plan)
    {
        var town = await Town.StartAsync();
        await town.FileAsync([.. Village.Sensors(), Village.Resident(plan)]);
        return town;
    }

    /// <summary>A home that is silent for an hour at most, at any time of day, as ten days have shown.</summary>
    private static async Task<Town> TaughtAsync()
    {
        var town = await Town.StartAsync();
        await town.FileAsync(
        [
            .. Village.Sensors(),
            new DeviceProfile(Town.Centre, new ProfileId("quick"), "Quick", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)),
        ]);
        var today = DateOnly.FromDateTime(town.Clock.GetUtcNow().Date);
        var days = Enumerable.Range(1, 10).Select(d => new HomeDay(
            Town.Home, new RhythmDay(today.AddDays(-d), ImmutableArray.CreateRange(Enumerable.Repeat(60, Rhythm.Slots)))));
        await town.RestartAsync(teach: new WatchSave(town.Clock.GetUtcNow(), new Dictionary<CentreId, long>(), [], [], [.. days], [], [], today.AddDays(-90)));
        await town.FastForwardAsync(TimeSpan.FromMinutes(6));
        return town;
    }

    private static Absence AbsenceOf(Town town) => town.Engine.Directory.Find<Absence>("a1")!;

    private static async Task<int> ChangesAsync(Town town, string key)
    {
        var changes = 0;
        await foreach (var entry in town.Journal.ReadAsync(Town.Centre, 0, CancellationToken.None))
        {
            changes += entry.Event is DirectoryChanged changed && changed.Key == key ? 1 : 0;
        }

        return changes;
    }

    /// <summary>The reason that the newest signal gives.</summary>
    private static async Task<string> ReasonAsync(Town town) => (await town.Journal.ReadIncidentAsync(town.Incident.Id, CancellationToken.None))
        .Select(e => (e.Event as IncidentOpened)?.Signal ?? (e.Event as SignalJoined)?.Signal)
        .Last(s => s is not null)!.Detail!["reason"];
}
