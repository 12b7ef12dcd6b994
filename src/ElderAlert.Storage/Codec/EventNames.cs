using System.Collections.Frozen;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Storage.Codec;

/// <summary>How an event is called on disk.</summary>
/// <param name="Name">Never changes once it has been written, whatever becomes of the type's name.</param>
/// <param name="Version">Counts up when a shape could no longer be read as the one before; that one then keeps a type of its own.</param>
internal readonly record struct EventName(string Name, int Version);

/// <summary>The stable names of the journal's events. Part of the file format: lines are added, never changed.</summary>
internal static class EventNames
{
    private static readonly (Type Type, EventName Name)[] Names =
    [
        Map<IncidentOpened>("incidentOpened"),
        Map<SignalJoined>("signalJoined"),
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
        Map<DirectoryChanged>("directoryChanged"),
        Map<SignalRecorded>("signalRecorded"),
        Map<InputRejected>("inputRejected"),
        Map<DeviceRefused>("deviceRefused"),
        Map<OperatorSignedIn>("operatorSignedIn"),
        Map<OperatorSignedOut>("operatorSignedOut"),
        Map<SignInRefused>("signInRefused"),
        Map<WebhookRefused>("webhookRefused"),
        Map<TextReceived>("textReceived"),
    ];

    private static readonly FrozenDictionary<Type, EventName> ByType = Names.ToFrozenDictionary(n => n.Type, n => n.Name);
    private static readonly FrozenDictionary<EventName, Type> ByName = Names.ToFrozenDictionary(n => n.Name, n => n.Type);

    public static IEnumerable<(Type Type, EventName Name)> All => Names;

    public static EventName Of(JournalEvent @event) => ByType.TryGetValue(@event.GetType(), out var name)
        ? name
        : throw new InvalidOperationException($"{@event.GetType().Name} has no name in {nameof(EventNames)}.");

    /// <summary>The type of that name; null where this version of ElderAlert does not know it.</summary>
    public static Type? Find(EventName name) => ByName.GetValueOrDefault(name);

    private static (Type, EventName) Map<T>(string name, int version = 1)
        where T : JournalEvent => (typeof(T), new EventName(name, version));
}
