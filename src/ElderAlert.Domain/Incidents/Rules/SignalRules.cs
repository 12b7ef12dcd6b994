using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>How signals open and join incidents: one danger, one incident.</summary>
public static class SignalRules
{
    /// <summary>Whether the signal opens an incident when the household has no active one in its lane.</summary>
    public static bool Opens(Signal signal) => signal.State == SignalState.Active && SignalKinds.Opens(signal.Kind);

    internal static Decision Receive(Incident? state, ReceiveSignal command, EscalationPolicy policy, DateTimeOffset now) =>
        state is { IsActive: true } active ? Join(active, command, now) : Open(command, policy, now);

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
            PriorityRules.Assess(command.Kind, signal: null, command.Household),
            policy,
            Signal: null,
            command.By,
            command.Note);
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
            PriorityRules.Assess(signal.Kind, signal, command.Household),
            policy,
            signal,
            new Actor(ActorKind.Device, signal.Device.Value),
            Note: null);
        var draft = Draft.Open(command.NewIncident, policy.Centre, opened, now);
        EscalationRules.Advance(draft, command.Roster, Actor.System);
        return Decision.Of(draft);
    }

    private static Decision Join(Incident state, ReceiveSignal command, DateTimeOffset now)
    {
        var signal = command.Signal;
        var draft = new Draft(state, now).Emit(new SignalJoined(signal));
        if (signal.Kind == SignalKind.Cancel && signal.State == SignalState.Active)
        {
            return Decision.Of(draft.Emit(new CancelRequested(signal.Device)));
        }

        if (signal.State == SignalState.Active)
        {
            var assessed = PriorityRules.Assess(state, signal, command.Household);
            if (assessed.Priority > state.Priority.Priority)
            {
                draft.Emit(new PriorityRaised(assessed));
            }
        }

        return Decision.Of(draft);
    }
}
