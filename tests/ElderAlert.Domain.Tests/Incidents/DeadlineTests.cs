using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>Every part of the loop has a deadline, and each that passes re-opens or goes up.</summary>
public sealed class DeadlineTests
{
    [Fact]
    public void Dispatched_NobodySetsOutInThreeMinutes_AlarmsTheSupervisor_AgainAndAgain()
    {
        var world = World.Dispatched();
        world.DeliverAll();

        Assert.DoesNotContain(world.Wait(TimeSpan.FromSeconds(179)), e => e is DeadlineMissed);
        var late = world.Wait(TimeSpan.FromSeconds(1));

        Assert.Equal(DeadlineKind.EnRoute, late.OfType<DeadlineMissed>().Single().Deadline);
        Assert.Contains(late, e => e is NotificationRequested { Recipient.Kind: RecipientKind.Supervisor, Purpose: NotificationPurpose.Overdue });
        Assert.Contains(world.Wait(TimeSpan.FromMinutes(5)), e => e is DeadlineMissed { Deadline: DeadlineKind.EnRoute });
    }

    [Fact]
    public void Dispatched_EverybodyWhoWasSentHasLeft_IsNobodyOnTheWay()
    {
        var world = World.Dispatched();
        world.Do(new StartEnRoute(World.Wang, World.Guard, 5));
        world.Do(new ClearResponder(World.Wang, World.Guard));

        Assert.Contains(world.Wait(TimeSpan.FromMinutes(3)), e => e is DeadlineMissed { Deadline: DeadlineKind.EnRoute });
    }

    [Fact]
    public void Dispatched_OnTheWay_TheNextDeadlineIsOnScene()
    {
        var world = World.Dispatched();
        world.Do(new StartEnRoute(World.Wang, World.Guard, 5));

        Assert.Equal([DeadlineKind.OnScene], EscalationSchedule.Deadlines(world.State!).Select(d => d.Kind));
    }

    [Fact]
    public void Dispatched_OperatorGone_SomebodyMustTakeOverWithinAMinute()
    {
        var world = World.Dispatched();
        world.Do(new StartEnRoute(World.Wang, World.Guard, 5));
        world.Do(new Release(World.Wang, ReleaseReason.ConsoleSilent, world.Roster));

        Assert.Empty(world.Wait(TimeSpan.FromSeconds(59)));
        Assert.Equal(DeadlineKind.Takeover, Assert.IsType<DeadlineMissed>(world.Wait(TimeSpan.FromSeconds(1))[0]).Deadline);
        world.Do(new Claim(World.Li));

        Assert.Equal([DeadlineKind.OnScene], EscalationSchedule.Deadlines(world.State!).Select(d => d.Kind));
    }

    [Fact]
    public void OnScene_NobodyHasIt_TakeoverAndResolveBothRun()
    {
        var world = World.OnScene();
        world.Do(new Release(World.Wang, ReleaseReason.Operator, world.Roster));

        Assert.Contains(world.Wait(TimeSpan.FromMinutes(1)), e => e is DeadlineMissed { Deadline: DeadlineKind.Takeover });
        world.Do(new Claim(World.Li));
        Assert.Contains(world.Wait(TimeSpan.FromHours(2)), e => e is DeadlineMissed { Deadline: DeadlineKind.Resolve });
    }

    [Fact]
    public void OnScene_NotResolvedInTwoHours_AlarmsTheSupervisor()
    {
        var world = World.OnScene();

        Assert.Empty(world.Wait(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1)));
        Assert.Equal(DeadlineKind.Resolve, Assert.IsType<DeadlineMissed>(world.Wait(TimeSpan.FromSeconds(1))[0]).Deadline);
    }

    [Fact]
    public void CalledBackButNotClosed_IsOverdueForClosing_NotForTheCall()
    {
        var world = World.Resolved();
        world.Do(new RecordFollowUp(World.Wang, FollowUpResult.Well, 5, null));

        Assert.Equal(DeadlineKind.Close, Assert.IsType<DeadlineMissed>(world.Wait(TimeSpan.FromHours(24))[0]).Deadline);
    }

    [Fact]
    public void CalledBackAndNotReached_AnotherCallIsOwed()
    {
        var world = World.Resolved();
        world.Do(new RecordFollowUp(World.Wang, FollowUpResult.NotReached, null, null));

        Assert.Equal(DeadlineKind.FollowUp, Assert.IsType<DeadlineMissed>(world.Wait(TimeSpan.FromHours(24))[0]).Deadline);
    }

    [Fact]
    public void LastOperatorLeaves_TheStepDoesNotWaitForOne()
    {
        var world = World.WithFall();
        world.Roster = World.FullRoster with { HasOperators = false };

        var events = world.Do(new CheckDeadlines(world.Roster));

        Assert.Equal([World.Supervisor], events.OfType<NotificationRequested>().Select(n => n.Recipient));
        Assert.Empty(world.Do(new CheckDeadlines(world.Roster)));
    }

    [Fact]
    public void ClockWasAhead_AndIsPutBack_DeadlinesCountFromNow()
    {
        var world = World.WithFall();
        var state = world.State!;
        var corrected = state.OpenedAt - TimeSpan.FromHours(3);

        var decision = IncidentDecider.Decide(state, new CheckDeadlines(world.Roster), world.Policy, corrected);

        Assert.IsType<ClockPutBack>(decision.Events[0]);
        Assert.Equal(corrected.AddSeconds(30), EscalationSchedule.NextDeadline(decision.After!)!.Value.DueAt);
        Assert.Empty(IncidentDecider.Decide(decision.After, new CheckDeadlines(world.Roster), world.Policy, corrected).Events);
    }

    [Fact]
    public void ClockIsPutBack_WhatWasHandedOverBefore_IsKnownToHaveNoTime()
    {
        var world = World.WithFall();
        world.Wait(TimeSpan.FromSeconds(30));
        var asked = world.State!.Notifications[0].Id;
        world.Do(new ReportNotification(asked, new ReportSending("+8610000000000", "words"), world.Roster));
        var corrected = world.Now - TimeSpan.FromMinutes(24);

        var put = IncidentDecider.Decide(world.State, new CheckDeadlines(world.Roster), world.Policy, corrected).After!;

        Assert.False(world.State!.Find(asked)!.IsSendingAtLost);
        Assert.True(put.Find(asked)!.IsSendingAtLost);
        Assert.True(put.Find(asked)!.SendingAt <= corrected);
    }

    [Fact]
    public void ClockIsAHairAhead_NothingIsTouched()
    {
        var world = World.WithFall();

        Assert.Empty(IncidentDecider.Decide(world.State, new CheckDeadlines(world.Roster), world.Policy, world.Now.AddMilliseconds(-800)).Events);
    }
}
