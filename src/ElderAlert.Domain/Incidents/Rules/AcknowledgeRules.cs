using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>How contacts and responders take responsibility. Only a reply, a key press or a confirmed link does; delivery never does.</summary>
internal static class AcknowledgeRules
{
    private const int LongestEtaMinutes = 24 * 60;

    public static Decision Acknowledge(Incident state, Acknowledge command, DateTimeOffset now)
    {
        if (command.EtaMinutes is < 0 or > LongestEtaMinutes)
        {
            return Decision.Refuse(RejectionCode.Invalid, "The arrival time must lie between 0 minutes and a day.");
        }

        if (Permission.RequireState(state, "Taking responsibility", IncidentState.Open, IncidentState.Claimed, IncidentState.Dispatched, IncidentState.OnScene) is { } refused)
        {
            return refused;
        }

        var draft = new Draft(state, now);
        if (command.By != state.AcknowledgedBy || command.EtaMinutes is not null)
        {
            draft.Emit(new IncidentAcknowledged(command.By, command.Via, command.EtaMinutes));
        }

        if (command.By.Kind == RecipientKind.Responder)
        {
            SetOut(draft, new ResponderId(command.By.Id), command.EtaMinutes);
        }

        return Decision.Of(draft);
    }

    /// <summary>A responder who says yes is on the way, whether they were sent or only told.</summary>
    private static void SetOut(Draft draft, ResponderId responder, int? etaMinutes)
    {
        var actor = new Actor(ActorKind.Responder, responder.Value);
        if (draft.State.Find(responder) is null or { State: AssignmentState.Cleared })
        {
            draft.Emit(new ResponderDispatched(responder, actor));
        }

        if (draft.State.Find(responder) is { State: AssignmentState.Dispatched })
        {
            EscalationRules.TellFamily(draft.Emit(new ResponderEnRoute(responder, actor, etaMinutes)));
        }
    }
}
