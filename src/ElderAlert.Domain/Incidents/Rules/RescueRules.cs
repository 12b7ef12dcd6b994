using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>The responder's way, and the end of the danger.</summary>
internal static class RescueRules
{
    private const int LongestEtaMinutes = 24 * 60;

    public static Decision Dispatch(Incident state, Dispatch command, DateTimeOffset now)
    {
        if (Permission.RequireState(state, "Dispatching", IncidentState.Claimed, IncidentState.Dispatched, IncidentState.OnScene) is { } refused)
        {
            return refused;
        }

        if (Permission.RequireOwner(state, command.By) is { } notOwner)
        {
            return notOwner;
        }

        if (state.Find(command.Responder) is { State: not AssignmentState.Cleared })
        {
            return Decision.Refuse(RejectionCode.AlreadyDispatched, $"Responder {command.Responder} has already been sent.");
        }

        var recipient = command.Roster.Find(new RecipientRef(RecipientKind.Responder, command.Responder.Value));
        if (recipient is null)
        {
            return Decision.Refuse(RejectionCode.UnknownResponder, $"Responder {command.Responder} is not on duty for this home.");
        }

        var draft = new Draft(state, now).Emit(new ResponderDispatched(command.Responder, command.By));
        if (recipient.Methods.Count > 0)
        {
            EscalationRules.Request(draft, recipient.Ref, recipient.Methods[0].Channel, NotificationPurpose.Dispatch);
        }

        return Decision.Of(draft);
    }

    public static Decision StartEnRoute(Incident state, StartEnRoute command, DateTimeOffset now)
    {
        if (command.EtaMinutes is < 0 or > LongestEtaMinutes)
        {
            return Decision.Refuse(RejectionCode.Invalid, "The arrival time must lie between 0 minutes and a day.");
        }

        return Assigned(state, command.By, command.Responder, "Setting out") ?? state.Find(command.Responder) switch
        {
            { } way when IsSaid(way, command.EtaMinutes) => Decision.Of(new Draft(state, now)),
            { State: AssignmentState.OnScene } => Decision.Refuse(RejectionCode.WrongState, "The responder is already on scene."),
            _ => EscalationRules.TellFamily(new Draft(state, now).Emit(new ResponderEnRoute(command.Responder, command.By, command.EtaMinutes))),
        };
    }

    /// <summary>Whether it is known that they are on the way, and no other time is named.</summary>
    public static bool IsSaid(Assignment way, int? etaMinutes) =>
        way.State == AssignmentState.EnRoute && (etaMinutes is null || etaMinutes == way.EtaMinutes);

    public static Decision ArriveOnScene(Incident state, ArriveOnScene command, DateTimeOffset now) =>
        Assigned(state, command.By, command.Responder, "Arriving") ?? (state.Find(command.Responder) is { State: AssignmentState.OnScene }
            ? Decision.Of(new Draft(state, now))
            : Decision.Of(new Draft(state, now).Emit(new ResponderOnScene(command.Responder, command.By))));

    public static Decision Clear(Incident state, ClearResponder command, DateTimeOffset now) =>
        state.Find(command.Responder) is { State: AssignmentState.Cleared }
            ? Decision.Of(new Draft(state, now))
            : Assigned(state, command.By, command.Responder, "Leaving", evenResolved: true)
                ?? Decision.Of(new Draft(state, now).Emit(new ResponderCleared(command.Responder, command.By)));

    public static Decision Resolve(Incident state, Resolve command, DateTimeOffset now)
    {
        if (Permission.RequireState(state, "Resolving", IncidentState.Claimed, IncidentState.Dispatched, IncidentState.OnScene) is { } refused)
        {
            return refused;
        }

        if (Permission.RequireOwner(state, command.By) is { } notOwner)
        {
            return notOwner;
        }

        if (state.Outage?.Waiting is > 0 and var waiting)
        {
            return Decision.Refuse(RejectionCode.WrongState, $"{waiting} homes of the outage are silent and nobody has looked after them.");
        }

        var isSeenTo = state.VoiceContactMade || state.OnSceneAt is not null || state.OutsideLineCalled || state.Lane == Lane.Technical;
        if (!isSeenTo)
        {
            return Decision.Refuse(
                RejectionCode.VoiceContactRequired,
                "Nobody has spoken to the resident and nobody has been there: speak to them, send somebody, or call 120.");
        }

        var draft = new Draft(state, now).Emit(new IncidentResolved(command.By, command.Resolution, command.Note));
        return state.Lane == Lane.Technical ? Decision.Of(draft.Emit(new IncidentClosed(command.By))) : EscalationRules.TellFamily(draft);
    }

    public static Decision ViewEntryData(Incident state, ViewEntryData command, DateTimeOffset now)
    {
        if (Permission.RequireState(state, "Reading entry data", IncidentState.Claimed, IncidentState.Dispatched, IncidentState.OnScene, IncidentState.Open) is { } refused)
        {
            return refused;
        }

        var isAllowed = command.By.Kind switch
        {
            ActorKind.Operator => Permission.RequireOwner(state, command.By) is null,
            ActorKind.Responder => state.Find(new ResponderId(command.By.Id)) is { State: AssignmentState.EnRoute or AssignmentState.OnScene },
            _ => false,
        };
        return isAllowed
            ? Decision.Of(new Draft(state, now).Emit(new EntryDataViewed(command.By)))
            : Decision.Refuse(RejectionCode.NotOwner, "Entry data is shown to those who work the incident: its operator, and responders on their way.");
    }

    /// <summary>Null when the actor may speak for this responder in this incident.</summary>
    private static Decision? Assigned(Incident state, Actor by, ResponderId responder, string doing, bool evenResolved = false)
    {
        if (!state.IsActive && !(evenResolved && state.State == IncidentState.Resolved))
        {
            return Decision.Refuse(RejectionCode.WrongState, $"{doing} is not possible while the incident is {state.State}.");
        }

        if (state.Find(responder) is null or { State: AssignmentState.Cleared })
        {
            return Decision.Refuse(RejectionCode.NotDispatched, $"Responder {responder} has not been sent to this incident.");
        }

        return by.Kind == ActorKind.Responder && by.Id != responder.Value
            ? Decision.Refuse(RejectionCode.NotOwner, "A responder speaks for themselves only.")
            : Permission.RequireOwner(state, by);
    }
}
