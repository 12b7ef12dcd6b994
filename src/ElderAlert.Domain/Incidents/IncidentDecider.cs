using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents.Rules;

namespace ElderAlert.Domain.Incidents;

/// <summary>
/// Decides what a command does to an incident: events, or a rejection. It is pure: the same state, command, policy and time always give
/// the same answer, and nothing is changed by asking.
/// </summary>
public static class IncidentDecider
{
    /// <summary>Decides.</summary>
    /// <param name="state">
    /// The incident. For <see cref="OpenByPhone"/> the household's active incident in that lane; for <see cref="ReceiveSignal"/> that one
    /// or, where none is active, the one that was resolved last. Null where there is none.
    /// </param>
    /// <param name="command">What is wanted.</param>
    /// <param name="policy">Taken into an incident that opens; a running incident keeps its own.</param>
    /// <param name="now">The time.</param>
    public static Decision Decide(Incident? state, IncidentCommand command, EscalationPolicy policy, DateTimeOffset now) => command switch
    {
        ReceiveSignal c => SignalRules.Receive(state, c, policy, now),
        OpenByPhone c => SignalRules.OpenByPhone(state, c, policy, now),
        ReportOutage c => OutageRules.Report(state, c, policy, now),
        _ when state is null => Decision.Refuse(RejectionCode.NotFound, "There is no such incident."),
        _ => DecideKnown(state, command, now),
    };

    private static Decision DecideKnown(Incident state, IncidentCommand command, DateTimeOffset now) => command switch
    {
        CheckDeadlines c => DeadlineRules.Check(state, c, now),
        ReportMotion c => FallRules.ReportMotion(state, c, now),
        Claim c => ClaimRules.Claim(state, c, now),
        Release c => ClaimRules.Release(state, c, now),
        TryVoiceContact c => ClaimRules.TryVoiceContact(state, c, now),
        CallOutsideLine c => ClaimRules.CallOutsideLine(state, c, now),
        Escalate c => ClaimRules.Escalate(state, c, now),
        AddNote c => Decision.Of(new Draft(state, now).Emit(new NoteAdded(c.By, c.Text))),
        ViewEntryData c => RescueRules.ViewEntryData(state, c, now),
        NotifyByHand c => NotificationRules.NotifyByHand(state, c, now),
        ReportNotification c => NotificationRules.Report(state, c, now),
        Acknowledge c => AcknowledgeRules.Acknowledge(state, c, now),
        Decline c => AcknowledgeRules.Decline(state, c, now),
        ReceiveReply c => Decision.Of(new Draft(state, now).Emit(new ReplyReceived(c.From, c.Text))),
        Dispatch c => RescueRules.Dispatch(state, c, now),
        StartEnRoute c => RescueRules.StartEnRoute(state, c, now),
        ArriveOnScene c => RescueRules.ArriveOnScene(state, c, now),
        ClearResponder c => RescueRules.Clear(state, c, now),
        Resolve c => RescueRules.Resolve(state, c, now),
        RecordFollowUp c => FollowUpRules.Record(state, c, now),
        Close c => FollowUpRules.Close(state, c, now),
        CheckHousehold c => OutageRules.Check(state, c, now),
        ReportHouseholdBack c => OutageRules.Back(state, c, now),
        Fold c => OutageRules.Fold(state, c, now),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "not an incident command"),
    };
}
