using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>
/// What follows a suspected fall. Nothing moves: it goes up. Somebody moves and it is cancelled: it is watched. A home without a sensor
/// that sees motion counts as one where nothing moves: what nobody can see is not well.
/// </summary>
internal static class FallRules
{
    /// <summary>By when somebody must have moved; null where nobody waits for it.</summary>
    public static Deadline? NoMotionDeadline(Incident state) =>
        state is { AwaitsMotion: true, State: IncidentState.Open or IncidentState.Claimed, VoiceContactMade: false, FallSuspectedAt: { } since }
        && !state.Marks.HasFlag(IncidentMarks.NoMotion)
            ? new Deadline(DeadlineKind.NoMotion, since + state.Policy.SignalTimes.NoMotion)
            : null;

    /// <summary>Nothing moved: it is more urgent than it looked, and the next step begins at once where nobody has it.</summary>
    public static void GoUp(Draft draft, Roster roster)
    {
        draft.Emit(new MotionAbsent());
        if (PriorityRules.Add(draft.State, PriorityReason.NoMotion, draft.State.Policy.Scale.NoMotion) is { } heavier)
        {
            draft.Emit(new PriorityRaised(heavier));
        }

        if (!draft.State.IsTaken)
        {
            EscalationRules.Advance(draft, roster, Actor.System);
        }
    }

    public static Decision ReportMotion(Incident state, ReportMotion command, DateTimeOffset now)
    {
        var draft = new Draft(state, now);
        if (state.AwaitsMotion)
        {
            Watch(draft.Emit(new MotionSeen(command.Device)));
        }

        return Decision.Of(draft);
    }

    /// <summary>A cancel, or the suspecting device's own retraction. Said once, and said again only where a prompt one becomes a late one.</summary>
    public static void Cancel(Draft draft, DeviceId device)
    {
        var state = draft.State;
        var isLate = draft.Now - (state.RaisedAt ?? state.OpenedAt) > state.Policy.SignalTimes.CancelGrace;
        if (!state.Marks.HasFlag(IncidentMarks.CancelRequested))
        {
            Watch(draft.Emit(new CancelRequested(device, isLate)));
        }
    }

    private static void Watch(Draft draft)
    {
        var isUnderstood = draft.State is
        {
            State: IncidentState.Open,
            AcknowledgedBy: null,
            FallSuspectedAt: not null,
            MotionSeenAt: not null,
            WatchedSince: null,
        };
        var isPrompt = (draft.State.Marks & (IncidentMarks.CancelRequested | IncidentMarks.CancelLate | IncidentMarks.EscalationExhausted)) == IncidentMarks.CancelRequested;
        if (isUnderstood && isPrompt)
        {
            draft.Emit(new IncidentWatched());
        }
    }
}
