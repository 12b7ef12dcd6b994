using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;

namespace ElderAlert.Simulation.Checks;

/// <summary>
/// No step early, none more than a second late. Both are told by the server's own wall clock, by which deadlines are decided; what the
/// server could not do while it was down, asleep or without a disk it must have done within a second of being able to.
/// </summary>
internal static class Punctuality
{
    public static readonly TimeSpan Allowed = TimeSpan.FromSeconds(1);

    /// <summary>What a deadline brought, when the deadline had not come; null when all is well.</summary>
    /// <param name="before">The incident before the fact.</param>
    /// <param name="previous">The fact before it in the same decision; null where it is the first.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="at">Its time.</param>
    public static string? WhyEarly(Incident before, IncidentEvent? previous, IncidentEvent fact, DateTimeOffset at)
    {
        DeadlineKind? due = fact switch
        {
            AcknowledgementExpired when !IsYesToATest(before, previous) => DeadlineKind.AcknowledgeProgress,
            MotionAbsent => DeadlineKind.NoMotion,
            DecisionForced => DeadlineKind.VoiceContact,
            DeadlineMissed missed => missed.Deadline,
            ClaimReleased { Reason: ReleaseReason.NoProgress } => DeadlineKind.ClaimProgress,
            EscalationAdvanced { By.Kind: ActorKind.System } when previous is null => DeadlineKind.Step,
            NotificationOverdue overdue when previous is not NotificationFailed => overdue.Deadline,
            _ => null,
        };
        if (due is not { } kind || EscalationSchedule.Deadlines(before).Any(d => d.Kind == kind && d.DueAt <= at && IsOf(d, fact)))
        {
            return null;
        }

        var next = EscalationSchedule.Deadlines(before).Where(d => d.Kind == kind).Select(d => $"{d.DueAt:HH:mm:ss.fff}");
        return $"{before.Id}: {fact.GetType().Name} ({kind}) at {at:HH:mm:ss.fff}, due {string.Join(" ", next)}";
    }

    /// <summary>The incident's deadline has passed and nothing came of it; null when all is well.</summary>
    /// <param name="incident">As committed.</param>
    /// <param name="next">Its soonest deadline.</param>
    /// <param name="now">The server's wall clock.</param>
    /// <param name="ableSince">Since when the server has been able to do something about it and the incident has been as it is, by the same clock.</param>
    public static string? WhyLate(Incident incident, Deadline next, DateTimeOffset now, DateTimeOffset ableSince)
    {
        var from = next.DueAt > ableSince ? next.DueAt : ableSince;
        return now - from > Allowed ? $"{incident.Id} ({incident.State}): {next.Kind} was due at {next.DueAt:HH:mm:ss.fff}, it is {now:HH:mm:ss.fff}" : null;
    }

    /// <summary>A signal that ends the test mode takes what was said to the test back at once; a deadline's fact is the first of its decision.</summary>
    private static bool IsYesToATest(Incident before, IncidentEvent? previous) =>
        before.Marks.HasFlag(IncidentMarks.TestMode) && previous is SignalJoined or PriorityRaised;

    private static bool IsOf(Deadline deadline, IncidentEvent fact) =>
        fact is not NotificationOverdue overdue || deadline.Notification == overdue.Notification;
}
