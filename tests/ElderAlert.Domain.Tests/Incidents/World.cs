using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>One home, its people and one incident, driven by hand: commands go in, time is turned, events are read.</summary>
internal sealed class World
{
    public static readonly CentreId Centre = new("c1");
    public static readonly HouseholdId Home = new("h1");
    public static readonly Actor Wang = Actor.Of(new OperatorId("wang"), OperatorRole.Operator);
    public static readonly Actor Li = Actor.Of(new OperatorId("li"), OperatorRole.Operator);
    public static readonly Actor Boss = Actor.Of(new OperatorId("boss"), OperatorRole.Supervisor);
    public static readonly ResponderId Guard = new("guard");
    public static readonly ResponderId Doctor = new("doctor");
    public static readonly RecipientRef Daughter = new(RecipientKind.Contact, "daughter");
    public static readonly RecipientRef Neighbour = new(RecipientKind.Contact, "neighbour");
    public static readonly RecipientRef GuardHimself = new(RecipientKind.Responder, "guard");
    public static readonly RecipientRef Supervisor = new(RecipientKind.Supervisor, "boss");

    public static readonly Roster FullRoster = new(
        [Person(Daughter, Channel.Sms, Channel.Voice), Person(Neighbour, Channel.Sms, Channel.Voice)],
        [Person(new(RecipientKind.Responder, "guard"), Channel.Sms, Channel.Voice), Person(new(RecipientKind.Responder, "doctor"), Channel.Sms)],
        [Person(Supervisor, Channel.Sms, Channel.Voice)]);

    public Roster Roster { get; set; } = FullRoster;

    public EscalationPolicy Policy { get; set; } = DefaultPolicies.Life(Centre);

    public HouseholdFacts Facts { get; set; } = new(Home, HighestAbilityLevel: 1, LivesAlone: false);

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 21, 3, 12, 0, TimeSpan.Zero);

    public Incident? State { get; private set; }

    public List<IncidentEvent> Events { get; } = [];

    private long _position;
    private int _signals;

    public static Recipient Person(RecipientRef who, params Channel[] channels) =>
        new(who, [.. channels.Select(c => new ContactMethod(c, "+8610000000000"))], Language.Chinese);

    public Signal Signal(SignalKind kind, double? confidence = null, SignalState state = SignalState.Active, string device = "d1") =>
        new($"b1-{++_signals}", new DeviceId(device), kind, state, Now, Confidence: confidence);

    /// <summary>A world in which a fall has just been reported.</summary>
    public static World WithFall()
    {
        var world = new World();
        world.Receive(SignalKind.Fall, 0.93);
        return world;
    }

    /// <summary>A world in which operator Wang has the fall.</summary>
    public static World Claimed()
    {
        var world = WithFall();
        world.Do(new Claim(Wang));
        return world;
    }

    /// <summary>A world in which the guard has been sent.</summary>
    public static World Dispatched()
    {
        var world = Claimed();
        world.Do(new Dispatch(Wang, Guard, world.Roster));
        return world;
    }

    /// <summary>A world in which the guard is at the door.</summary>
    public static World OnScene()
    {
        var world = Dispatched();
        world.Do(new ArriveOnScene(Wang, Guard));
        return world;
    }

    /// <summary>A world in which the danger is over.</summary>
    public static World Resolved()
    {
        var world = OnScene();
        world.Do(new Resolve(Wang, Resolution.Helped, null));
        return world;
    }

    public IReadOnlyList<IncidentEvent> Receive(SignalKind kind, double? confidence = null, SignalState state = SignalState.Active) =>
        Receive(Signal(kind, confidence, state));

    public IReadOnlyList<IncidentEvent> Receive(Signal signal) => Do(new ReceiveSignal(new IncidentId($"i{_position}"), signal, Facts, Roster));

    /// <summary>Carries out a command that must be accepted, and gives the new events.</summary>
    public IReadOnlyList<IncidentEvent> Do(IncidentCommand command)
    {
        var decision = IncidentDecider.Decide(State, command, Policy, Now);
        Assert.Null(decision.Rejection);
        foreach (var fact in decision.Events)
        {
            _position++;
            State = fact is IncidentOpened opened
                ? IncidentHistory.Open(((ReceiveSignal)command).NewIncident, Centre, opened, Now, _position)
                : State!.Apply(fact, Now, _position);
            Events.Add(fact);
        }

        return decision.Events;
    }

    /// <summary>Tries a command that must be refused.</summary>
    public RejectionCode Refuse(IncidentCommand command)
    {
        var decision = IncidentDecider.Decide(State, command, Policy, Now);
        Assert.NotNull(decision.Rejection);
        Assert.Empty(decision.Events);
        Assert.NotEmpty(decision.Rejection.Detail);
        return decision.Rejection.Code;
    }

    /// <summary>Turns the clock from deadline to deadline, as the clock loop does, and gives what happened.</summary>
    public IReadOnlyList<IncidentEvent> Wait(TimeSpan time)
    {
        var before = Events.Count;
        var until = Now + time;
        while (State is { } state && EscalationSchedule.NextDeadline(state) is { } next && next.DueAt <= until)
        {
            Now = next.DueAt > Now ? next.DueAt : Now;
            Do(new CheckDeadlines(Roster));
        }

        Now = until;
        return Events.Skip(before).ToList();
    }

    /// <summary>Lets the phone provider deliver everything that is under way.</summary>
    public void DeliverAll()
    {
        foreach (var n in State!.Notifications.Where(n => n.State is NotificationState.Requested))
        {
            Do(new ReportNotification(n.Id, new ReportSending("+8610000000000", "words"), Roster));
            Do(new ReportNotification(n.Id, new ReportAccepted("SM1"), Roster));
            Do(new ReportNotification(n.Id, new ReportDelivered(), Roster));
        }
    }
}
