using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>What happens when a deadline has passed: it goes up or re-opens; it never just disappears.</summary>
internal static class DeadlineRules
{
    /// <summary>Each deadline changes the state that it was derived from, so this ends; the bound only guards against a mistake in the rules.</summary>
    private const int MostAtOnce = 1_000;

    public static Decision Check(Incident state, CheckDeadlines command, DateTimeOffset now)
    {
        var draft = new Draft(state, now);
        if (state.IsAheadOf(now))
        {
            draft.Emit(new ClockPutBack());
        }

        EscalationRules.ReplaceOperators(draft, command.Roster);
        for (var i = 0; EscalationSchedule.NextDeadline(draft.State) is { } due && due.DueAt <= now; i++)
        {
            if (i == MostAtOnce)
            {
                throw new InvalidOperationException($"incident {state.Id}: deadline {due.Kind} is due again and again");
            }

            Miss(draft, due, command.Roster);
        }

        return Decision.Of(draft);
    }

    private static void Miss(Draft draft, Deadline due, Roster roster)
    {
        switch (due.Kind)
        {
            case DeadlineKind.Step:
                EscalationRules.Advance(draft, roster, Actor.System);
                break;
            case DeadlineKind.Delivery or DeadlineKind.Answer:
                NotificationRules.GoOn(draft, draft.State.Find(due.Notification!.Value)!, due.Kind, roster);
                break;
            case DeadlineKind.AcknowledgeProgress:
                draft.Emit(new AcknowledgementExpired());
                EscalationRules.Advance(draft, roster, Actor.System);
                break;
            case DeadlineKind.VoiceContact:
                draft.Emit(new DecisionForced());
                break;
            case DeadlineKind.ClaimProgress:
                ClaimRules.Reopen(draft, draft.State.Owner!.Value, ReleaseReason.NoProgress, roster);
                break;
            case DeadlineKind.EnRoute or DeadlineKind.OnScene or DeadlineKind.Takeover or DeadlineKind.Resolve or DeadlineKind.FollowUp or DeadlineKind.Close:
                draft.Emit(new DeadlineMissed(due.Kind));
                EscalationRules.TellSupervisors(draft, roster);
                break;
            case DeadlineKind.NoMotion:
                FallRules.GoUp(draft, roster);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(due), due.Kind, "not a kind of deadline");
        }
    }
}
