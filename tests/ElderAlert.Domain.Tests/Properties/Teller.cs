using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Incidents.Rules;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Domain.Tests.Incidents;

namespace ElderAlert.Domain.Tests.Properties;

/// <summary>One decision of a story.</summary>
/// <param name="Before">The incident before it; null where none was open.</param>
/// <param name="Command">What was wanted.</param>
/// <param name="At">When.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="After">The incident after it.</param>
internal sealed record Moment(Incident? Before, IncidentCommand Command, DateTimeOffset At, Decision Decision, Incident? After)
{
    public override string ToString() => $"{Command.GetType().Name} at {At:HH:mm:ss}";
}

/// <summary>Lets a story happen to the decider, for one home and one lane, and gives every decision.</summary>
internal sealed class Teller
{
    private static readonly Actor[] Operators = [World.Wang, World.Li, World.Boss];
    private static readonly ResponderId[] Guards = [World.Guard, World.Doctor];
    private static readonly RecipientRef[] People = [World.Daughter, World.Neighbour, new(RecipientKind.Responder, "guard"), World.Supervisor];

    private readonly Roster _roster = World.FullRoster;
    private readonly EscalationPolicy _policy;
    private readonly List<Moment> _moments = [];
    private DateTimeOffset _now = new(2026, 11, 21, 3, 12, 0, TimeSpan.Zero);
    private Incident? _state;
    private int _incidents;
    private int _signals;
    private long _position;

    private Teller(Lane lane) => _policy = lane == Lane.Life ? DefaultPolicies.Life(World.Centre) : DefaultPolicies.Technical(World.Centre);

    /// <summary>Tells a story of the home's life lane.</summary>
    public static IReadOnlyList<Moment> Tell(Story story, Lane lane = Lane.Life)
    {
        var teller = new Teller(lane);
        foreach (var step in story.Steps)
        {
            teller.Wait(TimeSpan.FromSeconds(step.Seconds));
            if (teller.CommandOf(step, lane) is { } command)
            {
                teller.Do(command);
            }
        }

        return teller._moments;
    }

    /// <summary>The clock looks whenever something is due, as the clock loop does.</summary>
    private void Wait(TimeSpan time)
    {
        var until = _now + time;
        while (_state is not null && EscalationSchedule.NextDeadline(_state) is { } next && next.DueAt <= until)
        {
            _now = next.DueAt > _now ? next.DueAt : _now;
            Do(new CheckDeadlines(_roster));
        }

        _now = until;
    }

    private void Do(IncidentCommand command)
    {
        var before = _state;
        var decision = IncidentDecider.Decide(before, command, _policy, _now);
        foreach (var fact in decision.Events)
        {
            _position++;
            _state = fact is IncidentOpened opened
                ? IncidentHistory.Open(new IncidentId($"i{_incidents}"), World.Centre, opened, _now, _position)
                : _state!.Apply(fact, _now, _position);
        }

        _moments.Add(new Moment(before, command, _now, decision, _state));
    }

    private IncidentCommand? CommandOf(Step step, Lane lane) => step.Deed switch
    {
        Deed.PressSos => Receive(lane == Lane.Life ? SignalKind.Sos : SignalKind.Tamper),
        Deed.FeelFall => Receive(lane == Lane.Life ? SignalKind.Fall : SignalKind.MainsLost, confidence: 0.95),
        Deed.SuspectFall => Receive(lane == Lane.Life ? SignalKind.Fall : SignalKind.Fault, confidence: 0.3),
        Deed.SmellSmoke => Receive(lane == Lane.Life ? SignalKind.Smoke : SignalKind.Offline),
        Deed.SmokeGone => Receive(lane == Lane.Life ? SignalKind.Smoke : SignalKind.Offline, SignalState.Clear),
        Deed.SayNothingHappened => Receive(lane == Lane.Life ? SignalKind.Cancel : SignalKind.MainsRestored),
        Deed.RunLow => Receive(lane == Lane.Life ? SignalKind.Inactivity : SignalKind.BatteryLow),
        Deed.SeeMotion => new ReportMotion(new DeviceId("radar")),
        Deed.CallIn => OpenByPhone(step, lane),
        Deed.BeginSending or Deed.TakeMessage or Deed.DeliverMessage or Deed.FailMessage or Deed.DoubtMessage or Deed.LoseMessage => Report(step),
        _ => ByHand(step),
    };

    private IncidentCommand ByHand(Step step)
    {
        var (me, guard) = (Operators[step.Who % Operators.Length], Guards[step.Who % Guards.Length]);
        var person = People[step.Who % People.Length];
        return step.Deed switch
        {
            Deed.Claim => new Claim(me),
            Deed.Release => new Release(me, ReleaseReason.Operator, _roster),
            Deed.LoseConsole => new Release(me, ReleaseReason.ConsoleSilent, _roster),
            Deed.Note => new AddNote(me, "words"),
            Deed.SpeakToThem => new TryVoiceContact(me, Reached: true, null),
            Deed.HearNothing => new TryVoiceContact(me, Reached: false, null),
            Deed.CallOutsideLine => new CallOutsideLine(me, step.Who == 0 ? "" : "120", null),
            Deed.TellByHand => new NotifyByHand(me, person, step.Who % 2 == 0 ? Channel.Sms : Channel.Voice, _roster),
            Deed.Dispatch => new Dispatch(me, guard, _roster),
            Deed.SetOut => new StartEnRoute(me, guard, step.Who - 1),
            Deed.Arrive => new ArriveOnScene(me, guard),
            Deed.Leave => new ClearResponder(me, guard),
            Deed.Resolve => new Resolve(me, Resolution.Helped, null),
            Deed.CallBack => new RecordFollowUp(me, FollowUpResult.Well, step.Who, null),
            Deed.CallBackInVain => new RecordFollowUp(me, FollowUpResult.NotReached, null, null),
            Deed.Close => new Close(me),
            Deed.Escalate => new Escalate(me, _roster),
            Deed.ViewEntryData => new ViewEntryData(me),
            Deed.SayYes => new Acknowledge(person, "sms", step.Who == 0 ? null : step.Who * 10),
            Deed.SayNo => new Decline(person, "sms", null, _roster),
            Deed.WriteWords => new ReceiveReply(person, "words"),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Deed, "not a deed"),
        };
    }

    /// <summary>A signal as the engine would hand it to the decider: one that concerns no incident never gets there.</summary>
    private ReceiveSignal? Receive(SignalKind kind, SignalState state = SignalState.Active, double? confidence = null)
    {
        var signal = new Signal($"b1-{++_signals}", new DeviceId("d1"), kind, state, _now, Confidence: confidence);
        if (SignalRules.Place(_state, signal, _now) is var place && place == SignalPlace.Recorded)
        {
            return null;
        }

        if (place == SignalPlace.Opens)
        {
            _state = null;
            _incidents++;
        }

        return new ReceiveSignal(new IncidentId($"i{_incidents}"), signal, new HouseholdFacts(World.Home, 1, LivesAlone: true), _roster);
    }

    private OpenByPhone? OpenByPhone(Step step, Lane lane)
    {
        if (_state is { IsActive: false })
        {
            _state = null;
            _incidents++;
        }

        var kind = lane == Lane.Life ? SignalKind.Sos : SignalKind.Fault;
        return new OpenByPhone(
            new IncidentId($"i{_incidents}"), Operators[step.Who % Operators.Length], kind, new HouseholdFacts(World.Home, 1, LivesAlone: true), null, _roster);
    }

    private ReportNotification? Report(Step step)
    {
        if (_state is not { Notifications: { Length: > 0 } all })
        {
            return null;
        }

        NotificationReport report = step.Deed switch
        {
            Deed.BeginSending => new ReportSending("+8610000000000", "words"),
            Deed.TakeMessage => new ReportAccepted("SM1"),
            Deed.DeliverMessage => new ReportDelivered(),
            Deed.FailMessage => new ReportFailed("30003", "The phone is switched off.", Permanent: step.Who == 0),
            Deed.DoubtMessage => new ReportAmbiguous("no answer"),
            _ => new ReportNotFound(),
        };
        return new ReportNotification(all[step.Who % all.Length].Id, report, _roster);
    }
}
