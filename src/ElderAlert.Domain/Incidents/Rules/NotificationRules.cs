using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>The way of a notification, and what follows when it does not arrive or is not answered.</summary>
public static class NotificationRules
{
    /// <summary>Whether deciding needs to know who else can be told: only what failed goes on to others.</summary>
    public static bool NeedsRoster(NotificationReport report) => report is ReportFailed;

    internal static Decision NotifyByHand(Incident state, NotifyByHand command, DateTimeOffset now)
    {
        if (!state.IsActive)
        {
            return Decision.Refuse(RejectionCode.WrongState, $"Telling somebody is not possible while the incident is {state.State}.");
        }

        if (command.Roster.Find(command.Recipient) is not { } recipient || !recipient.Has(command.Channel))
        {
            return Decision.Refuse(RejectionCode.UnknownRecipient, $"There is no {command.Channel} number on file for {command.Recipient.Kind} {command.Recipient.Id}.");
        }

        var draft = new Draft(state, now);
        EscalationRules.Request(draft, recipient.Ref, command.Channel, NotificationPurpose.Alarm);
        return Decision.Of(draft);
    }

    internal static Decision Report(Incident state, ReportNotification command, DateTimeOffset now)
    {
        if (state.Find(command.Notification) is not { } notification)
        {
            return Decision.Refuse(RejectionCode.NotFound, $"There is no notification {command.Notification}.");
        }

        var draft = new Draft(state, now);
        if (Fact(notification, command.Report) is { } fact)
        {
            draft.Emit(fact);
        }

        if (draft.Events is [NotificationFailed failed])
        {
            var lost = draft.State.Find(notification.Id)!;
            GoOn(draft, lost, DeadlineKind.Delivery, command.Roster);
            TellOtherwise(draft, lost, command.Roster);
            if (failed.Permanent && notification.Purpose == NotificationPurpose.Alarm && EscalationRules.IsHopeless(draft.State, command.Roster))
            {
                EscalationRules.Advance(draft, command.Roster, Actor.System);
            }
        }

        return Decision.Of(draft);
    }

    /// <summary>
    /// A notification that awaits an answer did not get one: the next contact is told, and this person by their next number or channel.
    /// Of trouble with equipment only the policy's own steps tell anybody: no family is rung because a battery's message was not answered.
    /// </summary>
    internal static void GoOn(Draft draft, Notification notification, DeadlineKind missed, Roster roster)
    {
        if (!notification.AwaitsAnswer)
        {
            return;
        }

        var isStillNeeded = notification.Purpose == NotificationPurpose.Dispatch ? draft.State.IsActive : draft.State is { IsTaken: false, Lane: Lane.Life };
        draft.Emit(new NotificationOverdue(notification.Id, missed));
        if (!isStillNeeded)
        {
            return;
        }

        if (notification.Recipient.Kind == RecipientKind.Contact && TargetRules.NextContact(draft.State, roster) is { } next)
        {
            EscalationRules.TellOne(draft, roster, next, Channel.Sms);
        }

        if (roster.Find(notification.Recipient) is { } same && NextWay(draft.State, notification, same) is { } channel)
        {
            EscalationRules.Request(draft, same.Ref, channel, notification.Purpose);
        }
    }

    /// <summary>
    /// A message that nobody answers failed. What has been told anew since, or is overdue no more, waits for no failure.
    /// </summary>
    private static void TellOtherwise(Draft draft, Notification lost, Roster roster)
    {
        switch (lost.Purpose)
        {
            case NotificationPurpose.Overdue:
                TellSupervisorOtherwise(draft, lost, roster);
                break;
            case NotificationPurpose.Update:
                RingFamily(draft, lost, roster);
                break;
        }
    }

    /// <summary>The family's news are sent by SMS; who cannot be reached by it is rung, at a verified number.</summary>
    private static void RingFamily(Draft draft, Notification lost, Roster roster)
    {
        var isNews = draft.State.State != IncidentState.Closed
            && lost.Channel == Channel.Sms
            && draft.State.Notifications.Last(n => n.Purpose == lost.Purpose && n.Recipient == lost.Recipient).Id == lost.Id;
        if (isNews && roster.Find(lost.Recipient) is { } same && same.Methods.Any(m => m is { Channel: Channel.Voice, IsVerified: true }))
        {
            EscalationRules.Request(draft, same.Ref, Channel.Voice, lost.Purpose);
        }
    }

    /// <summary>A supervisor is told by their next number or channel, each once for one telling.</summary>
    private static void TellSupervisorOtherwise(Draft draft, Notification lost, Roster roster)
    {
        var isStillTold = draft.State is { State: not IncidentState.Closed, Sounded: { } sounded } && lost.RequestedAt >= sounded.At;
        if (isStillTold && roster.Find(lost.Recipient) is { } same && NextWay(draft.State, lost, same) is { } channel)
        {
            EscalationRules.Request(draft, same.Ref, channel, lost.Purpose, draft.State.IsActive ? null : roster.QuietUntil);
        }
    }

    /// <summary>The fact that a report establishes; null where it says nothing new. Reports come early, late, twice and out of order.</summary>
    private static IncidentEvent? Fact(Notification n, NotificationReport report) => report switch
    {
        ReportSending r when n.State == NotificationState.Requested => new NotificationSending(n.Id, r.Address, r.Text, r.ProviderTime),
        ReportAccepted r when Advances(n, NotificationState.Accepted) => new NotificationAccepted(n.Id, r.ProviderId),
        ReportDelivered when Advances(n, NotificationState.Delivered) => new NotificationDelivered(n.Id),
        ReportFailed r when Advances(n, NotificationState.Failed) => new NotificationFailed(n.Id, r.Code, r.Reason, r.Permanent),
        ReportAmbiguous r when n.State == NotificationState.Sending => new NotificationAmbiguous(n.Id, r.Reason),
        ReportNotFound when n.State == NotificationState.Ambiguous => new NotificationNotFound(n.Id),
        _ => null,
    };

    private static bool Advances(Notification n, NotificationState to) =>
        n.State is not (NotificationState.Delivered or NotificationState.Failed) && Notification.Rank(to) > Notification.Rank(n.State);

    /// <summary>
    /// The same channel while it has a number that was not tried in this round, for this telling or since they were sent, and the last one
    /// failed; otherwise a channel that was not used.
    /// </summary>
    private static Channel? NextWay(Incident state, Notification notification, Recipient same)
    {
        var since = notification.Purpose switch
        {
            NotificationPurpose.Overdue => state.Sounded?.At,
            NotificationPurpose.Dispatch => state.Find(new ResponderId(notification.Recipient.Id))?.At,
            _ => null,
        } ?? state.RoundStartedAt;
        var usable = same.Methods.Where(m => m.IsVerified || notification.Purpose != NotificationPurpose.Alarm || state.Policy.IsLastResort(state.Round)).ToList();
        if (notification.State == NotificationState.Failed && usable.Count(m => m.Channel == notification.Channel) > Tried(notification.Channel))
        {
            return notification.Channel;
        }

        return usable
            .Where(m => m.Channel != notification.Channel && Tried(m.Channel) == 0)
            .Select(m => (Channel?)m.Channel)
            .OrderByDescending(c => c == Channel.Voice)
            .FirstOrDefault();

        int Tried(Channel channel) => state.Notifications.Count(n =>
            n.Recipient == notification.Recipient
            && n.Channel == channel
            && n.Purpose == notification.Purpose
            && n.RequestedAt >= since);
    }
}
