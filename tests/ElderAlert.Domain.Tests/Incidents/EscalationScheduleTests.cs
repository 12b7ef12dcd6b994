using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>From which moment each deadline counts; the default policy's times unless a test says otherwise.</summary>
public sealed class EscalationScheduleTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Claimed_VoiceContactAndProgressCountFromTheClaim_NotFromTheAlarm()
    {
        var world = World.WithFall();
        world.Wait(TimeSpan.FromSeconds(20));
        world.Do(new Claim(World.Wang));

        Assert.Equal(world.Now + TimeSpan.FromSeconds(90), Due(world, DeadlineKind.VoiceContact));
        Assert.Equal(world.Now + TimeSpan.FromMinutes(5), Due(world, DeadlineKind.ClaimProgress));
    }

    [Fact]
    public void Claimed_SomebodyWasReached_NoMoreVoiceContactIsOwed_AndProgressCountsAnew()
    {
        var world = World.Claimed();
        world.Wait(Minute);
        world.Do(new TryVoiceContact(World.Wang, Reached: true, null));

        Assert.Null(Due(world, DeadlineKind.VoiceContact));
        Assert.Equal(world.Now + TimeSpan.FromMinutes(5), Due(world, DeadlineKind.ClaimProgress));
    }

    [Fact]
    public void Claimed_AnAmbulanceWasCalled_IsExpectedOnScene_AndNothingElse()
    {
        var world = World.Claimed();
        world.Wait(Minute);
        world.Do(new CallOutsideLine(World.Wang, "120", null));

        Assert.Equal([new Deadline(DeadlineKind.OnScene, world.Now + TimeSpan.FromMinutes(30))], EscalationSchedule.Deadlines(world.State!));
    }

    [Fact]
    public void Dispatched_OneOfTwoIsOnTheWay_NobodyElseMustSetOut()
    {
        var world = World.Dispatched();
        world.Do(new Dispatch(World.Wang, World.Doctor, world.Roster));
        world.Do(new StartEnRoute(World.Wang, World.Guard, 5));

        Assert.Null(Due(world, DeadlineKind.EnRoute));
    }

    [Fact]
    public void Dispatched_ASecondResponderIsSent_SettingOutCountsFromThen_AndArrivingFromTheFirst()
    {
        var world = World.Dispatched();
        var first = world.Now;
        world.Wait(Minute);
        world.Do(new Dispatch(World.Wang, World.Doctor, world.Roster));

        Assert.Equal(world.Now + TimeSpan.FromMinutes(3), Due(world, DeadlineKind.EnRoute));
        Assert.Equal(first + TimeSpan.FromMinutes(30), Due(world, DeadlineKind.OnScene));
    }

    [Fact]
    public void Dispatched_ThePolicyHasItsOwnTimes_TheyHold()
    {
        var usual = DefaultPolicies.Life(World.Centre);
        var world = new World { Policy = usual with { Times = usual.Times with { EnRoute = 2 * Minute, Takeover = 7 * Minute } } };
        world.Receive(SignalKind.Sos);
        world.Do(new Claim(World.Wang));
        world.Do(new Dispatch(World.Wang, World.Guard, world.Roster));
        world.Do(new Release(World.Wang, ReleaseReason.Operator, world.Roster));

        Assert.Equal(world.Now + (2 * Minute), Due(world, DeadlineKind.EnRoute));
        Assert.Equal(world.Now + (7 * Minute), Due(world, DeadlineKind.Takeover));
    }

    [Fact]
    public void OnScene_TheOperatorGivesItBack_TakeoverCountsFromThen()
    {
        var world = World.Dispatched();
        world.Wait(Minute);
        world.Do(new ArriveOnScene(World.Wang, World.Guard));
        world.Wait(Minute);
        world.Do(new Release(World.Wang, ReleaseReason.Operator, world.Roster));

        Assert.Equal(world.Now + Minute, Due(world, DeadlineKind.Takeover));
    }

    [Fact]
    public void OnScene_OfWhoSetOutUnasked_NobodyEverHadIt_TakeoverCountsFromTheArrival()
    {
        var world = World.WithFall();
        world.Do(new Acknowledge(World.GuardHimself, "sms", 5));
        world.Wait(Minute);
        world.Do(new ArriveOnScene(new Actor(ActorKind.Responder, World.Guard.Value), World.Guard));

        Assert.Equal(world.Now + Minute, Due(world, DeadlineKind.Takeover));
    }

    [Fact]
    public void Resolved_TheCallBackIsOwedOnceADay_HoweverOftenItIsMissed()
    {
        var world = World.Resolved();
        var day = TimeSpan.FromDays(1);
        world.Wait(day);

        Assert.Equal(world.Now + day, Due(world, DeadlineKind.FollowUp));
        world.Wait(day);
        Assert.Equal(world.Now + day, Due(world, DeadlineKind.FollowUp));
    }

    private static DateTimeOffset? Due(World world, DeadlineKind kind)
    {
        var due = EscalationSchedule.Deadlines(world.State!).Where(d => d.Kind == kind).ToList();
        return due.Count == 0 ? null : Assert.Single(due).DueAt;
    }
}
