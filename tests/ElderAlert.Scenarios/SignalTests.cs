using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Scenarios;

/// <summary>Which signals belong together, what a suspicion leads to, and what tests and late news look like to the people who hear of them.</summary>
public sealed class SignalTests
{
    [Fact]
    public async Task PressSoonAfterItWasCalledOver_SameIncident_FamilyHearsThatItIsBack()
    {
        await using var town = await Town.StartAsync();
        var first = await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await CallItOverAsync(town);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter, "false alarm");
        await town.FastForwardAsync(TimeSpan.FromMinutes(5));

        var again = await town.SayAsync(Town.Pendant, SignalKind.Sos);

        Assert.Equal((SignalFate.Reopened, first.Incident), (again.Fate, again.Incident));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter, "It is back");
        town.Phones.Expect(Channel.Sms, TownFile.Son, "It is back");
        Assert.Equal((IncidentState.Open, 2), (town.Incident.State, town.Incident.TimesAsked));
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task PressLongAfterItWasCalledOver_AnotherIncident_AlsoAfterARestart()
    {
        await using var town = await Town.StartAsync();
        var first = await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await CallItOverAsync(town);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        await town.RestartAsync(meanwhile: TimeSpan.FromMinutes(29));
        Assert.Equal(SignalFate.Reopened, (await town.SayAsync(Town.Pendant, SignalKind.Sos)).Fate);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        town.Phones.Expect(Channel.Sms, TownFile.Son);
        await CallItOverAsync(town);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        town.Phones.Expect(Channel.Sms, TownFile.Son);

        await town.RestartAsync(meanwhile: TimeSpan.FromMinutes(31));
        var other = await town.SayAsync(Town.Pendant, SignalKind.Sos);
        Assert.Equal(SignalFate.Opened, other.Fate);
        Assert.NotEqual(first.Incident, other.Incident);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task SmokeDetectorStillSoundingAfterTheToast_RingsNobody_UntilItDoesNotStop()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Radar, SignalKind.Smoke);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await CallItOverAsync(town);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        for (var minute = 1; minute < 15; minute++)
        {
            await town.FastForwardAsync(TimeSpan.FromMinutes(1));
            await town.SayAsync(Town.Radar, SignalKind.Smoke);
        }

        town.Phones.ExpectSilence();
        Assert.Equal((IncidentState.Resolved, IncidentMarks.StillReporting), (town.Incident.State, town.Incident.Marks));
        await town.FastForwardAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(SignalFate.Reopened, (await town.SayAsync(Town.Radar, SignalKind.Smoke)).Fate);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter, "It is back");
        town.Phones.Expect(Channel.Sms, TownFile.Son);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task SuspectedFall_NothingMoves_EverybodyAtOnceAndMoreUrgent()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Radar, SignalKind.Fall, 0.3);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        Assert.Equal(Priority.High, town.Incident.Priority.Priority);
        await town.FastForwardAsync(TimeSpan.FromSeconds(30));
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        town.Phones.Expect(Channel.Sms, TownFile.Son);
        town.Phones.Expect(Channel.Voice, TownFile.Daughter);

        await town.FastForwardAsync(TimeSpan.FromSeconds(14));
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(TimeSpan.FromSeconds(1));

        town.Phones.Expect(Channel.Voice, TownFile.Son);
        town.Phones.Expect(Channel.Voice, TownFile.BossPhone);
        town.Phones.Expect(Channel.Sms, TownFile.GuardPhone);
        town.Phones.Expect(Channel.Voice, TownFile.GuardPhone);
        Assert.Equal(Priority.Critical, town.Incident.Priority.Priority);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task SuspectedFall_SheMovesAndCancels_WatchedForTenMinutes_ThenTheNextStep()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Radar, SignalKind.Fall, 0.3);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.FastForwardAsync(TimeSpan.FromSeconds(5));
        await town.DoAsync(_ => new ReportMotion(Town.Radar));
        await town.FastForwardAsync(TimeSpan.FromSeconds(5));
        await town.SayAsync(Town.Pendant, SignalKind.Cancel);

        Assert.True(town.Incident.Marks.HasFlag(IncidentMarks.Watched | IncidentMarks.CancelRequested));
        await town.FastForwardAsync(TimeSpan.FromSeconds(599));
        town.Phones.ExpectSilence();
        Assert.Equal(IncidentState.Open, town.Incident.State);

        await town.FastForwardAsync(TimeSpan.FromSeconds(1));
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);

        // The daughter's message, which waited with it, was never delivered.
        town.Phones.Expect(Channel.Sms, TownFile.Son);
        town.Phones.Expect(Channel.Voice, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task CancelAfterTheGracePeriod_IsShownAsLate_AndEndsNothing()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.FastForwardAsync(TimeSpan.FromSeconds(61));

        await town.SayAsync(Town.Pendant, SignalKind.Cancel);

        Assert.Equal((IncidentState.Claimed, IncidentMarks.CancelRequested | IncidentMarks.CancelLate), (town.Incident.State, town.Incident.Marks));
    }

    [Fact]
    public async Task CancelWithinTheGracePeriod_IsShown_AndTheEscalationGoesOnUntilAPersonAgrees()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient(Steps.ContactThenSupervisor));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.FastForwardAsync(TimeSpan.FromSeconds(20));

        await town.SayAsync(Town.Pendant, SignalKind.Cancel);

        Assert.Equal((IncidentState.Open, IncidentMarks.CancelRequested), (town.Incident.State, town.Incident.Marks));
        await town.FastForwardAsync(TimeSpan.FromSeconds(10));
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task PressesWhileItWaits_OneIncidentThatSaysSheAsksAgain_AndNobodyIsToldTwice()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient(Steps.ContactThenSupervisor));
        var first = await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        for (var press = 2; press <= 5; press++)
        {
            await town.FastForwardAsync(TimeSpan.FromSeconds(4));
            Assert.Equal((SignalFate.Joined, first.Incident), await FateOfAsync(town, SignalKind.Sos));
        }

        town.Phones.ExpectSilence();
        Assert.Equal((5, town.Incident.OpenedAt.AddSeconds(4)), (town.Incident.TimesAsked, town.Incident.AskedAgainAt));
        Assert.Contains(PriorityReason.Repeated, town.Incident.Priority.Reasons);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task SomebodyWhoPressesEveryDay_IsHeardTheThirtiethTimeLikeTheFirst()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient(Steps.ContactThenSupervisor));
        for (var day = 1; day <= 30; day++)
        {
            Assert.Equal(SignalFate.Opened, (await town.SayAsync(Town.Pendant, SignalKind.Sos)).Fate);
            Assert.Equal(Priority.Critical, town.Incident.Priority.Priority);
            town.Phones.Expect(Channel.Sms, TownFile.Daughter);
            await CallItOverAsync(town);
            town.Phones.Expect(Channel.Sms, TownFile.Daughter);
            await town.DoAsync(_ => new RecordFollowUp(Town.Wang, FollowUpResult.Well, null, null));
            await town.DoAsync(_ => new Close(Town.Wang));
            await town.SleepAsync(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task HubThatComesAndGoes_IsOneIncident_WakesNobody_AndHidesNoAlarm()
    {
        await using var town = await Town.StartAsync();
        for (var time = 0; time < 12; time++)
        {
            await town.SayAsync(Town.Radar, time % 2 == 0 ? SignalKind.Offline : SignalKind.Online);
            await town.FastForwardAsync(TimeSpan.FromMinutes(10));
        }

        Assert.Equal((Lane.Technical, 12), (town.Incident.Lane, Assert.Single(town.IncidentsOf(Town.Home)).SignalCount));
        town.Phones.ExpectSilence();
        Assert.Equal(SignalFate.Opened, (await town.SayAsync(Town.Radar, SignalKind.Fall, 0.9)).Fate);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task UnknownSensorBehindAKnownHub_IsRaisedInThatHome_AndShownAsAStranger()
    {
        await using var town = await Town.StartAsync();
        var now = town.Clock.GetUtcNow();

        await town.SayAsync(new Signal("z-1", Town.Radar, SignalKind.Sos, SignalState.Active, now, UnknownName: "button_kitchen"));

        Assert.Equal((Town.Home, IncidentMarks.UnknownDevice), (town.Incident.Household, town.Incident.Marks));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task TwoHomesPress_TheFrailPersonWhoLivesAloneIsMoreUrgent_AndThePointsSayWhy()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        await town.SayAsync(Town.OtherPendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        town.Phones.Expect(Channel.Sms, TownFile.OtherDaughter);

        var other = Assert.Single(town.IncidentsOf(Town.OtherHome));
        Assert.Equal([PriorityReason.Kind, PriorityReason.Dependent, PriorityReason.LivesAlone, PriorityReason.Conditions], town.Incident.Priority.Reasons);
        Assert.Equal([PriorityReason.Kind], other.Priority.Reasons);
        Assert.True(town.Incident.Priority.Priority > other.Priority.Priority);
    }

    [Fact]
    public async Task SmokeAndCarbonMonoxide_OneDanger_TheHelperIsToldOfBoth()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Radar, SignalKind.Smoke);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.SayAsync(Town.Radar, SignalKind.Co);
        await town.DoAsync(_ => new Claim(Town.Wang));

        await town.DoAsync(c => new Dispatch(Town.Wang, Town.Guard, c.Roster));

        town.Phones.Expect(Channel.Sms, TownFile.GuardPhone, "Smoke alarm and Carbon monoxide alarm");
        Assert.Contains(PriorityReason.Combined, town.Incident.Priority.Reasons);
    }

    [Fact]
    public async Task TestMode_EveryMessageSaysSo_AndItStillWaitsForAnOperator()
    {
        await using var town = await Town.StartAsync();
        await TestAsync(town);
        await town.SayAsync(Town.Pendant, SignalKind.Sos);

        town.Phones.Expect(Channel.Sms, TownFile.Daughter, "This is a test");
        await town.FastForwardAsync(TimeSpan.FromSeconds(30));
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone, "This is a test");
        town.Phones.Expect(Channel.Sms, TownFile.Son, "This is a test");
        town.Phones.Expect(Channel.Voice, TownFile.Daughter, "This is a test");
        Assert.Equal((IncidentState.Open, IncidentMarks.TestMode), (town.Incident.State, town.Incident.Marks));
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.DoAsync(_ => new TryVoiceContact(Town.Wang, Reached: true, "the technician"));
        await town.DoAsync(_ => new Resolve(Town.Wang, Resolution.Test, null));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter, "This is a test");
        town.Phones.Expect(Channel.Sms, TownFile.Son, "This is a test");
    }

    [Fact]
    public async Task TestModeIsOver_TheNextPressIsReal_AndWhoeverHeardOfATestHearsOtherwise()
    {
        await using var town = await Town.StartAsync();
        await TestAsync(town);
        await town.FastForwardAsync(TimeSpan.FromMinutes(29) + TimeSpan.FromSeconds(50));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter, "This is a test");
        await town.FastForwardAsync(TimeSpan.FromSeconds(10));

        await town.SayAsync(Town.Pendant, SignalKind.Sos);

        Assert.DoesNotContain("This is a test", town.Phones.Expect(Channel.Sms, TownFile.Daughter).Text.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("This is a test", town.Phones.Expect(Channel.Sms, TownFile.Son).Text.Value, StringComparison.Ordinal);
        Assert.Equal(IncidentMarks.None, town.Incident.Marks);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task PressFromHoursAgo_IsShownAsLate_AndRaisedAllTheSame()
    {
        await using var town = await Town.StartAsync();
        var now = town.Clock.GetUtcNow();

        await town.SayAsync(new Signal("old-1", Town.Pendant, SignalKind.Sos, SignalState.Active, now, At: now - TimeSpan.FromHours(3)));

        Assert.True(town.Incident.Marks.HasFlag(IncidentMarks.LateSignal));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter, "happened at 11:00, we received it at 14:00");

        // A press of now is no old news, and whoever is told next hears of no delay.
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        await town.FastForwardAsync(TimeSpan.FromSeconds(30));
        Assert.DoesNotContain("happened", town.Phones.Expect(Channel.Sms, TownFile.Son).Text.Value, StringComparison.Ordinal);
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        town.Phones.Expect(Channel.Voice, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    private static async Task<(SignalFate, IncidentId?)> FateOfAsync(Town town, SignalKind kind)
    {
        var receipt = await town.SayAsync(Town.Pendant, kind);
        return (receipt.Fate, receipt.Incident);
    }

    private static async Task CallItOverAsync(Town town)
    {
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.DoAsync(_ => new TryVoiceContact(Town.Wang, Reached: true, null));
        await town.DoAsync(_ => new Resolve(Town.Wang, Resolution.FalseAlarm, null));
    }

    private static async Task TestAsync(Town town)
    {
        var mode = new TestMode(Town.Centre, Town.Home, town.Clock.GetUtcNow() + SignalTimes.Default.TestMode, Town.Wang);
        Assert.IsType<EditResult.Done>(await town.Engine.EditAsync(new DirectoryEdit(Town.Centre, Town.Wang, [mode], []), CancellationToken.None));
    }
}
