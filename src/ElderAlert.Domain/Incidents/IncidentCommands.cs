using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Incidents;

/// <summary>Something that somebody wants to happen to an incident.</summary>
public abstract record IncidentCommand;

/// <summary>What the directory knows about the home that a signal came from.</summary>
/// <param name="Household">Where.</param>
/// <param name="HighestAbilityLevel">The worst ability level of its residents (GB/T 42195-2022), 0 to 4.</param>
/// <param name="LivesAlone">Whether some resident lives alone.</param>
/// <param name="HasConditions">Whether some resident has a condition on file.</param>
/// <param name="TestUntil">Until when the home is in test mode; null where it is not.</param>
public sealed record HouseholdFacts(
    HouseholdId Household,
    int HighestAbilityLevel,
    bool LivesAlone,
    bool HasConditions = false,
    DateTimeOffset? TestUntil = null)
{
    /// <summary>Whether alarms of the home are tests at that time.</summary>
    public bool IsTesting(DateTimeOffset now) => now < TestUntil;
}

/// <summary>A device said something.</summary>
public sealed record ReceiveSignal(IncidentId NewIncident, Signal Signal, HouseholdFacts Household, Roster Roster) : IncidentCommand;

/// <summary>Somebody moves in the home. Told only while an incident waits for it: one fact for a suspected fall, not one for each reading.</summary>
public sealed record ReportMotion(DeviceId Device) : IncidentCommand;

/// <summary>An operator opens an incident from a phone call: a call does everything that a device does.</summary>
public sealed record OpenByPhone(IncidentId NewIncident, Actor By, SignalKind Kind, HouseholdFacts Household, PrivateText? Note, Roster Roster) : IncidentCommand;

/// <summary>The clock moved: act on whatever is due.</summary>
public sealed record CheckDeadlines(Roster Roster) : IncidentCommand;

public sealed record Claim(Actor By) : IncidentCommand;

/// <summary>The operator gives it back, or loses it.</summary>
public sealed record Release(Actor By, ReleaseReason Reason, Roster Roster) : IncidentCommand;

public sealed record AddNote(Actor By, PrivateText Text) : IncidentCommand;

/// <summary>The operator tried to speak to the resident.</summary>
public sealed record TryVoiceContact(Actor By, bool Reached, PrivateText? Note) : IncidentCommand;

public sealed record CallOutsideLine(Actor By, string Line, PrivateText? Note) : IncidentCommand;

/// <summary>The operator tells somebody by hand.</summary>
public sealed record NotifyByHand(Actor By, RecipientRef Recipient, Channel Channel, Roster Roster) : IncidentCommand;

/// <summary>Sends a responder.</summary>
public sealed record Dispatch(Actor By, ResponderId Responder, Roster Roster) : IncidentCommand;

public sealed record StartEnRoute(Actor By, ResponderId Responder, int? EtaMinutes) : IncidentCommand;

public sealed record ArriveOnScene(Actor By, ResponderId Responder) : IncidentCommand;

/// <summary>The responder leaves.</summary>
public sealed record ClearResponder(Actor By, ResponderId Responder) : IncidentCommand;

public sealed record Resolve(Actor By, Resolution Resolution, PrivateText? Note) : IncidentCommand;

public sealed record RecordFollowUp(Actor By, FollowUpResult Result, int? Satisfaction, PrivateText? Note) : IncidentCommand;

public sealed record Close(Actor By) : IncidentCommand;

/// <summary>Goes to the next step at once.</summary>
public sealed record Escalate(Actor By, Roster Roster) : IncidentCommand;

public sealed record ViewEntryData(Actor By) : IncidentCommand;

/// <summary>A contact or responder takes responsibility.</summary>
public sealed record Acknowledge(RecipientRef By, string Via, int? EtaMinutes) : IncidentCommand;

/// <summary>A contact or responder cannot go.</summary>
/// <param name="By">Who.</param>
/// <param name="Via">How they said it: sms, voice, link.</param>
/// <param name="Text">Their words, where it was read out of them; null where it was a plain no: the number or the button that was asked for.</param>
/// <param name="Roster">Who else can be told.</param>
public sealed record Decline(RecipientRef By, string Via, PrivateText? Text, Roster Roster) : IncidentCommand;

/// <summary>A contact or responder wrote something that is not an answer that we know.</summary>
public sealed record ReceiveReply(RecipientRef From, PrivateText Text) : IncidentCommand;

/// <summary>What a channel or a provider says about a notification.</summary>
/// <param name="Notification">Which.</param>
/// <param name="Report">What it says.</param>
/// <param name="Roster">Who else can be told, should it have failed.</param>
public sealed record ReportNotification(NotificationId Notification, NotificationReport Report, Roster Roster) : IncidentCommand;

/// <summary>Homes of an area fell silent together; those that the incident lists already change nothing.</summary>
/// <param name="NewIncident">An unused id, should one open.</param>
/// <param name="Area">Which area.</param>
/// <param name="Households">The homes.</param>
public sealed record ReportOutage(IncidentId NewIncident, AreaId Area, IReadOnlyList<HomeAtRisk> Households) : IncidentCommand;

/// <summary>Somebody looked after a home of the outage.</summary>
public sealed record CheckHousehold(Actor By, HouseholdId Household, bool Reached, PrivateText? Note) : IncidentCommand;

/// <summary>A home of the outage speaks again.</summary>
public sealed record ReportHouseholdBack(HouseholdId Household) : IncidentCommand;

/// <summary>The incident goes on in that of an outage.</summary>
public sealed record Fold(IncidentId Into) : IncidentCommand;
