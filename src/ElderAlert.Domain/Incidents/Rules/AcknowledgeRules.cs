using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>How contacts and responders take responsibility, or say that they cannot. Only a reply, a key press or a confirmed link does; delivery never does.</summary>
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

    /// <summary>
    /// Nobody is waited for who says no: the next contact is told at once, and when nobody of the step is left to answer, or whoever had promised
    /// takes it back, the next step begins. It is taken at any time; what is over stays over.
    /// </summary>
    /// <remarks>Words are easily misread: who writes "I cannot get in" stands at the door. From whoever is coming they are shown, and change nothing.</remarks>
    public static Decision Decline(Incident state, Decline command, DateTimeOffset now)
    {
        if (command.Text is { } words && state.Expects(command.By))
        {
            return Decision.Of(new Draft(state, now).Emit(new ReplyReceived(command.By, words)));
        }

        var hadIt = state.AcknowledgedBy == command.By;
        var asked = state.Notifications.Where(n => n.Recipient == command.By && n.AwaitsAnswer).ToList();
        var draft = new Draft(state, now).Emit(new RecipientDeclined(command.By, command.Via, command.Text));
        if (state.IsActive && state.WayOf(command.By) is { State: AssignmentState.EnRoute })
        {
            EscalationRules.TellFamily(draft);
        }

        if (draft.State is not { State: IncidentState.Open, Lane: Lane.Life, IsTaken: false, WatchedSince: null })
        {
            return Decision.Of(draft);
        }

        if (hadIt)
        {
            EscalationRules.Advance(draft, command.Roster, Actor.System);
            return Decision.Of(draft);
        }

        if (asked.Count > 0 && command.By.Kind == RecipientKind.Contact && TargetRules.NextContact(draft.State, command.Roster) is { } next)
        {
            EscalationRules.TellOne(draft, command.Roster, next, Channel.Sms);
        }

        if (asked.Exists(n => n.RequestedAt >= state.StepStartedAt) && EscalationRules.IsHopeless(draft.State, command.Roster))
        {
            EscalationRules.Advance(draft, command.Roster, Actor.System);
        }

        return Decision.Of(draft);
    }

    /// <summary>A responder who says yes is on the way, whether they were sent or only told; one who is may name another time.</summary>
    private static void SetOut(Draft draft, ResponderId responder, int? etaMinutes)
    {
        var actor = new Actor(ActorKind.Responder, responder.Value);
        if (draft.State.Find(responder) is null or { State: AssignmentState.Cleared })
        {
            draft.Emit(new ResponderDispatched(responder, actor));
        }

        if (draft.State.Find(responder) is { State: AssignmentState.Dispatched or AssignmentState.EnRoute } way && !RescueRules.IsSaid(way, etaMinutes))
        {
            EscalationRules.TellFamily(draft.Emit(new ResponderEnRoute(responder, actor, etaMinutes)));
        }
    }
}
