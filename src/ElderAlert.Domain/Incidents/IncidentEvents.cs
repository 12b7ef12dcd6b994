using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Incidents;

/// <summary>A fact of one incident. The names are part of the journal's format: additive changes only.</summary>
public abstract record IncidentEvent : JournalEvent;

/// <summary>A danger began to be worked.</summary>
/// <param name="Household">Where.</param>
/// <param name="Lane">Which queue.</param>
/// <param name="Kind">The first signal's kind; Sos for a phone call.</param>
/// <param name="Priority">How urgent, and why.</param>
/// <param name="Policy">The policy in force, as it was at this moment.</param>
/// <param name="Signal">What a device said; null for a phone call.</param>
/// <param name="By">Who opened it: a device, or an operator who took a call.</param>
/// <param name="Note">What the caller said.</param>
/// <param name="Bearing">What the signal means for it.</param>
/// <param name="Late">The signal tells of something that happened a while ago.</param>
/// <param name="Test">The home was in test mode: every message says so.</param>
public sealed record IncidentOpened(
    HouseholdId Household,
    Lane Lane,
    SignalKind Kind,
    PriorityAssessment Priority,
    EscalationPolicy Policy,
    Signal? Signal,
    Actor By,
    PrivateText? Note,
    SignalBearing Bearing = SignalBearing.Raises,
    bool Late = false,
    bool Test = false) : IncidentEvent;

/// <summary>Another signal of the same danger, also one that trails in after it was called over.</summary>
/// <param name="Signal">What a device said.</param>
/// <param name="Bearing">What it means for the incident.</param>
/// <param name="Late">It tells of something that happened a while ago.</param>
public sealed record SignalJoined(Signal Signal, SignalBearing Bearing = SignalBearing.Raises, bool Late = false) : IncidentEvent;

/// <summary>It was called over and came back: everything begins anew in the same incident.</summary>
/// <param name="Signal">What a device said.</param>
/// <param name="Bearing">What it means for the incident.</param>
/// <param name="Late">It tells of something that happened a while ago.</param>
/// <param name="Test">The home is in test mode.</param>
public sealed record IncidentReopened(Signal Signal, SignalBearing Bearing, bool Late, bool Test) : IncidentEvent;

public sealed record PriorityRaised(PriorityAssessment Priority) : IncidentEvent;

/// <summary>The resident or the device says that it was nothing. Nothing is lowered; an operator confirms.</summary>
/// <param name="Device">Which device said so.</param>
/// <param name="Late">It came after the grace period.</param>
public sealed record CancelRequested(DeviceId Device, bool Late = false) : IncidentEvent;

/// <summary>Somebody moved after a suspected fall.</summary>
/// <param name="Device">Which sensor saw it first.</param>
public sealed record MotionSeen(DeviceId Device) : IncidentEvent;

/// <summary>Nothing moved in time after a suspected fall.</summary>
public sealed record MotionAbsent : IncidentEvent;

/// <summary>A suspected fall was cancelled and somebody moved: it waits for an operator instead of waking more people. It is not over.</summary>
public sealed record IncidentWatched : IncidentEvent;

/// <summary>It opened as a test, and a signal came after the test mode's end: it is no test, and whoever was told of one is told anew.</summary>
public sealed record TestModeLifted : IncidentEvent;

/// <summary>A step of the policy began.</summary>
/// <param name="Step">Index in the policy's steps, from 0.</param>
/// <param name="Round">From 1.</param>
/// <param name="By">The system, or the operator who pressed.</param>
public sealed record EscalationAdvanced(int Step, int Round, Actor By) : IncidentEvent;

/// <summary>All rounds are over and nobody took responsibility; sounds again at each repeat.</summary>
public sealed record EscalationExhausted : IncidentEvent;

/// <summary>The directory knows nobody who could be told.</summary>
public sealed record NobodyToNotify : IncidentEvent;

/// <summary>A target of the step has nobody who can be told now: nobody signed on, on duty, within their hours or with a verified number.</summary>
public sealed record TargetUnreached(TargetKind Target) : IncidentEvent;

/// <summary>The policy wants an outside line called, by whoever sits at a console.</summary>
/// <param name="Line">120, 119 or 110.</param>
public sealed record OutsideLineAsked(string Line) : IncidentEvent;

/// <summary>The clock was ahead and has been put back: what lies in the future counts from now.</summary>
public sealed record ClockPutBack : IncidentEvent;

/// <summary>Somebody is to be told.</summary>
/// <param name="Notification">Which.</param>
/// <param name="Recipient">Who.</param>
/// <param name="Channel">How.</param>
/// <param name="Purpose">Why.</param>
/// <param name="NotBefore">A routine notice waits until the quiet hours are over; null: at once.</param>
public sealed record NotificationRequested(
    NotificationId Notification,
    RecipientRef Recipient,
    Channel Channel,
    NotificationPurpose Purpose,
    DateTimeOffset? NotBefore = null) : IncidentEvent;

/// <summary>The channel is about to send it: after this, a crash leaves it ambiguous.</summary>
/// <param name="Notification">Which.</param>
/// <param name="Address">The number dialled.</param>
/// <param name="Text">The words sent.</param>
/// <param name="ProviderTime">The time by the provider's clock; null where it was not known.</param>
public sealed record NotificationSending(NotificationId Notification, PrivateText Address, PrivateText Text, DateTimeOffset? ProviderTime = null) : IncidentEvent;

/// <summary>The provider has it.</summary>
public sealed record NotificationAccepted(NotificationId Notification, string ProviderId) : IncidentEvent;

public sealed record NotificationDelivered(NotificationId Notification) : IncidentEvent;

/// <summary>It will not arrive.</summary>
/// <param name="Notification">Which.</param>
/// <param name="Code">The provider's error code, or a short name of ours.</param>
/// <param name="Reason">The same in a sentence without personal data.</param>
/// <param name="Permanent">Trying the same address again is useless.</param>
public sealed record NotificationFailed(NotificationId Notification, string Code, string Reason, bool Permanent) : IncidentEvent;

/// <summary>Nobody knows whether the provider has it.</summary>
public sealed record NotificationAmbiguous(NotificationId Notification, string Reason) : IncidentEvent;

/// <summary>It was looked up and the provider does not have it: it may be sent again.</summary>
public sealed record NotificationNotFound(NotificationId Notification) : IncidentEvent;

/// <summary>It was not delivered or not answered in time.</summary>
public sealed record NotificationOverdue(NotificationId Notification, DeadlineKind Deadline) : IncidentEvent;

/// <summary>A contact or responder took responsibility.</summary>
/// <param name="By">Who.</param>
/// <param name="Via">How: sms, voice, link, console.</param>
/// <param name="EtaMinutes">When they expect to be there, if they said.</param>
public sealed record IncidentAcknowledged(RecipientRef By, string Via, int? EtaMinutes) : IncidentEvent;

/// <summary>Nothing came of the acknowledgement in time, or it was a yes to a test that is none any more; the escalation goes on.</summary>
public sealed record AcknowledgementExpired : IncidentEvent;

/// <summary>A contact or responder cannot go. Whatever they had promised, and wherever they had been sent, they are not coming.</summary>
/// <param name="By">Who.</param>
/// <param name="Via">How: sms, voice, link.</param>
/// <param name="Text">Their words, where it was read out of them; null where it was a plain no.</param>
public sealed record RecipientDeclined(RecipientRef By, string Via, PrivateText? Text) : IncidentEvent;

/// <summary>What somebody answered in their own words.</summary>
public sealed record ReplyReceived(RecipientRef From, PrivateText Text) : IncidentEvent;

public sealed record IncidentClaimed(OperatorId Operator) : IncidentEvent;

/// <summary>Why a claim ended.</summary>
public enum ReleaseReason
{
    /// <summary>The operator gave it back.</summary>
    Operator,

    /// <summary>The operator's last console has been silent for too long.</summary>
    ConsoleSilent,

    /// <summary>Nothing happened in time.</summary>
    NoProgress,

    /// <summary>A supervisor took over.</summary>
    TakenOver,
}

/// <summary>The operator no longer has it; it is open again.</summary>
public sealed record ClaimReleased(OperatorId Operator, ReleaseReason Reason) : IncidentEvent;

public sealed record NoteAdded(Actor By, PrivateText Text) : IncidentEvent;

/// <summary>The operator tried to speak to the resident.</summary>
/// <param name="By">Who tried.</param>
/// <param name="Reached">Somebody spoke. Silence and voicemail are not somebody.</param>
/// <param name="Note">What was said.</param>
public sealed record VoiceContactTried(OperatorId By, bool Reached, PrivateText? Note) : IncidentEvent;

/// <summary>No voice contact in time: the operator must decide.</summary>
public sealed record DecisionForced : IncidentEvent;

/// <summary>An operator handed the danger to an outside line (120, 119, 110).</summary>
public sealed record OutsideLineCalled(OperatorId By, string Line, PrivateText? Note) : IncidentEvent;

public sealed record ResponderDispatched(ResponderId Responder, Actor By) : IncidentEvent;

public sealed record ResponderEnRoute(ResponderId Responder, Actor By, int? EtaMinutes) : IncidentEvent;

public sealed record ResponderOnScene(ResponderId Responder, Actor By) : IncidentEvent;

/// <summary>The responder has left.</summary>
public sealed record ResponderCleared(ResponderId Responder, Actor By) : IncidentEvent;

/// <summary>A deadline of the rescue passed; the supervisor is told. It sounds again at each repeat.</summary>
public sealed record DeadlineMissed(DeadlineKind Deadline) : IncidentEvent;

/// <summary>The danger is over.</summary>
public sealed record IncidentResolved(Actor By, Resolution Resolution, PrivateText? Note) : IncidentEvent;

/// <summary>The call-back.</summary>
/// <param name="By">Who called.</param>
/// <param name="Result">What was found.</param>
/// <param name="Satisfaction">1 to 5, where the person said.</param>
/// <param name="Note">What was said.</param>
public sealed record FollowUpRecorded(Actor By, FollowUpResult Result, int? Satisfaction, PrivateText? Note) : IncidentEvent;

public sealed record IncidentClosed(Actor By) : IncidentEvent;

/// <summary>Somebody looked at the key safe's or the door's code.</summary>
public sealed record EntryDataViewed(Actor By) : IncidentEvent;

/// <summary>An incident is about an area: many of its homes fell silent together. Told again when more of them do.</summary>
/// <param name="Area">Which area.</param>
/// <param name="Households">The homes that are now in it, those most at risk first.</param>
public sealed record OutageReported(AreaId Area, IReadOnlyList<HomeAtRisk> Households) : IncidentEvent;

/// <summary>Somebody looked after a home of the outage.</summary>
/// <param name="By">Who.</param>
/// <param name="Household">Which home.</param>
/// <param name="Reached">Somebody there was spoken to; otherwise it is to be tried again.</param>
/// <param name="Note">What was said.</param>
public sealed record HouseholdChecked(Actor By, HouseholdId Household, bool Reached, PrivateText? Note) : IncidentEvent;

/// <summary>A home of the outage speaks again.</summary>
public sealed record HouseholdBack(HouseholdId Household) : IncidentEvent;

/// <summary>The incident is one of an outage that was found later: it goes on there and ends here.</summary>
public sealed record IncidentFolded(IncidentId Into) : IncidentEvent;
