using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Incidents.Rules;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

public sealed class SignalRulesTests
{
    [Fact]
    public void Receive_FirstFall_OpensAndTellsTheFirstContact()
    {
        var world = new World();

        var events = world.Receive(SignalKind.Fall, 0.93);

        Assert.Collection(
            events,
            e => Assert.Equal(SignalKind.Fall, Assert.IsType<IncidentOpened>(e).Kind),
            e => Assert.Equal((0, 1), (Assert.IsType<EscalationAdvanced>(e).Step, ((EscalationAdvanced)e).Round)),
            e => Assert.Equal(World.Daughter, Assert.IsType<NotificationRequested>(e).Recipient));
        Assert.Equal(IncidentState.Open, world.State!.State);
    }

    [Fact]
    public void Receive_SecondPress_JoinsAndRaisesNothingTwice()
    {
        var world = World.WithFall();

        var events = world.Receive(SignalKind.Sos);

        Assert.IsType<SignalJoined>(Assert.Single(events));
        Assert.Equal(2, world.State!.SignalCount);
        Assert.Equal([SignalKind.Fall, SignalKind.Sos], world.State.Kinds);
    }

    [Fact]
    public void Receive_ThirdPress_RaisesPriorityBecauseOfRepeats()
    {
        var world = new World();
        world.Facts = world.Facts with { LivesAlone = true };
        world.Receive(SignalKind.Sos);
        world.Receive(SignalKind.Sos);

        var events = world.Receive(SignalKind.Sos);

        var raised = Assert.IsType<PriorityRaised>(events[1]);
        Assert.Equal(Priority.Critical, raised.Priority.Priority);
        Assert.Contains(PriorityReason.Repeated, raised.Priority.Reasons);
    }

    [Fact]
    public void Receive_SmokeAfterFall_CombinesToCritical()
    {
        var world = new World();
        world.Receive(SignalKind.Fall, 0.6);

        world.Receive(SignalKind.Smoke);

        Assert.Equal(Priority.Critical, world.State!.Priority.Priority);
        Assert.Contains(PriorityReason.Combined, world.State.Priority.Reasons);
    }

    [Fact]
    public void Receive_WeakerSignal_NeverLowersPriority()
    {
        var world = new World();
        world.Receive(SignalKind.Smoke);

        world.Receive(SignalKind.Leak);

        Assert.Equal(Priority.Critical, world.State!.Priority.Priority);
    }

    [Fact]
    public void Receive_Cancel_IsShownAndLowersNothing()
    {
        var world = World.WithFall();
        var priority = world.State!.Priority;

        var events = world.Receive(SignalKind.Cancel);

        Assert.IsType<CancelRequested>(events[1]);
        Assert.Equal(IncidentState.Open, world.State.State);
        Assert.Equal(priority, world.State.Priority);
        Assert.True(world.State.Marks.HasFlag(IncidentMarks.CancelRequested));
    }

    [Fact]
    public void Receive_Restore_ClosesNothing()
    {
        var world = new World();
        world.Receive(SignalKind.Smoke);

        world.Receive(SignalKind.Smoke, state: SignalState.Clear);

        Assert.Equal(IncidentState.Open, world.State!.State);
    }

    [Theory]
    [InlineData(SignalKind.Cancel, SignalState.Active, false)]
    [InlineData(SignalKind.Online, SignalState.Active, false)]
    [InlineData(SignalKind.MainsRestored, SignalState.Active, false)]
    [InlineData(SignalKind.Smoke, SignalState.Clear, false)]
    [InlineData(SignalKind.Smoke, SignalState.Active, true)]
    [InlineData(SignalKind.BatteryLow, SignalState.Active, true)]
    public void Opens_ByKindAndState(SignalKind kind, SignalState state, bool opens) =>
        Assert.Equal(opens, SignalRules.Opens(new World().Signal(kind, state: state)));

    [Fact]
    public void LaneOf_EveryKind_HasALane() =>
        Assert.All(Enum.GetValues<SignalKind>(), kind => Assert.True(Enum.IsDefined(SignalKinds.LaneOf(kind))));

    [Fact]
    public void Receive_NobodyOnFile_IsMarkedLoudly()
    {
        var world = new World { Roster = Roster.Empty };

        world.Receive(SignalKind.Sos);

        Assert.True(world.State!.Marks.HasFlag(IncidentMarks.NobodyToNotify));
    }

    [Fact]
    public void OpenByPhone_OperatorHasItAtOnce_AndEscalatesFromTheStartWhenReleased()
    {
        var decision = IncidentDecider.Decide(
            null,
            new OpenByPhone(new IncidentId("i1"), World.Wang, SignalKind.Sos, new World().Facts, "she cannot get up", World.FullRoster),
            new World().Policy,
            new World().Now);

        Assert.Equal(IncidentState.Claimed, decision.After!.State);
        var released = IncidentDecider.Decide(decision.After, new Release(World.Wang, ReleaseReason.Operator, World.FullRoster), new World().Policy, new World().Now);
        Assert.Contains(released.Events, e => e is EscalationAdvanced { Step: 0 });
    }

    [Fact]
    public void OpenByPhone_HomeAlreadyHasOne_IsRefused() => Assert.Equal(
        RejectionCode.WrongState,
        World.WithFall().Refuse(new OpenByPhone(new IncidentId("i2"), World.Wang, SignalKind.Sos, new World().Facts, null, World.FullRoster)));
}
