using System.Collections.Immutable;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents;

/// <summary>The part of an incident's history that is about what people answer: that they go, or cannot.</summary>
internal static class AnswerHistory
{
    public static Incident Acknowledge(this Incident state, IncidentAcknowledged e, DateTimeOffset at) => state with
    {
        AcknowledgedBy = e.By,
        AcknowledgedAt = at,
        Sounded = state.State == IncidentState.Open ? null : state.Sounded,
        Marks = state.Marks & ~(IncidentMarks.EscalationExhausted | IncidentMarks.ResponderUnanswered),
        Notifications = state.Answered(e.By),
    };

    /// <summary>Nobody waits for them any more; where it was theirs alone, nobody has it.</summary>
    public static Incident Decline(this Incident state, RecipientDeclined e, DateTimeOffset at)
    {
        var hadIt = state.AcknowledgedBy == e.By;
        var freed = hadIt && state.State == IncidentState.Open ? state.Supersede() : state;
        var way = state.WayOf(e.By);
        var assignments = way is { State: AssignmentState.Dispatched or AssignmentState.EnRoute }
            ? state.Assignments.Replace(way, way with { State = AssignmentState.Cleared, At = at })
            : state.Assignments;
        var isMissed = assignments != state.Assignments
            && state.State == IncidentState.Dispatched
            && !assignments.Any(a => a.State is AssignmentState.EnRoute or AssignmentState.OnScene);
        return freed with
        {
            AcknowledgedBy = hadIt ? null : state.AcknowledgedBy,
            AcknowledgedAt = hadIt ? null : state.AcknowledgedAt,
            Assignments = assignments,
            Marks = isMissed ? state.Marks | IncidentMarks.ResponderUnanswered : state.Marks,
            Notifications = freed.Answered(e.By),
        };
    }

    private static ImmutableArray<Notification> Answered(this Incident state, RecipientRef by) =>
        state.Notifications.Select(n => n.Recipient == by ? n with { Answered = true } : n).ToImmutableArray();
}
