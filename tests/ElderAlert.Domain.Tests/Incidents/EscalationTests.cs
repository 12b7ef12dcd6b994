using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>Whole escalations in turned time, with silence asserted.</summary>
public sealed class EscalationTests
{
    [Fact]
    public void Unclaimed_SupervisorAt30Seconds_EverybodyAndThePhoneAt60()
    {
        var world = World.WithFall();
        world.DeliverAll();

        Assert.Empty(world.Wait(TimeSpan.FromSeconds(29)));
        var at30 = Told(world.Wait(TimeSpan.FromSeconds(1)));
        Assert.Equal([(World.Supervisor, Channel.Sms)], at30);
        world.DeliverAll();

        Assert.Empty(world.Wait(TimeSpan.FromSeconds(29)));
        var at60 = Told(world.Wait(TimeSpan.FromSeconds(1)));
        Assert.Contains((World.Daughter, Channel.Voice), at60);
        Assert.Contains((World.Neighbour, Channel.Sms), at60);
        Assert.Contains((World.Neighbour, Channel.Voice), at60);
        Assert.Contains((World.Supervisor, Channel.Voice), at60);
        Assert.Contains((new RecipientRef(RecipientKind.Responder, "guard"), Channel.Sms), at60);
        Assert.DoesNotContain((World.Daughter, Channel.Sms), at60);
        Assert.Equal(at60.Distinct().Count(), at60.Count);
    }

    [Fact]
    public void SmsNotDeliveredIn30Seconds_NextContactAndACall()
    {
        var world = new World { Policy = Patient() };
        world.Receive(SignalKind.Fall);

        Assert.Empty(world.Wait(TimeSpan.FromSeconds(29)));
        var told = Told(world.Wait(TimeSpan.FromSeconds(1)));

        Assert.Equal([(World.Neighbour, Channel.Sms), (World.Daughter, Channel.Voice)], told);
    }

    [Fact]
    public void DeliveredButNotAnsweredIn90Seconds_NextContactAndACall()
    {
        var world = new World { Policy = Patient() };
        world.Receive(SignalKind.Fall);
        world.DeliverAll();

        Assert.Empty(world.Wait(TimeSpan.FromSeconds(89)));
        var told = Told(world.Wait(TimeSpan.FromSeconds(1)));

        Assert.Equal([(World.Neighbour, Channel.Sms), (World.Daughter, Channel.Voice)], told);
    }

    [Fact]
    public void PermanentFailure_GoesOnAtOnce()
    {
        var world = new World { Policy = Patient() };
        world.Receive(SignalKind.Fall);
        var sms = world.State!.Notifications[0].Id;

        var events = world.Do(new ReportNotification(sms, new ReportFailed("21211", "not a number", Permanent: true), world.Roster));

        Assert.Equal([(World.Neighbour, Channel.Sms), (World.Daughter, Channel.Voice)], Told(events));
    }

    [Fact]
    public void Claim_StopsTheEscalation()
    {
        var world = World.Claimed();

        Assert.DoesNotContain(world.Wait(TimeSpan.FromSeconds(89)), e => e is NotificationRequested or EscalationAdvanced);
    }

    [Fact]
    public void Delivered_IsNotAcknowledged()
    {
        var world = World.WithFall();
        world.DeliverAll();

        Assert.Contains(world.Wait(TimeSpan.FromSeconds(30)), e => e is EscalationAdvanced { Step: 1 });
    }

    [Fact]
    public void ContactAcknowledges_EscalationWaits_ThenGoesOnWhenNothingComesOfIt()
    {
        var world = World.WithFall();
        world.Do(new Acknowledge(World.Daughter, "sms", 10));

        Assert.Empty(world.Wait(TimeSpan.FromSeconds(299)));
        var events = world.Wait(TimeSpan.FromSeconds(1));

        Assert.IsType<AcknowledgementExpired>(events[0]);
        Assert.Contains(events, e => e is EscalationAdvanced { Step: 1 });
    }

    [Fact]
    public void NobodyEver_AllRoundsThenExhausted_SoundingAgainAndAgain()
    {
        var world = World.WithFall();

        world.Wait(TimeSpan.FromMinutes(9));

        Assert.True(world.State!.Marks.HasFlag(IncidentMarks.EscalationExhausted));
        Assert.Equal(3, world.Events.OfType<EscalationAdvanced>().Max(e => e.Round));
        var again = world.Wait(TimeSpan.FromMinutes(5));
        Assert.Contains(again, e => e is EscalationExhausted);
        Assert.Contains(Told(again), t => t.Recipient == World.Supervisor);
    }

    [Fact]
    public void Claimed_NoVoiceContactIn90Seconds_ForcesADecision_ThenReopens()
    {
        var world = World.Claimed();

        Assert.IsType<DecisionForced>(Assert.Single(world.Wait(TimeSpan.FromSeconds(90))));
        var events = world.Wait(TimeSpan.FromSeconds(210));

        Assert.Equal(ReleaseReason.NoProgress, events.OfType<ClaimReleased>().Single().Reason);
        Assert.Contains(events, e => e is EscalationAdvanced { Step: 1 });
        Assert.Equal(IncidentState.Open, world.State!.State);
    }

    [Fact]
    public void Dispatched_NobodyOnSceneIn30Minutes_AlarmsTheSupervisor_Repeatedly()
    {
        var world = World.Dispatched();
        world.Do(new StartEnRoute(World.Wang, World.Guard, 10));
        world.DeliverAll();

        Assert.Empty(world.Wait(TimeSpan.FromMinutes(29)));
        var late = world.Wait(TimeSpan.FromMinutes(1));

        Assert.Equal(DeadlineKind.OnScene, Assert.IsType<DeadlineMissed>(late[0]).Deadline);
        Assert.Equal((World.Supervisor, Channel.Sms), Assert.Single(Told(late)));
        Assert.Contains(world.Wait(TimeSpan.FromMinutes(5)), e => e is DeadlineMissed);
    }

    [Fact]
    public void Dispatched_ResponderSilent_IsMarkedAndCalled()
    {
        var world = World.Dispatched();

        var events = world.Wait(TimeSpan.FromSeconds(30));

        Assert.Contains(Told(events), t => t is { Recipient.Id: "guard", Channel: Channel.Voice });
        Assert.True(world.State!.Marks.HasFlag(IncidentMarks.ResponderUnanswered));
    }

    [Fact]
    public void Resolved_NoFollowUpIn24Hours_AlarmsTheSupervisor()
    {
        var world = World.Resolved();

        Assert.Empty(world.Wait(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1)));
        Assert.Equal(DeadlineKind.FollowUp, Assert.IsType<DeadlineMissed>(world.Wait(TimeSpan.FromSeconds(1))[0]).Deadline);
    }

    [Fact]
    public void EveryStateButClosed_HasADeadline()
    {
        World[] worlds = [World.WithFall(), World.Claimed(), World.Dispatched(), World.OnScene(), World.Resolved()];

        Assert.All(worlds, w => Assert.NotNull(EscalationSchedule.NextDeadline(w.State!)));
    }

    [Fact]
    public void LongSleep_OneCheck_MakesOneStep()
    {
        var world = World.WithFall();
        var late = world.Now + TimeSpan.FromDays(3);

        var decision = IncidentDecider.Decide(world.State, new CheckDeadlines(world.Roster), world.Policy, late);

        Assert.Single(decision.Events, e => e is EscalationAdvanced);
        Assert.True(EscalationSchedule.NextDeadline(decision.After!)!.Value.DueAt > late);
    }

    [Fact]
    public void ResponderOnTheWay_NamesAnotherTime_ItCounts_AndTheFamilyIsToldOnceForEach()
    {
        var world = World.Dispatched();
        world.Do(new Acknowledge(World.GuardHimself, "link", 10));

        var later = world.Do(new Acknowledge(World.GuardHimself, "link", 25));

        Assert.Equal(25, world.State!.Find(World.Guard)!.EtaMinutes);
        Assert.Single(later.OfType<NotificationRequested>(), n => n.Purpose == NotificationPurpose.Update);
        Assert.DoesNotContain(world.Do(new Acknowledge(World.GuardHimself, "link", 25)), e => e is NotificationRequested);
        Assert.Empty(world.Do(new StartEnRoute(World.Wang, World.Guard, null)));
        Assert.Equal(25, world.State.Find(World.Guard)!.EtaMinutes);
    }

    [Fact]
    public void ResponderSentAgain_DoesNotAnswer_IsRungAgain()
    {
        var world = World.Dispatched();
        world.DeliverAll();
        Assert.Equal([Channel.Voice], CallsAfter90Seconds());
        Assert.Empty(world.Wait(TimeSpan.FromSeconds(10)));
        world.Do(new ClearResponder(World.Wang, World.Guard));
        world.Do(new Dispatch(World.Wang, World.Guard, world.Roster));
        world.DeliverAll();

        Assert.Equal([Channel.Voice], CallsAfter90Seconds());

        IEnumerable<Channel> CallsAfter90Seconds() => world.Wait(TimeSpan.FromSeconds(90)).OfType<NotificationRequested>().Select(n => n.Channel);
    }

    [Fact]
    public void Technical_WakesNobody()
    {
        var world = new World { Policy = DefaultPolicies.Technical(World.Centre) };
        world.Receive(SignalKind.BatteryLow);

        Assert.DoesNotContain(world.Wait(TimeSpan.FromDays(10)), e => e is NotificationRequested);
        Assert.True(world.State!.Marks.HasFlag(IncidentMarks.EscalationExhausted));
    }

    private static EscalationPolicy Patient()
    {
        var policy = DefaultPolicies.Life(World.Centre);
        return policy with { Steps = [policy.Steps[0] with { Wait = TimeSpan.FromHours(1) }] };
    }

    private static List<(RecipientRef Recipient, Channel Channel)> Told(IEnumerable<IncidentEvent> events) =>
        events.OfType<NotificationRequested>().Select(e => (e.Recipient, e.Channel)).ToList();
}
