using ElderAlert.Domain;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Scenarios;

/// <summary>A timer is lost, a clock is wrong, nobody is there: somebody notices, says so loudly, and does what was left undone.</summary>
public sealed class FaultTests
{
    private static readonly OperatorId Wang = new("wang");

    [Fact]
    public async Task TimerIsLost_TheAuditorFindsItHalfAMinuteLater_SaysSo_AndTheStepIsTaken()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient(Steps.ContactThenSupervisor));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        town.Engine.Deadlines.Arm(town.Incident.Id, due: null);

        await town.FastForwardAsync(TimeSpan.FromSeconds(60));
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(TimeSpan.FromSeconds(5));

        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        var raised = Assert.Single(await town.FactsAsync<FaultRaised>());
        Assert.Equal(FaultKind.DeadlineLost, raised.Fault);
        Assert.Equal([town.Incident.Id], raised.Incidents);
        town.Errors.Expect("DeadlineLost");

        // It is armed again: the next step comes at its time, without the auditor.
        await town.FastForwardAsync(TimeSpan.FromSeconds(30));
        town.Phones.Expect(Channel.Sms, TownFile.Son);
        Assert.Single(await town.FactsAsync<FaultEnded>());
        Assert.Empty(town.Engine.Faults);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task LastOperatorLeaves_WhileAnAlarmWaits_TheSupervisorIsRungAtOnce_UntilSomebodySignsOn()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient(Steps.ContactThenSupervisor));
        await SignOnAsync(town);
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.FastForwardAsync(TimeSpan.FromSeconds(10));
        town.Phones.ExpectSilence();

        town.Engine.Consoles.SignOff(Town.Centre, Wang);
        await town.SettleAsync();
        Assert.Single(town.Engine.Faults);
        town.Phones.Expect(Channel.Voice, TownFile.BossPhone);
        await town.FastForwardAsync(TimeSpan.FromSeconds(10));
        town.Phones.ExpectSilence();
        Assert.Equal(FaultKind.NobodySignedOn, Assert.Single(town.Engine.Faults).Kind);

        await SignOnAsync(town);
        await town.SettleAsync();
        Assert.Empty(town.Engine.Faults);
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.FastForwardAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(FaultKind.NobodySignedOn, Assert.Single(await town.FactsAsync<FaultRaised>()).Fault);
        Assert.Equal(FaultKind.NobodySignedOn, Assert.Single(await town.FactsAsync<FaultEnded>()).Fault);
    }

    [Fact]
    public async Task NobodySignedOn_ANewAlarmGoesStraightToTheSupervisorsPhone()
    {
        await using var town = await Town.StartAsync();
        town.Engine.Consoles.CountFrom(town.Clock.GetUtcNow());
        await town.SettleAsync();
        Assert.Single(town.Engine.Faults);

        await town.SayAsync(Town.Pendant, SignalKind.Sos);

        town.Phones.Expect(Channel.Voice, TownFile.BossPhone);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Boss));
    }

    [Fact]
    public async Task ServerStarts_ConsolesHaveTheirSecondsToComeBack()
    {
        await using var town = await Town.StartAsync();
        town.Engine.Consoles.CountFrom(town.Clock.GetUtcNow().AddSeconds(15));

        await town.FastForwardAsync(TimeSpan.FromSeconds(14));
        Assert.Empty(town.Engine.Faults);
        await town.FastForwardAsync(TimeSpan.FromSeconds(6));

        Assert.Equal(FaultKind.NobodySignedOn, Assert.Single(town.Engine.Faults).Kind);
    }

    [Fact]
    public async Task ClockWasThreeHoursAhead_AndIsPutBack_NobodyWaitsThreeHours()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient(Steps.ContactThenSupervisor));
        await town.SleepAsync(TimeSpan.FromHours(3));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        town.Clock.PutBack(TimeSpan.FromHours(3));
        await town.FastForwardAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(FaultKind.ClockPutBack, Assert.Single(await town.FactsAsync<FaultRaised>()).Fault);
        town.Errors.Expect("ClockPutBack");
        await town.FastForwardAsync(TimeSpan.FromSeconds(30));

        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task ResponderSentAndNeverSetsOut_TheSupervisorIsToldAfterThreeMinutes()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient(Steps.ContactThenSupervisor));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.DoAsync(c => new Dispatch(Town.Wang, Town.Guard, c.Roster));
        town.Phones.Expect(Channel.Sms, TownFile.GuardPhone);

        await town.FastForwardAsync(TimeSpan.FromSeconds(179));
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(TimeSpan.FromSeconds(1));

        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        Assert.True(town.Incident.Marks.HasFlag(IncidentMarks.Overdue));
        await town.DoAsync(_ => new StartEnRoute(Town.Wang, Town.Guard, 5));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
    }

    [Fact]
    public async Task OperatorGoneWhileHelpIsOnTheWay_TheSupervisorIsToldAfterAMinute()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient(Steps.ContactThenSupervisor));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.DoAsync(c => new Dispatch(Town.Wang, Town.Guard, c.Roster));
        town.Phones.Expect(Channel.Sms, TownFile.GuardPhone);
        await town.DoAsync(_ => new StartEnRoute(Town.Wang, Town.Guard, 5));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        await town.DoAsync(c => new Release(Town.Wang, ReleaseReason.ConsoleSilent, c.Roster));
        await town.FastForwardAsync(TimeSpan.FromSeconds(59));
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(TimeSpan.FromSeconds(1));

        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        Assert.Equal(DeadlineKind.Takeover, Assert.Single(await town.FactsAsync<DeadlineMissed>()).Deadline);
    }

    private static async Task SignOnAsync(Town town)
    {
        town.Engine.Consoles.SignOn(Town.Centre, Wang, town.Clock.GetUtcNow());
        town.Engine.Consoles.CountFrom(town.Clock.GetUtcNow());
        await town.SettleAsync();
    }
}
