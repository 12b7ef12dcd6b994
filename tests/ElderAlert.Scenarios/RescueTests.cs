using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Scenarios;

/// <summary>From the dispatch to the archive: whatever takes too long is told to somebody, and goes on being told.</summary>
public sealed class RescueTests
{
    private static readonly Actor GuardThemselves = new(ActorKind.Responder, "guard");
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task RelativeSaysYes_AndNothingComesOfIt_TheNextStepAfterFiveMinutes()
    {
        await using var town = await WithAlarmAsync();
        await town.DoAsync(_ => new Acknowledge(new RecipientRef(RecipientKind.Contact, "daughter"), "sms", 10));

        await town.FastForwardAsync(TimeSpan.FromMinutes(5) - Second);
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(Second);

        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        Assert.Null(town.Incident.AcknowledgedBy);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task ResponderDoesNotAnswer_IsCalledAfterHalfAMinute_AndShownAsUnanswered()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.DoAsync(c => new Dispatch(Town.Wang, Town.Guard, c.Roster));
        town.Phones.Expect(Channel.Sms, TownFile.GuardPhone);

        await town.FastForwardAsync(TimeSpan.FromSeconds(29));
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(Second);

        town.Phones.Expect(Channel.Voice, TownFile.GuardPhone);
        Assert.True(town.Incident.Marks.HasFlag(IncidentMarks.ResponderUnanswered));
        await town.DoAsync(_ => new StartEnRoute(GuardThemselves, Town.Guard, 5));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        Assert.False(town.Incident.Marks.HasFlag(IncidentMarks.ResponderUnanswered));
    }

    [Fact]
    public async Task ResponderSetsOutAndNeverArrives_TheSupervisorIsToldHalfAnHourAfterTheDispatch()
    {
        await using var town = await WithAlarmAsync();
        await DispatchAsync(town);
        await town.DoAsync(_ => new StartEnRoute(GuardThemselves, Town.Guard, 10));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        await town.FastForwardAsync(TimeSpan.FromMinutes(30) - Second);
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(Second);

        town.Phones.Expect(Channel.Sms, TownFile.BossPhone, "overdue");
        Assert.Equal(DeadlineKind.OnScene, Assert.Single(await town.FactsAsync<DeadlineMissed>()).Deadline);

        // Arriving is what was missing: the mark goes, and nobody is told any more.
        await town.DoAsync(_ => new ArriveOnScene(GuardThemselves, Town.Guard));
        Assert.Equal(IncidentMarks.None, town.Incident.Marks);
        await town.FastForwardAsync(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task OnSceneForTwoHours_TheSupervisorIsTold_AfterGrowingPauses_UntilItIsOver()
    {
        await using var town = await WithAlarmAsync();
        await DispatchAsync(town);
        await town.DoAsync(_ => new ArriveOnScene(GuardThemselves, Town.Guard));

        await town.FastForwardAsync(TimeSpan.FromHours(2) - Second);
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(Second);
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone, "overdue");
        foreach (var pause in new[] { 5, 10, 20, 30, 30 })
        {
            await town.FastForwardAsync(TimeSpan.FromMinutes(pause) - Second);
            town.Phones.ExpectSilence();
            await town.FastForwardAsync(Second);
            town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        }

        Assert.All(await town.FactsAsync<DeadlineMissed>(), missed => Assert.Equal(DeadlineKind.Resolve, missed.Deadline));
        Assert.Equal((IncidentState.OnScene, IncidentMarks.Overdue), (town.Incident.State, town.Incident.Marks));
        await town.DoAsync(_ => new Resolve(Town.Wang, Resolution.Helped, null));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.FastForwardAsync(TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task NobodyCallsBack_TheSupervisorIsToldAfterADay_AndEveryDay_UntilSheWasReachedAndItIsClosed()
    {
        await using var town = await WithAlarmAsync();
        await ResolveAsync(town);

        await town.FastForwardAsync(TimeSpan.FromHours(24) - Second);
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(Second);
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone, "It is over");
        Assert.Equal((IncidentState.Resolved, IncidentMarks.Overdue), (town.Incident.State, town.Incident.Marks));

        // A call that nobody answered is no call-back.
        await town.DoAsync(_ => new RecordFollowUp(Town.Wang, FollowUpResult.NotReached, null, null));
        await town.FastForwardAsync(TimeSpan.FromHours(24));
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);

        await town.DoAsync(_ => new RecordFollowUp(Town.Wang, FollowUpResult.Well, 5, null));
        Assert.Equal(IncidentMarks.None, town.Incident.Marks);
        await town.FastForwardAsync(TimeSpan.FromHours(24));
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        Assert.Equal(
            [DeadlineKind.FollowUp, DeadlineKind.FollowUp, DeadlineKind.Close],
            (await town.FactsAsync<DeadlineMissed>()).Select(m => m.Deadline));

        await town.DoAsync(_ => new Close(Town.Wang));
        await town.FastForwardAsync(TimeSpan.FromHours(25));
    }

    [Fact]
    public async Task CallBackIsOverdueInTheNight_TheSupervisorIsNotWokenForIt()
    {
        await using var town = await WithAlarmAsync();
        var local = town.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        await town.EditAsync(new Centre(
            Town.Centre, "96345", "96345", null, "Asia/Shanghai",
            [new WeeklyHours(Enum.GetValues<DayOfWeek>(), TimeOnly.FromDateTime(local.DateTime.AddHours(-1)), TimeOnly.FromDateTime(local.DateTime.AddHours(2)))]));
        await ResolveAsync(town);

        await town.FastForwardAsync(TimeSpan.FromHours(26) - Second);
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(Second + Second);

        town.Phones.Expect(Channel.Sms, TownFile.BossPhone, "It is over");
    }

    /// <summary>An SOS of which the daughter has been told; nobody's answer is missed for an hour.</summary>
    private static async Task<Town> WithAlarmAsync()
    {
        var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient(Steps.ContactThenSupervisor));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        return town;
    }

    private static async Task DispatchAsync(Town town)
    {
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.DoAsync(c => new Dispatch(Town.Wang, Town.Guard, c.Roster));
        town.Phones.Expect(Channel.Sms, TownFile.GuardPhone);
    }

    private static async Task ResolveAsync(Town town)
    {
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.DoAsync(_ => new TryVoiceContact(Town.Wang, Reached: true, null));
        await town.DoAsync(_ => new Resolve(Town.Wang, Resolution.FalseAlarm, null));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
    }
}
