using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Incidents.Rules;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>One danger, one incident: which signals belong to it after it was called over.</summary>
public sealed class CorrelationTests
{
    [Fact]
    public void Receive_PressSoonAfterResolved_ReopensTheSameIncidentAndTellsEverybodyAfresh()
    {
        var world = World.Resolved();
        var id = world.State!.Id;
        world.Wait(TimeSpan.FromMinutes(5));

        var events = world.Receive(SignalKind.Sos);

        Assert.Collection(
            events.Where(e => e is not PriorityRaised),
            e => Assert.IsType<IncidentReopened>(e),
            e => Assert.Equal((World.Daughter, NotificationPurpose.Update), (Assert.IsType<NotificationRequested>(e).Recipient, ((NotificationRequested)e).Purpose)),
            e => Assert.Equal((0, 1), (Assert.IsType<EscalationAdvanced>(e).Step, ((EscalationAdvanced)e).Round)),
            e => Assert.Equal((World.Neighbour, NotificationPurpose.Alarm), (Assert.IsType<NotificationRequested>(e).Recipient, ((NotificationRequested)e).Purpose)));
        Assert.Equal((id, IncidentState.Open, (OperatorId?)null), (world.State.Id, world.State.State, world.State.Owner));
        Assert.Equal(IncidentMarks.Reopened, world.State.Marks);
        Assert.Equal(world.Now, world.State.ReopenedAt);
    }

    [Fact]
    public void Receive_AfterTheWindow_OpensAnother()
    {
        var world = World.Resolved();
        var first = world.State!.Id;
        world.Wait(world.Policy.SignalTimes.WindowOf(SignalKind.Sos).Reopen);

        world.Receive(SignalKind.Sos);

        Assert.NotEqual(first, world.State.Id);
        Assert.Equal(IncidentState.Open, world.State.State);
    }

    [Fact]
    public void Receive_AnotherKindWithinItsWindow_IsTheSameDanger()
    {
        var world = World.Resolved();
        world.Wait(TimeSpan.FromMinutes(40));

        Assert.IsType<IncidentReopened>(world.Receive(SignalKind.Smoke)[0]);
        Assert.Equal([SignalKind.Fall, SignalKind.Smoke], world.State!.Kinds);
    }

    [Fact]
    public void Receive_ClosedIncident_IsNeverReopened()
    {
        var world = World.Resolved();
        world.Do(new RecordFollowUp(World.Wang, FollowUpResult.Well, 5, null));
        world.Do(new Close(World.Wang));

        Assert.IsType<IncidentOpened>(world.Receive(SignalKind.Sos)[0]);
    }

    [Fact]
    public void Reopened_NothingOfTheEarlierRescueCountsAnyMore()
    {
        var world = World.Resolved();
        world.Receive(SignalKind.Sos);

        world.Do(new Claim(World.Li));

        Assert.Equal(RejectionCode.VoiceContactRequired, world.Refuse(new Resolve(World.Li, Resolution.FalseAlarm, null)));
        world.Do(new Dispatch(World.Li, World.Guard, world.Roster));
        Assert.Equal(IncidentState.Dispatched, world.State!.State);
    }

    [Fact]
    public void Receive_LatchedSmokeAfterResolved_IsKeptThereAndRingsNobody()
    {
        var world = SmokeResolved();
        world.Wait(TimeSpan.FromMinutes(1));

        var events = world.Receive(SignalKind.Smoke);

        Assert.Equal(SignalBearing.Repeats, Assert.IsType<SignalJoined>(Assert.Single(events)).Bearing);
        Assert.Equal(IncidentState.Resolved, world.State!.State);
        Assert.Equal(IncidentMarks.StillReporting, world.State.Marks);
    }

    [Fact]
    public void Receive_LatchedSmokeThatDoesNotSettle_Reopens()
    {
        var world = SmokeResolved();
        world.Wait(world.Policy.SignalTimes.WindowOf(SignalKind.Smoke).Settle);

        Assert.IsType<IncidentReopened>(world.Receive(SignalKind.Smoke)[0]);
    }

    [Fact]
    public void Receive_SmokeThatWentOutAndComesBack_ReopensAtOnce()
    {
        var world = SmokeResolved();
        world.Receive(SignalKind.Smoke);
        var over = world.Receive(SignalKind.Smoke, state: SignalState.Clear);
        Assert.Equal(SignalBearing.Clears, Assert.IsType<SignalJoined>(Assert.Single(over)).Bearing);
        Assert.Equal(IncidentMarks.None, world.State!.Marks);

        Assert.IsType<IncidentReopened>(world.Receive(SignalKind.Smoke)[0]);
    }

    [Fact]
    public void Receive_AnotherDetectorAfterResolved_ReopensAtOnce()
    {
        var world = SmokeResolved();

        Assert.IsType<IncidentReopened>(world.Receive(world.Signal(SignalKind.Smoke, device: "kitchen"))[0]);
    }

    [Fact]
    public void Place_EquipmentAfterItsResolution_OpensAnother()
    {
        var world = new World { Policy = Domain.Escalation.DefaultPolicies.Technical(World.Centre) };
        world.Receive(SignalKind.BatteryLow);
        world.Do(new Claim(World.Wang));
        world.Do(new Resolve(World.Wang, Resolution.EquipmentRestored, null));

        Assert.Equal(SignalPlace.Opens, SignalRules.Place(world.State, world.Signal(SignalKind.BatteryLow), world.Now));
    }

    [Fact]
    public void Receive_ASignalOfTheOldDangerHoursLaterWhileActive_StillJoins()
    {
        var world = World.OnScene();
        var id = world.State!.Id;
        world.Wait(TimeSpan.FromHours(5));

        world.Receive(SignalKind.Sos);

        Assert.Equal(id, world.State.Id);
    }

    [Fact]
    public void Receive_PressedAgain_IsCountedFromTheSecondCall()
    {
        var world = new World();
        world.Receive(SignalKind.Sos);
        world.Wait(TimeSpan.FromSeconds(10));
        var again = world.Now;
        world.Receive(SignalKind.Sos);
        world.Wait(TimeSpan.FromSeconds(10));
        world.Receive(SignalKind.Sos);

        Assert.Equal((3, again), (world.State!.TimesAsked, world.State.AskedAgainAt));
    }

    [Fact]
    public void Receive_ThousandRepeats_StateDoesNotGrow()
    {
        var world = new World();
        world.Receive(SignalKind.Smoke);
        for (var i = 0; i < 1_000; i++)
        {
            world.Receive(i % 2 == 0 ? SignalKind.Smoke : SignalKind.Sos);
        }

        Assert.Equal((1_001, 2, 2), (world.State!.SignalCount, world.State.Kinds.Length, world.State.Held.Length));
    }

    private static World SmokeResolved()
    {
        var world = new World();
        world.Receive(SignalKind.Smoke);
        world.Do(new Claim(World.Wang));
        world.Do(new TryVoiceContact(World.Wang, Reached: true, "toast"));
        world.Do(new Resolve(World.Wang, Resolution.FalseAlarm, null));
        return world;
    }
}
