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
    public static IEnumerable<Deadline> Deadlines(Incident state) => state.State switch
    {
        IncidentState.Open => state.AcknowledgedAt is { } acknowledged
            ? [new Deadline(DeadlineKind.AcknowledgeProgress, acknowledged + state.Policy.Times.AcknowledgeProgress)]
            : WhileNobodyHasIt(state),
        IncidentState.Claimed => WhileClaimed(state).Concat(Motion(state)),
        IncidentState.Dispatched => WhileDispatched(state),
        IncidentState.OnScene => WhileOnScene(state),
        IncidentState.Resolved => [Repeated(state, IsCalledBack(state) ? DeadlineKind.Close : DeadlineKind.FollowUp, state.ResolvedAt, state.Policy.Times.FollowUp)],
        IncidentState.Closed => [],
        _ => throw new ArgumentOutOfRangeException(nameof(state), state.State, "not an incident state"),
    };

    private static IEnumerable<Deadline> WhileNobodyHasIt(Incident state)
    {
        if (state.WatchedSince is { } watched)
        {
            return [new Deadline(DeadlineKind.Step, watched + state.Policy.SignalTimes.Watch)];
        }

        var times = state.Policy.Times;
        var step = state.Sounded is { } sounded && state.Marks.HasFlag(IncidentMarks.EscalationExhausted)
            ? sounded.At + times.PauseAfter(sounded.Times)
            : state.StepStartedAt + Wait(state);
        return Answers(state, NotificationPurpose.Alarm).Append(new Deadline(DeadlineKind.Step, step)).Concat(Motion(state));
    }

    private static IEnumerable<Deadline> Motion(Incident state) => FallRules.NoMotionDeadline(state) is { } due ? [due] : [];

    private static IEnumerable<Deadline> WhileClaimed(Incident state)
    {
        var times = state.Policy.Times;
        var claimed = state.ClaimedAt ?? state.OpenedAt;
        var isHandled = state.VoiceContactMade || state.OutsideLineCalled || state.Marks.HasFlag(IncidentMarks.DecisionForced);
        if (state.Lane == Lane.Life && !isHandled)
        {
            yield return new Deadline(DeadlineKind.VoiceContact, claimed + times.VoiceContact);
        }

        yield return state.OutsideLineCalled
            ? Repeated(state, DeadlineKind.OnScene, state.ProgressAt, times.OnScene)
            : new Deadline(DeadlineKind.ClaimProgress, (state.ProgressAt ?? claimed) + times.ClaimProgress);
    }

    /// <summary>The deadline of the way comes before that of setting out: where both are due, the later part of the way is told of.</summary>
    private static IEnumerable<Deadline> WhileDispatched(Incident state)
    {
        var times = state.Policy.Times;
        foreach (var answer in Answers(state, NotificationPurpose.Dispatch))
        {
            yield return answer;
        }

        yield return Repeated(state, DeadlineKind.OnScene, state.DispatchedAt, times.OnScene);
        if (!state.Assignments.Any(a => a.State is AssignmentState.EnRoute or AssignmentState.OnScene))
        {
            yield return Repeated(state, DeadlineKind.EnRoute, LastSentAt(state), times.EnRoute ?? PolicyTimes.DefaultEnRoute);
        }

        if (state.Owner is null)
        {
            yield return Takeover(state);
        }
    }

    private static IEnumerable<Deadline> WhileOnScene(Incident state)
    {
        yield return Repeated(state, DeadlineKind.Resolve, state.OnSceneAt, state.Policy.Times.Resolve);
        if (state.Owner is null)
        {
            yield return Takeover(state);
        }
    }

    /// <summary>In a fan-out the steps of the first round do not wait for each other; the last of them waits for people.</summary>
    private static TimeSpan Wait(Incident state)
    {
        var steps = state.Policy.Steps;
        var isFollowed = state.Step < steps.Count - 1;
        return isFollowed && state.Policy.FansOut(state.Priority.Priority, state.Round) ? TimeSpan.Zero : steps[Math.Max(state.Step, 0)].Wait;
    }

    private static Deadline Takeover(Incident state) => Repeated(
        state,
        DeadlineKind.Takeover,
        state.ReleasedAt ?? state.OnSceneAt ?? state.DispatchedAt,
        state.Policy.Times.Takeover ?? PolicyTimes.DefaultTakeover);

    private static DateTimeOffset? LastSentAt(Incident state) => state.Assignments.Length == 0 ? state.DispatchedAt : state.Assignments.Max(a => a.At);

    private static bool IsCalledBack(Incident state) => state.FollowUp is not (null or FollowUpResult.NotReached);

    private static IEnumerable<Deadline> Answers(Incident state, NotificationPurpose purpose)
    {
        var times = state.Policy.Times;
        foreach (var n in state.Notifications)
        {
            if (n.Purpose == purpose && n.AwaitsAnswer && n.State != NotificationState.Failed)
            {
                yield return n.State == NotificationState.Delivered
                    ? new Deadline(DeadlineKind.Answer, n.LeavesAt + times.Answer, n.Id)
                    : new Deadline(DeadlineKind.Delivery, n.LeavesAt + times.Delivery, n.Id);
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
