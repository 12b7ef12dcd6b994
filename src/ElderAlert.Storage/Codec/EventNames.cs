using System.Collections.Frozen;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Storage.Codec;

/// <summary>How an event is called on disk.</summary>
/// <param name="Name">Never changes once it has been written, whatever becomes of the type's name.</param>
/// <param name="Version">Counts up when the shape can no longer be read as the one before; a step of <see cref="EventUpcasts"/> leads there from the one before.</param>
internal readonly record struct EventName(string Name, int Version);

/// <summary>The stable names of the journal's events. Part of the file format: lines are added, never changed.</summary>
internal static class EventNames
{
    private static readonly (Type Type, EventName Name)[] Names =
    [
        Map<IncidentOpened>("incidentOpened", version: 2),
        Map<SignalJoined>("signalJoined", version: 2),
        Map<PriorityRaised>("priorityRaised"),
        Map<CancelRequested>("cancelRequested"),
        Map<EscalationAdvanced>("escalationAdvanced"),
        Map<EscalationExhausted>("escalationExhausted"),
        Map<NobodyToNotify>("nobodyToNotify"),
        Map<NotificationRequested>("notificationRequested"),
        Map<NotificationSending>("notificationSending"),
        Map<NotificationAccepted>("notificationAccepted"),
        Map<NotificationDelivered>("notificationDelivered"),
        Map<NotificationFailed>("notificationFailed"),
        Map<NotificationAmbiguous>("notificationAmbiguous"),
        Map<NotificationNotFound>("notificationNotFound"),
        Map<NotificationOverdue>("notificationOverdue"),
        Map<IncidentAcknowledged>("incidentAcknowledged"),
        Map<AcknowledgementExpired>("acknowledgementExpired"),
        Map<RecipientDeclined>("recipientDeclined"),
        Map<ReplyReceived>("replyReceived"),
        Map<IncidentClaimed>("incidentClaimed"),
        Map<ClaimReleased>("claimReleased"),
        Map<NoteAdded>("noteAdded"),
        Map<VoiceContactTried>("voiceContactTried"),
        Map<DecisionForced>("decisionForced"),
        Map<OutsideLineCalled>("outsideLineCalled"),
        Map<ResponderDispatched>("responderDispatched"),
        Map<ResponderEnRoute>("responderEnRoute"),
        Map<ResponderOnScene>("responderOnScene"),
        Map<ResponderCleared>("responderCleared"),
        Map<DeadlineMissed>("deadlineMissed"),
        Map<IncidentResolved>("incidentResolved"),
        Map<FollowUpRecorded>("followUpRecorded"),
        Map<IncidentClosed>("incidentClosed"),
        Map<EntryDataViewed>("entryDataViewed"),
        Map<IncidentReopened>("incidentReopened"),
        Map<MotionSeen>("motionSeen"),
        Map<MotionAbsent>("motionAbsent"),
        Map<IncidentWatched>("incidentWatched"),
        Map<TestModeLifted>("testModeLifted"),
        Map<OutageReported>("outageReported"),
        Map<HouseholdChecked>("householdChecked"),
        Map<HouseholdBack>("householdBack"),
        Map<IncidentFolded>("incidentFolded"),
        Map<DirectoryChanged>("directoryChanged"),
        Map<SignalRecorded>("signalRecorded", version: 2),
        Map<InputRejected>("inputRejected"),
        Map<DeviceRefused>("deviceRefused"),
        Map<OperatorSignedIn>("operatorSignedIn"),
        Map<OperatorSignedOut>("operatorSignedOut"),
        Map<SignInRefused>("signInRefused"),
        Map<WebhookRefused>("webhookRefused"),
        Map<TextReceived>("textReceived"),
        Map<CheckedIn>("checkedIn"),
        Map<TargetUnreached>("targetUnreached"),
        Map<OutsideLineAsked>("outsideLineAsked"),
        Map<ClockPutBack>("clockPutBack"),
        Map<FaultRaised>("faultRaised"),
        Map<FaultEnded>("faultEnded"),
        Map<TextErased>("textErased"),
        Map<HouseholdErased>("householdErased"),
    ];

    private static readonly FrozenDictionary<Type, EventName> ByType = Names.ToFrozenDictionary(n => n.Type, n => n.Name);
    private static readonly FrozenDictionary<string, (Type Type, EventName Name)> ByName = Names.ToFrozenDictionary(n => n.Name.Name);

    public static IEnumerable<(Type Type, EventName Name)> All => Names;

    public static EventName Of(JournalEvent @event) => ByType.TryGetValue(@event.GetType(), out var name)
        ? name
        : throw new InvalidOperationException($"{@event.GetType().Name} has no name in {nameof(EventNames)}.");

    /// <summary>The name of a type of event on disk.</summary>
    public static string NameOf<T>()
        where T : JournalEvent => ByType[typeof(T)].Name;

    /// <summary>The type of that name and the version in which it is written now; null where this ElderAlert does not know the name.</summary>
    public static (Type Type, EventName Name)? Find(string name) => ByName.TryGetValue(name, out var known) ? known : null;

    private static (Type, EventName) Map<T>(string name, int version = 1)
        where T : JournalEvent => (typeof(T), new EventName(name, version));
}
