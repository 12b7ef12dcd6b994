using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>Who is told at which step. Nobody is told twice the same way within one round.</summary>
internal static class EscalationRules
{
    /// <summary>Begins the next step; after the last step of the last round, an incident that nobody has is marked as exhausted.</summary>
    public static void Advance(Draft draft, Roster roster, Actor by)
    {
        var state = draft.State;
        var isLastStep = state.Step + 1 >= state.Policy.Steps.Count;
        var step = isLastStep ? 0 : state.Step + 1;
        var round = isLastStep ? state.Round + 1 : state.Round;
        if (round > state.Policy.Rounds)
        {
            if (!state.IsTaken)
            {
                draft.Emit(new EscalationExhausted());
            }

            TellSupervisors(draft, roster);
            return;
        }

        draft.Emit(new EscalationAdvanced(step, round, by));
        foreach (var target in state.Policy.Steps[step].Targets)
        {
            Tell(draft, roster, target);
        }

        MarkNobody(draft, roster);
    }

    /// <summary>Tells one recipient by the first of the channels that they have and that was not used in this round; by any of theirs if they have none of these.</summary>
    public static void TellOne(Draft draft, Recipient recipient, NotificationPurpose purpose, params IReadOnlyList<Channel> channels)
    {
        var usable = channels.Where(recipient.Has).ToList();
        if (usable.Count == 0)
        {
            usable.AddRange(recipient.Methods.Select(m => m.Channel).Distinct().Take(1));
        }

        foreach (var channel in usable.Where(c => !IsToldThisRound(draft.State, recipient.Ref, c)))
        {
            Request(draft, recipient.Ref, channel, purpose);
        }
    }

    /// <summary>Requests one notification, whatever was told before.</summary>
    public static void Request(Draft draft, RecipientRef recipient, Channel channel, NotificationPurpose purpose) =>
        draft.Emit(new NotificationRequested(
            NotificationId.Of(draft.State.Id, draft.State.Notifications.Length + 1), recipient, channel, purpose));

    /// <summary>Tells every supervisor that something is overdue. Nobody is woken for equipment.</summary>
    public static void TellSupervisors(Draft draft, Roster roster)
    {
        if (draft.State.Lane == Lane.Technical)
        {
            return;
        }

        foreach (var supervisor in roster.Supervisors.Where(s => s.Methods.Count > 0))
        {
            Request(draft, supervisor.Ref, supervisor.Methods[0].Channel, NotificationPurpose.Overdue);
        }
    }

    /// <summary>Everybody of the family who was told of the alarm is told how it goes on.</summary>
    public static Decision TellFamily(Draft draft)
    {
        var told = draft.State.Notifications
            .Where(n => n.Purpose == NotificationPurpose.Alarm && n.Recipient.Kind == RecipientKind.Contact)
            .Select(n => n.Recipient)
            .Distinct()
            .ToList();
        foreach (var contact in told)
        {
            Request(draft, contact, Channel.Sms, NotificationPurpose.Update);
        }

        return Decision.Of(draft);
    }

    /// <summary>The contact who was told least often, the earlier one in order first; null where all were told in this round.</summary>
    public static Recipient? NextContact(Incident state, Roster roster) => LeastTold(state, roster.Contacts);

    private static void Tell(Draft draft, Roster roster, EscalationTarget target)
    {
        foreach (var recipient in Recipients(draft.State, roster, target.Kind).ToList())
        {
            TellOne(draft, recipient, NotificationPurpose.Alarm, target.Channels);
        }
    }

    private static IEnumerable<Recipient> Recipients(Incident state, Roster roster, TargetKind kind) => kind switch
    {
        TargetKind.OperatorsOnDuty => [],
        TargetKind.Supervisors => roster.Supervisors,
        TargetKind.NextContact => One(LeastTold(state, roster.Contacts)),
        TargetKind.AllContacts => roster.Contacts,
        TargetKind.NearestResponder => One(LeastTold(state, roster.Responders)),
        TargetKind.Everybody => roster.Supervisors.Concat(roster.Contacts).Concat(One(LeastTold(state, roster.Responders))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of target"),
    };

    private static Recipient? LeastTold(Incident state, IReadOnlyList<Recipient> candidates) => candidates
        .Where(c => c.Methods.Count > 0 && !IsToldThisRound(state, c.Ref))
        .MinBy(c => state.Notifications.Count(n => n.Recipient == c.Ref && n.Purpose == NotificationPurpose.Alarm));

    private static bool IsToldThisRound(Incident state, RecipientRef recipient, Channel? channel = null) => state.Notifications.Any(n =>
        n.Recipient == recipient
        && n.Purpose == NotificationPurpose.Alarm
        && n.RequestedAt >= state.RoundStartedAt
        && (channel is null || n.Channel == channel));

    private static void MarkNobody(Draft draft, Roster roster)
    {
        var state = draft.State;
        var isMarked = state.Marks.HasFlag(IncidentMarks.NobodyToNotify);
        var nobody = roster.Contacts.Concat(roster.Responders).Concat(roster.Supervisors).All(r => r.Methods.Count == 0);
        if (state.Lane == Lane.Life && nobody && !isMarked)
        {
            draft.Emit(new NobodyToNotify());
        }
    }

    private static IEnumerable<Recipient> One(Recipient? recipient) => recipient is null ? [] : [recipient];
}
