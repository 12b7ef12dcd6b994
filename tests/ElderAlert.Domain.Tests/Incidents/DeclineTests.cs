using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>A no is an answer: nobody waits for whoever said it.</summary>
public sealed class DeclineTests
{
    private static readonly RecipientRef Doctor = new(RecipientKind.Responder, "doctor");

    [Fact]
    public void AContactWhoWasAsked_TheNextIsToldAtOnce_AndTheFirstIsNotWaitedFor()
    {
        var world = World.WithFall();
        world.DeliverAll();

        var events = world.Do(No(world, World.Daughter));

        Assert.Equal([(World.Neighbour, Channel.Sms)], Told(events));
        Assert.DoesNotContain(world.Wait(TimeSpan.FromSeconds(95)), e => e is NotificationOverdue late && late.Notification == world.State!.Notifications[0].Id);
    }

    [Fact]
    public void TheLastOfTheStep_TheNextStepBegins_WhereNobodySitsAtAConsole()
    {
        var world = new World { Policy = ContactThenSupervisor(), Roster = World.FullRoster with { Contacts = [World.FullRoster.Contacts[0]], HasOperators = false } };
        world.Receive(SignalKind.Fall);

        var events = world.Do(No(world, World.Daughter));

        Assert.Contains(events, e => e is EscalationAdvanced { Step: 1 });
        Assert.Equal([(World.Supervisor, Channel.Sms)], Told(events));
    }

    [Fact]
    public void WhoeverHadPromised_NobodyHasIt_AndTheEscalationGoesOnAtOnce()
    {
        var world = World.WithFall();
        world.Do(new Acknowledge(World.Daughter, "sms", 10));

        var events = world.Do(No(world, World.Daughter));

        Assert.Contains(events, e => e is EscalationAdvanced { Step: 1 });
        Assert.Equal((null, false), (world.State!.AcknowledgedBy, world.State.IsTaken));
        Assert.DoesNotContain(world.Wait(TimeSpan.FromMinutes(6)), e => e is AcknowledgementExpired);
    }

    /// <summary>The operator has it: they see who is not coming and who is.</summary>
    [Fact]
    public void WhoeverHadPromised_AnOperatorHasIt_NobodyElseIsTold()
    {
        var world = World.WithFall();
        world.Do(new Acknowledge(World.Daughter, "sms", 10));
        world.Do(new Claim(World.Wang));

        Assert.IsType<RecipientDeclined>(Assert.Single(world.Do(No(world, World.Daughter))));
        Assert.Equal((IncidentState.Claimed, null), (world.State!.State, world.State.AcknowledgedBy));
    }

    [Fact]
    public void SomebodyElseHasPromised_TheirYesStands()
    {
        var world = World.WithFall();
        world.Do(new Acknowledge(World.Neighbour, "sms", 10));

        Assert.IsType<RecipientDeclined>(Assert.Single(world.Do(No(world, World.Daughter))));
        Assert.Equal(World.Neighbour, world.State!.AcknowledgedBy);
    }

    [Fact]
    public void AResponderOnTheWay_IsNotComing_TheOperatorSeesItAndTheFamilyHearsOfIt()
    {
        var world = World.Dispatched();
        world.Do(new StartEnRoute(new Actor(ActorKind.Responder, "guard"), World.Guard, 8));

        var events = world.Do(No(world, World.GuardHimself));

        Assert.Equal(AssignmentState.Cleared, world.State!.Find(World.Guard)!.State);
        Assert.True(world.State.Marks.HasFlag(IncidentMarks.ResponderUnanswered));
        Assert.Contains(events, e => e is NotificationRequested { Purpose: NotificationPurpose.Update });
        world.Do(new Dispatch(World.Wang, World.Guard, world.Roster));
    }

    [Fact]
    public void AResponder_WhileAnotherIsOnTheWay_IsNoAlarm()
    {
        var world = World.Dispatched();
        world.Do(new Dispatch(World.Wang, World.Doctor, world.Roster));
        world.Do(new StartEnRoute(new Actor(ActorKind.Responder, "guard"), World.Guard, 8));

        world.Do(No(world, Doctor));

        Assert.False(world.State!.Marks.HasFlag(IncidentMarks.ResponderUnanswered));
        Assert.Equal(AssignmentState.Cleared, world.State.Find(World.Doctor)!.State);
    }

    [Fact]
    public void AResponderWhoIsThere_StaysThere()
    {
        var world = World.Dispatched();
        world.Do(new ArriveOnScene(World.Wang, World.Guard));

        world.Do(No(world, World.GuardHimself));

        Assert.Equal((IncidentState.OnScene, AssignmentState.OnScene), (world.State!.State, world.State.Find(World.Guard)!.State));
    }

    /// <summary>"I cannot get in" comes from the door.</summary>
    [Fact]
    public void WordsOfOneWhoIsComing_AreShown_AndChangeNothing()
    {
        var world = World.Dispatched();
        world.Do(new StartEnRoute(new Actor(ActorKind.Responder, "guard"), World.Guard, 8));

        var events = world.Do(new Decline(World.GuardHimself, "sms", "I cannot get in", world.Roster));

        Assert.IsType<ReplyReceived>(Assert.Single(events));
        Assert.Equal(AssignmentState.EnRoute, world.State!.Find(World.Guard)!.State);
    }

    [Fact]
    public void WordsOfOneWhoWasOnlyAsked_TheNextIsTold()
    {
        var world = World.WithFall();

        var events = world.Do(new Decline(World.Daughter, "sms", "I am abroad and cannot", world.Roster));

        Assert.Equal([(World.Neighbour, Channel.Sms)], Told(events));
    }

    [Fact]
    public void SaidTwice_OthersAreAskedOnce()
    {
        var world = World.WithFall();
        world.Do(No(world, World.Daughter));

        Assert.IsType<RecipientDeclined>(Assert.Single(world.Do(No(world, World.Daughter))));
    }

    [Fact]
    public void AfterANo_AYesCounts()
    {
        var world = World.WithFall();
        world.Do(No(world, World.Daughter));

        world.Do(new Acknowledge(World.Daughter, "sms", 10));

        Assert.Equal(World.Daughter, world.State!.AcknowledgedBy);
    }

    private static Decline No(World world, RecipientRef by) => new(by, "sms", Text: null, world.Roster);

    private static EscalationPolicy ContactThenSupervisor() => DefaultPolicies.Life(World.Centre) with
    {
        Steps =
        [
            new EscalationStep([new EscalationTarget(TargetKind.NextContact, [Channel.Sms])], TimeSpan.FromHours(1)),
            new EscalationStep([new EscalationTarget(TargetKind.Supervisors, [Channel.Sms])], TimeSpan.FromHours(1)),
        ],
    };

    private static List<(RecipientRef Recipient, Channel Channel)> Told(IEnumerable<IncidentEvent> events) =>
        events.OfType<NotificationRequested>().Select(e => (e.Recipient, e.Channel)).ToList();
}
