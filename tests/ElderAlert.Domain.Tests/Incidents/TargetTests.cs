using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>Who is told when people sleep, are off duty, have no number that works, or nobody sits at a console.</summary>
public sealed class TargetTests
{
    private static readonly Recipient Daughter = World.FullRoster.Contacts[0];
    private static readonly Recipient Neighbour = World.FullRoster.Contacts[1];
    private static readonly Recipient Supervisor = World.FullRoster.Supervisors[0];
    private static readonly Recipient Operator = World.Person(new RecipientRef(RecipientKind.Operator, "li"), Channel.Voice);

    [Fact]
    public void NextContact_DaughterOutsideHerHours_NeighbourIsTold() => Assert.Equal(
        [(World.Neighbour, Channel.Sms)],
        ToldBy(new EscalationTarget(TargetKind.NextContact, [Channel.Sms]), World.FullRoster with { Contacts = [Asleep(Daughter), Neighbour] }));

    [Fact]
    public void NextContact_NobodyWithinTheirHours_TheOneWhoStandsInIsTold()
    {
        var target = new EscalationTarget(TargetKind.NextContact, [Channel.Sms], Otherwise: new EscalationTarget(TargetKind.NearestResponder, [Channel.Sms]));

        var told = ToldBy(target, World.FullRoster with { Contacts = [Asleep(Daughter), Asleep(Neighbour)] });

        Assert.Equal([(new RecipientRef(RecipientKind.Responder, "guard"), Channel.Sms)], told);
    }

    [Fact]
    public void NextContact_TwoAtATime() => Assert.Equal(
        [World.Daughter, World.Neighbour],
        ToldBy(new EscalationTarget(TargetKind.NextContact, [Channel.Sms], Most: 2), World.FullRoster).Select(t => t.Recipient));

    [Fact]
    public void NamedContact_OnlyThatOne() => Assert.Equal(
        [(World.Neighbour, Channel.Voice)],
        ToldBy(new EscalationTarget(TargetKind.NamedContact, [Channel.Voice], Contact: new ContactId("neighbour")), World.FullRoster));

    [Fact]
    public void NearestResponder_OnDutyAndWithinTheDistance()
    {
        var (guard, doctor) = (World.FullRoster.Responders[0], World.FullRoster.Responders[1]);
        var roster = World.FullRoster with { Responders = [Asleep(guard) with { DistanceM = 100 }, doctor with { DistanceM = 900 }] };

        Assert.Equal(["doctor"], ToldBy(new EscalationTarget(TargetKind.NearestResponder, [], WithinM: 1_000), roster).Select(t => t.Recipient.Id));
        Assert.DoesNotContain(ToldBy(new EscalationTarget(TargetKind.NearestResponder, [], WithinM: 500), roster, rounds: 3), t => t.Recipient.Id == "doctor");
    }

    [Fact]
    public void OperatorsOnDuty_WithAChannel_RingsTheOperatorOnCall() => Assert.Equal(
        [(Operator.Ref, Channel.Voice)],
        ToldBy(new EscalationTarget(TargetKind.OperatorsOnDuty, [Channel.Voice]), World.FullRoster with { Operators = [Operator], HasOperators = false }));

    [Fact]
    public void OperatorsOnDuty_NobodySignedOn_TheSupervisorIsRungAtOnce()
    {
        var world = new World { Roster = World.FullRoster with { HasOperators = false } };

        var events = world.Receive(SignalKind.Fall);

        Assert.Contains(events, e => e is TargetUnreached { Target: TargetKind.OperatorsOnDuty });
        Assert.Equal([(World.Supervisor, Channel.Voice), (World.Daughter, Channel.Sms)], Told(events));
    }

    [Fact]
    public void OutsideLine_IsAskedForLoudly_UntilSomebodyCallsIt()
    {
        var world = new World { Policy = Policy(new EscalationTarget(TargetKind.OutsideLine, [], Line: "119"), rounds: 2) };

        Assert.Contains(world.Receive(SignalKind.Smoke), e => e is OutsideLineAsked { Line: "119" });
        Assert.True(world.State!.Marks.HasFlag(IncidentMarks.OutsideLineAsked));
        world.Do(new Claim(World.Wang));
        world.Do(new CallOutsideLine(World.Wang, "119", null));

        Assert.False(world.State!.Marks.HasFlag(IncidentMarks.OutsideLineAsked));
    }

    [Fact]
    public void StepThatReachesNobody_DoesNotWait()
    {
        var world = new World { Roster = World.FullRoster with { Supervisors = [] } };
        world.Receive(SignalKind.Fall);
        world.DeliverAll();

        var events = world.Wait(TimeSpan.FromSeconds(30));

        Assert.Equal([1, 2], events.OfType<EscalationAdvanced>().Select(e => e.Step));
        Assert.Contains((World.Neighbour, Channel.Voice), Told(events));
    }

    [Fact]
    public void NobodyAwakeAtAll_LastResortWakesThemAtOnce()
    {
        var world = new World
        {
            Roster = new Roster([Asleep(Daughter), Asleep(Neighbour)], [], [Asleep(Supervisor)]) { HasOperators = false },
        };

        var events = world.Receive(SignalKind.Fall);

        Assert.Contains(events, e => e is EscalationAdvanced { Round: 2 });
        Assert.Equal([(World.Supervisor, Channel.Voice), (World.Daughter, Channel.Sms)], Told(events));
        Assert.False(world.State!.Marks.HasFlag(IncidentMarks.EscalationExhausted));
    }

    [Fact]
    public void UnverifiedNumber_IsUsedInTheLastResortOnly()
    {
        var unverified = Daughter with { Methods = [new ContactMethod(Channel.Sms, "+8610000000009", IsVerified: false)] };
        var world = new World { Roster = World.FullRoster with { Contacts = [unverified, Neighbour] } };

        Assert.Equal([World.Neighbour], Told(world.Receive(SignalKind.Fall)).Select(t => t.Recipient));
        Assert.DoesNotContain(Told(world.Wait(TimeSpan.FromSeconds(179))), t => t.Recipient == World.Daughter);
        Assert.Contains(Told(world.Wait(TimeSpan.FromSeconds(1))), t => t.Recipient == World.Daughter);
    }

    [Fact]
    public void TopPriority_AllStepsOfTheFirstRoundAtOnce_ThenTheLastOneWaits()
    {
        var world = new World { Policy = DefaultPolicies.Life(World.Centre) with { FanOutFrom = Priority.Critical } };
        world.Receive(SignalKind.Smoke);

        var events = world.Wait(TimeSpan.Zero);

        Assert.Equal([1, 2], events.OfType<EscalationAdvanced>().Select(e => e.Step));
        Assert.Contains((World.Supervisor, Channel.Voice), Told(events));
        world.DeliverAll();
        Assert.DoesNotContain(world.Wait(TimeSpan.FromSeconds(119)), e => e is EscalationAdvanced);
        Assert.Contains(world.Wait(TimeSpan.FromSeconds(1)), e => e is EscalationAdvanced { Step: 0, Round: 2 });
    }

    [Fact]
    public void LessThanTopPriority_StepByStep()
    {
        var world = new World { Policy = DefaultPolicies.Life(World.Centre) with { FanOutFrom = Priority.Critical } };
        world.Receive(SignalKind.Sos);

        Assert.Empty(world.Wait(TimeSpan.FromSeconds(29)));
    }

    private static Recipient Asleep(Recipient person) => person with { IsAvailable = false };

    private static EscalationPolicy Policy(EscalationTarget target, int rounds) =>
        DefaultPolicies.Life(World.Centre) with { Steps = [new EscalationStep([target], TimeSpan.FromHours(1))], Rounds = rounds };

    /// <summary>Whom a policy of this one target tells at once, in its first round unless it has more.</summary>
    private static List<(RecipientRef Recipient, Channel Channel)> ToldBy(EscalationTarget target, Roster roster, int rounds = 2)
    {
        var world = new World { Policy = Policy(target, rounds), Roster = roster };
        return Told(world.Receive(SignalKind.Fall));
    }

    private static List<(RecipientRef Recipient, Channel Channel)> Told(IEnumerable<IncidentEvent> events) =>
        events.OfType<NotificationRequested>().Select(e => (e.Recipient, e.Channel)).ToList();
}
