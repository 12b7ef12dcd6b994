using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>Where a signal belongs.</summary>
public enum SignalPlace
{
    /// <summary>It begins an incident.</summary>
    Opens,

    /// <summary>It joins the active incident.</summary>
    Joins,

    /// <summary>The danger was called over and came back.</summary>
    Reopens,

    /// <summary>The danger was called over, and the sensor has not noticed yet, or just has: it is kept there and rings nobody.</summary>
    Trails,

    /// <summary>It concerns no incident and is only recorded.</summary>
    Recorded,
}

/// <summary>How signals open, join and re-open incidents: one danger, one incident.</summary>
public static class SignalRules
{
    /// <summary>Whether the signal opens an incident when the household has none in its lane.</summary>
    public static bool Opens(Signal signal) => signal.State == SignalState.Active && SignalKinds.Opens(signal.Kind);

    /// <summary>Where the signal belongs.</summary>
    /// <param name="latest">The home's active incident of the lane; where there is none, the one that was resolved last; null without either.</param>
    /// <param name="signal">What was said.</param>
    /// <param name="now">The time.</param>
    public static SignalPlace Place(Incident? latest, Signal signal, DateTimeOffset now)
    {
        if (latest is { IsActive: true })
        {
            return SignalPlace.Joins;
        }

        if (latest is { State: IncidentState.Resolved, ResolvedAt: { } resolved })
        {
            var window = latest.Policy.SignalTimes.WindowOf(signal.Kind);
            if (latest.Holds(signal) && (signal.State == SignalState.Clear || now - resolved < window.Settle))
            {
                return SignalPlace.Trails;
            }

            if (Opens(signal) && now - resolved < window.Reopen)
            {
                return SignalPlace.Reopens;
            }
        }

        return Opens(signal) ? SignalPlace.Opens : SignalPlace.Recorded;
    }

    /// <summary>Whether deciding needs to know who can be told; taking that from the directory costs more than deciding.</summary>
    public static bool NeedsRoster(Incident? latest, SignalPlace place) => place switch
    {
        SignalPlace.Opens or SignalPlace.Reopens => true,
        SignalPlace.Joins => latest!.Marks.HasFlag(IncidentMarks.TestMode),
        _ => false,
    };

    internal static Decision Receive(Incident? state, ReceiveSignal command, EscalationPolicy policy, DateTimeOffset now) =>
        Place(state, command.Signal, now) switch
        {
            SignalPlace.Opens => Open(command, policy, now),
            SignalPlace.Joins => Join(state!, command, now),
            SignalPlace.Reopens => Reopen(state!, command, now),
            SignalPlace.Trails => Trail(state!, command.Signal, now),
            _ => Decision.Refuse(RejectionCode.Invalid, $"A signal of kind {command.Signal.Kind} begins no incident and there is none that it could join."),
        };

    internal static Decision OpenByPhone(Incident? state, OpenByPhone command, EscalationPolicy policy, DateTimeOffset now)
    {
        if (state is { IsActive: true })
        {
            return Decision.Refuse(RejectionCode.WrongState, $"This home already has incident {state.Id}; work that one.");
        }

        if (!SignalKinds.Opens(command.Kind))
        {
            return Decision.Refuse(RejectionCode.Invalid, $"A call cannot open an incident of kind {command.Kind}.");
        }

        var opened = new IncidentOpened(
            command.Household.Household,
            SignalKinds.LaneOf(command.Kind),
            command.Kind,
            PriorityRules.Assess(command.Kind, signal: null, command.Household, policy.Scale),
            policy,
            Signal: null,
            command.By,
            command.Note,
            command.Kind == SignalKind.Sos ? SignalBearing.Asks : SignalBearing.Raises);
        var draft = Draft.Open(command.NewIncident, policy.Centre, opened, now);
        if (command.By is { Kind: ActorKind.Operator })
        {
            draft.Emit(new IncidentClaimed(new OperatorId(command.By.Id)));
        }

        return Decision.Of(draft);
    }

    private static Decision Open(ReceiveSignal command, EscalationPolicy policy, DateTimeOffset now)
    {
        var signal = command.Signal;
        var opened = new IncidentOpened(
            command.Household.Household,
            SignalKinds.LaneOf(signal.Kind),
            signal.Kind,
            PriorityRules.Assess(signal.Kind, signal, command.Household, policy.Scale),
            policy,
            signal,
            signal.Watch is null ? new Actor(ActorKind.Device, signal.Device.Value) : Actor.System,
            Note: null,
            BearingOf(fed: null, signal, policy),
            IsLate(signal, policy),
            command.Household.IsTesting(now));
        var draft = Draft.Open(command.NewIncident, policy.Centre, opened, now);
        EscalationRules.Advance(draft, command.Roster, Actor.System);
        return Decision.Of(draft);
    }

    private static Decision Join(Incident state, ReceiveSignal command, DateTimeOffset now)
    {
        var signal = command.Signal;
        var bearing = BearingOf(state, signal, state.Policy);
        var draft = new Draft(state, now).Emit(new SignalJoined(signal, bearing, IsLate(signal, state.Policy)));
        if (bearing == SignalBearing.Cancels)
        {
            FallRules.Cancel(draft, signal.Device);
        }
        else if (bearing != SignalBearing.Clears)
        {
            Rise(draft, command);
            LiftTestMode(draft, command);
        }

        return Decision.Of(draft);
    }

    private static Decision Reopen(Incident state, ReceiveSignal command, DateTimeOffset now)
    {
        var signal = command.Signal;
        var draft = new Draft(state, now).Emit(new IncidentReopened(
            signal, BearingOf(fed: null, signal, state.Policy), IsLate(signal, state.Policy), command.Household.IsTesting(now)));
        Rise(draft, command);
        StartAfresh(draft, command.Roster);
        return Decision.Of(draft);
    }

    /// <summary>Whoever was told that it was over, or a test, hears otherwise; and the first step begins.</summary>
    private static void StartAfresh(Draft draft, Roster roster)
    {
        EscalationRules.TellFamily(draft);
        EscalationRules.Advance(draft, roster, Actor.System);
    }

    private static Decision Trail(Incident state, Signal signal, DateTimeOffset now) => Decision.Of(new Draft(state, now).Emit(new SignalJoined(
        signal, signal.State == SignalState.Clear ? SignalBearing.Clears : SignalBearing.Repeats, IsLate(signal, state.Policy))));

    private static void Rise(Draft draft, ReceiveSignal command)
    {
        if (PriorityRules.Reassess(draft.State, command.Signal, command.Household) is { } heavier)
        {
            draft.Emit(new PriorityRaised(heavier));
        }
    }

    /// <summary>A signal after the test mode's end is no test, whatever the incident began as; people were told of a test and must hear otherwise.</summary>
    private static void LiftTestMode(Draft draft, ReceiveSignal command)
    {
        if (!draft.State.Marks.HasFlag(IncidentMarks.TestMode) || command.Household.IsTesting(draft.Now))
        {
            return;
        }

        if (draft.State is { State: IncidentState.Open, AcknowledgedBy: not null })
        {
            // That was a yes to a test.
            draft.Emit(new AcknowledgementExpired());
        }

        draft.Emit(new TestModeLifted());
        if (!draft.State.IsTaken)
        {
            StartAfresh(draft, command.Roster);
        }
    }

    /// <summary>What a signal means.</summary>
    /// <param name="fed">The incident that it joins; null where it begins, or begins anew.</param>
    /// <param name="signal">What was said.</param>
    /// <param name="policy">The incident's.</param>
    private static SignalBearing BearingOf(Incident? fed, Signal signal, EscalationPolicy policy)
    {
        var isSuspicion = signal.Kind == SignalKind.Fall && signal.Confidence < policy.Scale.SuspectedBelow;
        var isOnlySuspected = fed is null or { FallSuspectedAt: not null };
        return signal switch
        {
            { State: SignalState.Clear, Kind: SignalKind.Fall } when fed is { FallSuspectedAt: not null } && fed.Holds(signal) => SignalBearing.Cancels,
            { State: SignalState.Clear } => SignalBearing.Clears,
            { Kind: SignalKind.Cancel } => SignalBearing.Cancels,
            _ when !SignalKinds.Opens(signal.Kind) => SignalBearing.Clears,
            { Kind: SignalKind.Sos } => SignalBearing.Asks,
            _ when fed?.Holds(signal) is true && (isSuspicion || fed.FallSuspectedAt is null) => SignalBearing.Repeats,
            _ => isSuspicion && isOnlySuspected ? SignalBearing.Suspects : SignalBearing.Raises,
        };
    }

    private static bool IsLate(Signal signal, EscalationPolicy policy) => signal.Lateness > policy.SignalTimes.Late;
}
