using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Scenarios.Silence;

namespace ElderAlert.Scenarios;

/// <summary>The provider, the server and the clock fail; nobody falls through and nobody is paged twice.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task NumberThatDoesNotExist_NextRelativeAtOnce()
    {
        await using var town = await Town.StartAsync();
        town.Phones.Answer = n => n.Address.Value == TownFile.Daughter
            ? new SendOutcome.Failed("21211", "not a valid number", Permanent: true)
            : new SendOutcome.Accepted("SM" + n.Id);

        await town.SayAsync(Town.Pendant, SignalKind.Sos);

        town.Phones.Expect(Channel.Sms, TownFile.Son);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    /// <summary>The account at the provider is closed in the night.</summary>
    [Fact]
    public async Task ProviderTakesNothing_ConsolesAreTold_UntilItDoes()
    {
        await using var town = await Town.StartAsync();
        town.Phones.Answer = _ => new SendOutcome.Failed("20003", "the account is suspended", Permanent: false);
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        await town.FastForwardAsync(TimeSpan.FromSeconds(40));

        Assert.Equal([FaultKind.MessagesFail], town.Engine.Faults.Select(f => f.Kind));
        town.Errors.Expect("MessagesFail");

        town.Phones.Answer = n => new SendOutcome.Accepted("SM" + n.Id);
        await town.DoAsync(_ => new Claim(Town.Boss));
        await town.DoAsync(context => new Dispatch(Town.Boss, Town.Guard, context.Roster));
        town.Phones.Expect(Channel.Sms, TownFile.GuardPhone);
        await town.FastForwardAsync(TimeSpan.FromSeconds(10));

        Assert.Empty(town.Engine.Faults);
        Assert.Equal(FaultKind.MessagesFail, Assert.Single(await town.FactsAsync<FaultEnded>()).Fault);
    }

    [Fact]
    public async Task ServerDownOverADeadline_EscalationGoesOnAtOnce()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        await town.RestartAsync(meanwhile: TimeSpan.FromSeconds(40));

        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        town.Phones.Expect(Channel.Sms, TownFile.Son);
        town.Phones.Expect(Channel.Voice, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task ServerDownBeforeADeadline_StepComesAtItsTimeAndNotEarlier()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        await town.RestartAsync(meanwhile: TimeSpan.FromSeconds(10));
        await town.FastForwardAsync(TimeSpan.FromSeconds(19));
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(TimeSpan.FromSeconds(1));

        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        town.Phones.Expect(Channel.Sms, TownFile.Son);
        town.Phones.Expect(Channel.Voice, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ServerStopsWhileTheProviderHangs_MessageArrivesExactlyOnce(bool providerHadTakenIt)
    {
        await using var town = await Town.StartAsync();
        town.Phones.IsHanging = true;
        town.Phones.TakesWhileHanging = providerHadTakenIt;
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        await town.DoAsync(_ => new Claim(Town.Wang));

        town.Phones.IsHanging = false;
        await town.RestartAsync(meanwhile: TimeSpan.FromSeconds(5));
        await town.DoAsync(_ => new TryVoiceContact(Town.Wang, Reached: true, null));
        await town.FastForwardAsync(TimeSpan.FromSeconds(60));

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        Assert.Equal(NotificationState.Accepted, Assert.Single(town.Incident.Notifications).State);
    }

    [Fact]
    public async Task ProviderTakesItLateAndListsItLaterStill_MessageArrivesExactlyOnce()
    {
        await using var town = await Town.StartAsync();
        town.Phones.Slow = new SlowProvider(town.Clock, Takes: TimeSpan.FromSeconds(9), Fails: TimeSpan.FromSeconds(8), Lists: TimeSpan.FromSeconds(10));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        await town.DoAsync(_ => new Claim(Town.Wang));

        await town.FastForwardAsync(TimeSpan.FromSeconds(60));

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        Assert.Equal(NotificationState.Accepted, Assert.Single(town.Incident.Notifications).State);
    }

    /// <summary>Twice as many notices about equipment as there are workers, as in the minute when the quiet hours end.</summary>
    [Fact]
    public async Task ProviderHangsOverNoticesAboutEquipment_AnAlarmLeavesAtOnce()
    {
        var homes = 2 * new EngineOptions().NotificationWorkers;
        await using var town = await Town.StartAsync();
        await town.FileAsync([DefaultPolicies.Technical(Town.Centre) with { Steps = Steps.ContactThenSupervisor }, .. Village.Homes(homes)]);
        await town.FileAsync([.. Enumerable.Range(0, homes).Select(n => TownFile.Person($"contact-{n}", Village.HomeOf(n), 1, TownFile.Neighbour))]);
        town.Phones.IsHanging = true;
        for (var n = 0; n < homes; n++)
        {
            await town.SayAsync(Village.HubOf(n), SignalKind.Fault);
        }

        town.Phones.IsHanging = false;
        await town.SayAsync(Town.Pendant, SignalKind.Sos);

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task ClaimForgotten_ReopensAndGoesUp()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));

        await town.FastForwardAsync(TimeSpan.FromSeconds(90));
        Assert.True(town.Incident.Marks.HasFlag(IncidentMarks.DecisionForced));
        await town.FastForwardAsync(TimeSpan.FromSeconds(210));

        Assert.Equal(IncidentState.Open, town.Incident.State);
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        await town.DoAsync(_ => new Claim(Town.Boss));
    }

    [Fact]
    public async Task AcceptedByTheWrongOne_AnotherCentreSeesNothing()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        var id = town.Incident.Id;
        await town.DoAsync(_ => new Claim(Town.Wang));

        Assert.Null(await town.Engine.FindAsync(new Domain.CentreId("elsewhere"), id, CancellationToken.None));
        var result = await town.Engine.ExecuteAsync(new Domain.CentreId("elsewhere"), id, _ => new Claim(Town.Boss), null, CancellationToken.None);
        Assert.Equal(RejectionCode.NotFound, Assert.IsType<CommandResult.Refused>(result).Rejection.Code);
    }
}
