using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>How an operator takes an incident, keeps it, and gives it back.</summary>
internal static class ClaimRules
{
    private const int LongestLineName = 40;

    public static Decision Claim(Incident state, Claim command, DateTimeOffset now)
    {
        if (Permission.RequireState(state, "Claiming", IncidentState.Open, IncidentState.Claimed, IncidentState.Dispatched, IncidentState.OnScene) is { } refused)
        {
            return refused;
        }

        var me = new OperatorId(command.By.Id);
        var draft = new Draft(state, now);
        if (state.Owner == me)
        {
            return Decision.Of(draft);
        }

        if (state.Owner is { } other)
        {
            if (!command.By.IsSupervisor)
            {
                return Decision.Refuse(RejectionCode.AlreadyClaimed, $"Operator {other} has this incident.");
            }

            draft.Emit(new ClaimReleased(other, ReleaseReason.TakenOver));
        }

        return Decision.Of(draft.Emit(new IncidentClaimed(me)));
    }

    public static Decision Release(Incident state, Release command, DateTimeOffset now)
    {
        if (!state.IsActive || state.Owner is not { } owner)
        {
            return Decision.Refuse(RejectionCode.WrongState, "Nobody is working this incident.");
        }

        if (command.Reason is ReleaseReason.Operator or ReleaseReason.ConsoleSilent && Permission.RequireOwner(state, command.By) is { } refused)
        {
            return refused;
        }

        return Reopen(new Draft(state, now), owner, command.Reason, command.Roster);
    }

    /// <summary>Takes the claim away; an incident that nobody else has goes up at once.</summary>
    public static Decision Reopen(Draft draft, OperatorId owner, ReleaseReason reason, Roster roster)
    {
        draft.Emit(new ClaimReleased(owner, reason));
        if (draft.State is { State: IncidentState.Open, AcknowledgedBy: null })
        {
            EscalationRules.Advance(draft, roster, Actor.System);
        }

        return Decision.Of(draft);
    }

    public static Decision TryVoiceContact(Incident state, TryVoiceContact command, DateTimeOffset now) =>
        Permission.RequireState(state, "Voice contact", IncidentState.Claimed, IncidentState.Dispatched, IncidentState.OnScene)
        ?? Permission.RequireOwner(state, command.By)
        ?? Decision.Of(new Draft(state, now).Emit(new VoiceContactTried(new OperatorId(command.By.Id), command.Reached, command.Note)));

    public static Decision CallOutsideLine(Incident state, CallOutsideLine command, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(command.Line) || command.Line.Length > LongestLineName)
        {
            return Decision.Refuse(RejectionCode.Invalid, "The outside line must be named, for example 120.");
        }

        return Permission.RequireState(state, "Calling an outside line", IncidentState.Claimed, IncidentState.Dispatched, IncidentState.OnScene)
            ?? Permission.RequireOwner(state, command.By)
            ?? Decision.Of(new Draft(state, now).Emit(new OutsideLineCalled(new OperatorId(command.By.Id), command.Line, command.Note)));
    }

    public static Decision Escalate(Incident state, Escalate command, DateTimeOffset now)
    {
        if (Permission.RequireState(state, "Escalating", IncidentState.Open, IncidentState.Claimed, IncidentState.Dispatched, IncidentState.OnScene) is { } refused)
        {
            return refused;
        }

        var draft = new Draft(state, now);
        EscalationRules.Advance(draft, command.Roster, command.By);
        return Decision.Of(draft);
    }
}
