using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Incidents.Rules;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Escalation;

/// <summary>
/// Derives the deadlines of an incident from its state. A timer is therefore never cancelled: when it fires, state decides whether
/// it still matters. Every incident that is not closed has at least one.
/// </summary>
public static class EscalationSchedule
{
    /// <summary>The soonest deadline; null only for a closed incident.</summary>
    public static Deadline? NextDeadline(Incident state)
    {
        Deadline? next = null;
        foreach (var deadline in Deadlines(state))
        {
            if (next is null || deadline.DueAt < next.Value.DueAt)
            {
                next = deadline;
            }
        }

        return next;
    }

    /// <summary>All deadlines of the incident, in no particular order.</summary>
    public static IReadOnlyList<Deadline> Deadlines(Incident state)
    {
        var deadlines = new List<Deadline>();
        switch (state.State)
        {
            case IncidentState.Open:
                WhileNobodyHasIt(state, deadlines);
                break;
            case IncidentState.Claimed:
                WhileClaimed(state, deadlines);
                break;
            case IncidentState.Dispatched:
                WhileDispatched(state, deadlines);
                break;
            case IncidentState.OnScene:
                WhileOnScene(state, deadlines);
                break;
            case IncidentState.Resolved:
                deadlines.Add(Repeated(state, IsCalledBack(state) ? DeadlineKind.Close : DeadlineKind.FollowUp, state.ResolvedAt, state.Policy.Times.FollowUp));
                break;
            case IncidentState.Closed:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(state), state.State, "not an incident state");
        }

        return deadlines;
    }

    private static void WhileNobodyHasIt(Incident state, List<Deadline> deadlines)
    {
        if (state.AcknowledgedAt is { } acknowledged)
        {
            deadlines.Add(new Deadline(DeadlineKind.AcknowledgeProgress, acknowledged + state.Policy.Times.AcknowledgeProgress));
            return;
        }

        if (state.WatchedSince is { } watched)
        {
            deadlines.Add(new Deadline(DeadlineKind.Step, watched + state.Policy.SignalTimes.Watch));
            return;
        }

        var times = state.Policy.Times;
        var step = state.Sounded is { } sounded && state.Marks.HasFlag(IncidentMarks.EscalationExhausted)
            ? sounded.At + times.PauseAfter(sounded.Times)
            : state.StepStartedAt + Wait(state);
        Answers(state, NotificationPurpose.Alarm, deadlines);
        deadlines.Add(new Deadline(DeadlineKind.Step, step));
        Motion(state, deadlines);
    }

    private static void Motion(Incident state, List<Deadline> deadlines)
    {
        if (FallRules.NoMotionDeadline(state) is { } due)
        {
            deadlines.Add(due);
        }
    }

    private static void WhileClaimed(Incident state, List<Deadline> deadlines)
    {
        var times = state.Policy.Times;
        var claimed = state.ClaimedAt ?? state.OpenedAt;
        var isHandled = state.VoiceContactMade || state.OutsideLineCalled || state.Marks.HasFlag(IncidentMarks.DecisionForced);
        if (state.Lane == Lane.Life && !isHandled)
        {
            deadlines.Add(new Deadline(DeadlineKind.VoiceContact, claimed + times.VoiceContact));
        }

        deadlines.Add(state.OutsideLineCalled
            ? Repeated(state, DeadlineKind.OnScene, state.ProgressAt, times.OnScene)
            : new Deadline(DeadlineKind.ClaimProgress, (state.ProgressAt ?? claimed) + times.ClaimProgress));
        Motion(state, deadlines);
    }

    /// <summary>The deadline of the way comes before that of setting out: where both are due, the later part of the way is told of.</summary>
    private static void WhileDispatched(Incident state, List<Deadline> deadlines)
    {
        var times = state.Policy.Times;
        Answers(state, NotificationPurpose.Dispatch, deadlines);
        deadlines.Add(Repeated(state, DeadlineKind.OnScene, state.DispatchedAt, times.OnScene));
        if (!state.Assignments.Any(a => a.State is AssignmentState.EnRoute or AssignmentState.OnScene))
        {
            deadlines.Add(Repeated(state, DeadlineKind.EnRoute, LastSentAt(state), times.EnRoute ?? PolicyTimes.DefaultEnRoute));
        }

        Takeover(state, deadlines);
    }

    private static void WhileOnScene(Incident state, List<Deadline> deadlines)
    {
        deadlines.Add(Repeated(state, DeadlineKind.Resolve, state.OnSceneAt, state.Policy.Times.Resolve));
        Takeover(state, deadlines);
    }

    /// <summary>In a fan-out the steps of the first round do not wait for each other; the last of them waits for people.</summary>
    private static TimeSpan Wait(Incident state)
    {
        var steps = state.Policy.Steps;
        var isFollowed = state.Step < steps.Count - 1;
        return isFollowed && state.Policy.FansOut(state.Priority.Priority, state.Round) ? TimeSpan.Zero : steps[Math.Max(state.Step, 0)].Wait;
    }

    private static void Takeover(Incident state, List<Deadline> deadlines)
    {
        if (state.Owner is null)
        {
            var since = state.ReleasedAt ?? state.OnSceneAt ?? state.DispatchedAt;
            deadlines.Add(Repeated(state, DeadlineKind.Takeover, since, state.Policy.Times.Takeover ?? PolicyTimes.DefaultTakeover));
        }
    }

    private static DateTimeOffset? LastSentAt(Incident state) => state.Assignments.Length == 0 ? state.DispatchedAt : state.Assignments.Max(a => a.At);

    private static bool IsCalledBack(Incident state) => state.FollowUp is not (null or FollowUpResult.NotReached);

    private static void Answers(Incident state, NotificationPurpose purpose, List<Deadline> deadlines)
    {
        var times = state.Policy.Times;
        foreach (var n in state.Notifications)
        {
            if (n.Purpose == purpose && n.AwaitsAnswer && n.State != NotificationState.Failed)
            {
                deadlines.Add(n.State == NotificationState.Delivered
                    ? new Deadline(DeadlineKind.Answer, n.LeavesAt + times.Answer, n.Id)
                    : new Deadline(DeadlineKind.Delivery, n.LeavesAt + times.Delivery, n.Id));
            }
        }
    }

    private static Deadline Repeated(Incident state, DeadlineKind kind, DateTimeOffset? since, TimeSpan within)
    {
        var first = (since ?? state.OpenedAt) + within;
        return state.Sounded is { } sounded && sounded.At >= first ? new Deadline(kind, sounded.At + Pause(sounded)) : new Deadline(kind, first);

        TimeSpan Pause(Sounding sounded) => kind is DeadlineKind.FollowUp or DeadlineKind.Close ? within : state.Policy.Times.PauseAfter(sounded.Times);
    }
}
