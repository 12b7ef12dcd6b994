using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>The way through a policy: which step is next, who is told in it, and what happens when there is nobody to tell.</summary>
internal static class EscalationRules
{
    /// <summary>Nobody sits at a console: the supervisors' phones ring, unless the policy names others.</summary>
    private static readonly EscalationTarget SupervisorsByPhone = new(TargetKind.Supervisors, [Channel.Voice]);

    /// <summary>
    /// Begins the next step. A step of danger to life that has nobody to tell does not wait, the one after it begins at once; after the
    /// last step of the last round, an incident that nobody has is marked as exhausted.
    /// </summary>
    public static void Advance(Draft draft, Roster roster, Actor by)
    {
        while (NextStep(draft.State) is { } next)
        {
            draft.Emit(new EscalationAdvanced(next.Step, next.Round, by));
            var isWaitedFor = draft.State.Lane == Lane.Technical;
            foreach (var target in draft.State.Policy.Steps[next.Step].Targets)
            {
                isWaitedFor |= TellSomebody(draft, roster, target);
            }

            MarkNobody(draft, roster);
            if (isWaitedFor)
            {
                return;
            }
        }

        if (!draft.State.IsTaken)
        {
            draft.Emit(new EscalationExhausted());
        }

        TellSupervisors(draft, roster);
    }

    /// <summary>Does not wait for operators who are not there: whoever stands in for them is told, or the next step begins.</summary>
    public static void ReplaceOperators(Draft draft, Roster roster)
    {
        var state = draft.State;
        var isWaiting = state is { Lane: Lane.Life, State: IncidentState.Open, IsTaken: false, Step: >= 0, StepLacksOperators: false }
            && !state.Marks.HasFlag(IncidentMarks.EscalationExhausted);
        if (!isWaiting || roster.HasOperators)
        {
            return;
        }

        var step = state.Policy.Steps[state.Step];
        if (step.Targets.FirstOrDefault(t => t.Kind == TargetKind.OperatorsOnDuty) is { } operators
            && !TellSomebody(draft, roster, operators)
            && step.Targets.All(t => TargetRules.PeopleOf(state, roster, t).Count == 0))
        {
            Advance(draft, roster, Actor.System);
        }
    }

    /// <summary>Nothing that the step asked for will arrive, or be answered otherwise than it was: waiting longer would be for nobody.</summary>
    public static bool IsHopeless(Incident state, Roster roster) =>
        state is { Lane: Lane.Life, State: IncidentState.Open, IsTaken: false, Step: >= 0 }
        && !state.Marks.HasFlag(IncidentMarks.EscalationExhausted)
        && !(roster.HasOperators && state.Policy.Steps[state.Step].Targets.Any(t => t.Kind == TargetKind.OperatorsOnDuty))
        && state.Notifications.Where(n => n.Purpose == NotificationPurpose.Alarm && n.RequestedAt >= state.StepStartedAt).All(n => n.State == NotificationState.Failed || n.Answered);

    /// <summary>Tells one recipient by those of the channels that they have and that were not used in this round; by the best of theirs if they have none of these.</summary>
    public static void TellOne(Draft draft, Roster roster, Recipient recipient, params IReadOnlyList<Channel> channels)
    {
        var theirs = TargetRules.ChannelsOf(draft.State, recipient);
        var usable = channels.Intersect(theirs).ToList();
        foreach (var channel in usable.Count > 0 ? usable : theirs.Take(1))
        {
            if (!TargetRules.IsToldThisRound(draft.State, recipient.Ref, channel))
            {
                var isRoutine = draft.State.Lane == Lane.Technical;
                Request(draft, recipient.Ref, channel, NotificationPurpose.Alarm, isRoutine ? roster.QuietUntil : null);
            }
        }
    }

    /// <summary>Requests one notification, whatever was told before.</summary>
    public static void Request(Draft draft, RecipientRef recipient, Channel channel, NotificationPurpose purpose, DateTimeOffset? notBefore = null) =>
        draft.Emit(new NotificationRequested(
            NotificationId.Of(draft.State.Id, draft.State.NotificationCount + 1), recipient, channel, purpose, notBefore));

    /// <summary>
    /// Tells every supervisor on duty that something is overdue; all of them when none is. Nobody is woken for equipment, and what is
    /// overdue after the danger is over waits for the end of the quiet hours. Where the last such message has not left yet, the next of their
    /// numbers is taken: a provider that is down for a night does not send them all in the morning.
    /// </summary>
    public static void TellSupervisors(Draft draft, Roster roster)
    {
        if (draft.State.Lane == Lane.Technical)
        {
            return;
        }

        var reachable = roster.Supervisors.Where(s => s.Methods.Count > 0).ToList();
        var onDuty = reachable.Where(s => s.IsAvailable).ToList();
        foreach (var supervisor in onDuty.Count > 0 ? onDuty : reachable)
        {
            if (FreeWay(draft.State, supervisor) is { } channel)
            {
                Request(draft, supervisor.Ref, channel, NotificationPurpose.Overdue, draft.State.IsActive ? null : roster.QuietUntil);
            }
        }
    }

    /// <summary>Everybody of the family who was told of the alarm is told how it goes on: by SMS, and where that fails by phone.</summary>
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

    /// <summary>The step after the one that was begun last; null when all rounds are over.</summary>
    private static (int Step, int Round)? NextStep(Incident state)
    {
        var isLastStep = state.Step + 1 >= state.Policy.Steps.Count;
        var round = isLastStep ? state.Round + 1 : state.Round;
        return round > state.Policy.Rounds ? null : (isLastStep ? 0 : state.Step + 1, round);
    }

    /// <summary>Tells a target, or whoever stands in for it. False when there is nobody now; somebody who was told already is somebody.</summary>
    private static bool TellSomebody(Draft draft, Roster roster, EscalationTarget target)
    {
        foreach (var candidate in target.WithOtherwise())
        {
            if (Tell(draft, roster, candidate))
            {
                return true;
            }

            draft.Emit(new TargetUnreached(candidate.Kind));
        }

        return draft.State.Lane == Lane.Life && target is { Kind: TargetKind.OperatorsOnDuty, Otherwise: null } && Tell(draft, roster, SupervisorsByPhone);
    }

    /// <summary>
    /// The best channel on which nothing of the kind is still to be sent; null where all have something to send. What is held over the quiet
    /// hours stands in nobody's way once the danger is back.
    /// </summary>
    private static Channel? FreeWay(Incident state, Recipient supervisor) => supervisor.Methods
        .OrderBy(m => m.IsVerified ? 0 : 1)
        .Select(m => (Channel?)m.Channel)
        .FirstOrDefault(channel => !state.Notifications.Any(n =>
            n is { Purpose: NotificationPurpose.Overdue, IsUnfinished: true }
            && n.Recipient == supervisor.Ref
            && n.Channel == channel
            && (n.NotBefore is null || !state.IsActive)));

    private static bool Tell(Draft draft, Roster roster, EscalationTarget target)
    {
        if (target.Kind == TargetKind.OutsideLine && !draft.State.OutsideLineCalled)
        {
            draft.Emit(new OutsideLineAsked(target.Line!));
        }

        var people = TargetRules.PeopleOf(draft.State, roster, target);
        foreach (var recipient in TargetRules.TurnOf(draft.State, target, people).ToList())
        {
            TellOne(draft, roster, recipient, target.Channels);
        }

        var isForConsoles = target.Kind is TargetKind.OperatorsOnDuty or TargetKind.OutsideLine;
        return people.Count > 0 || (isForConsoles && roster.HasOperators);
    }

    private static void MarkNobody(Draft draft, Roster roster)
    {
        var state = draft.State;
        var isMarked = state.Marks.HasFlag(IncidentMarks.NobodyToNotify);
        if (state.Lane == Lane.Life && !isMarked && roster.All.All(r => r.Methods.Count == 0))
        {
            draft.Emit(new NobodyToNotify());
        }
    }
}
