using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;
using ElderAlert.Storage.Codec;

namespace ElderAlert.Storage.Tests.Codec;

public sealed class EventNamesTests
{
    private static readonly Comparer<EventName> Comparer = Comparer<EventName>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    /// <summary>
    /// What is in journals already: a version without a type is read through a step to the next. Lines are added; a line that
    /// changes makes those journals unreadable.
    /// </summary>
    private const string Approved =
        """
        acknowledgementExpired 1 AcknowledgementExpired
        cancelRequested 1 CancelRequested
        checkedIn 1 CheckedIn
        claimReleased 1 ClaimReleased
        clockPutBack 1 ClockPutBack
        deadlineMissed 1 DeadlineMissed
        decisionForced 1 DecisionForced
        deviceRefused 1 DeviceRefused
        directoryChanged 1 DirectoryChanged
        entryDataViewed 1 EntryDataViewed
        escalationAdvanced 1 EscalationAdvanced
        escalationExhausted 1 EscalationExhausted
        faultEnded 1 FaultEnded
        faultRaised 1 FaultRaised
        followUpRecorded 1 FollowUpRecorded
        householdBack 1 HouseholdBack
        householdChecked 1 HouseholdChecked
        householdErased 1 HouseholdErased
        incidentAcknowledged 1 IncidentAcknowledged
        incidentClaimed 1 IncidentClaimed
        incidentClosed 1 IncidentClosed
        incidentFolded 1 IncidentFolded
        incidentOpened 1
        incidentOpened 2 IncidentOpened
        incidentReopened 1 IncidentReopened
        incidentResolved 1 IncidentResolved
        incidentWatched 1 IncidentWatched
        inputRejected 1 InputRejected
        motionAbsent 1 MotionAbsent
        motionSeen 1 MotionSeen
        nobodyToNotify 1 NobodyToNotify
        noteAdded 1 NoteAdded
        notificationAccepted 1 NotificationAccepted
        notificationAmbiguous 1 NotificationAmbiguous
        notificationDelivered 1 NotificationDelivered
        notificationFailed 1 NotificationFailed
        notificationNotFound 1 NotificationNotFound
        notificationOverdue 1 NotificationOverdue
        notificationRequested 1 NotificationRequested
        notificationSending 1 NotificationSending
        operatorSignedIn 1 OperatorSignedIn
        operatorSignedOut 1 OperatorSignedOut
        outageReported 1 OutageReported
        outsideLineAsked 1 OutsideLineAsked
        outsideLineCalled 1 OutsideLineCalled
        priorityRaised 1 PriorityRaised
        recipientDeclined 1 RecipientDeclined
        replyReceived 1 ReplyReceived
        responderCleared 1 ResponderCleared
        responderDispatched 1 ResponderDispatched
        responderEnRoute 1 ResponderEnRoute
        responderOnScene 1 ResponderOnScene
        signInRefused 1 SignInRefused
        signalJoined 1
        signalJoined 2 SignalJoined
        signalRecorded 1
        signalRecorded 2 SignalRecorded
        targetUnreached 1 TargetUnreached
        testModeLifted 1 TestModeLifted
        textErased 1 TextErased
        textReceived 1 TextReceived
        voiceContactTried 1 VoiceContactTried
        webhookRefused 1 WebhookRefused
        """;

    [Fact]
    public void All_Names_AreThoseApproved() => Assert.Equal(
        Approved.ReplaceLineEndings("\n"),
        string.Join('\n', EventNames.All.Select(n => $"{n.Name.Name} {n.Name.Version} {n.Type.Name}")
            .Concat(EventUpcasts.All.Select(n => $"{n.Name} {n.Version}"))
            .Order(StringComparer.Ordinal)));

    [Fact]
    public void All_VersionsBelowTheOneWritten_LeadUpToIt() => Assert.Equal(
        EventNames.All.SelectMany(n => Enumerable.Range(1, n.Name.Version - 1).Select(v => n.Name with { Version = v })).Order(Comparer),
        EventUpcasts.All.Order(Comparer));

    [Fact]
    public void All_EventsOfTheDomain_AreMappedExactlyOnce() => Assert.Equal(
        Facts.Of<JournalEvent>().Select(t => t.Name),
        EventNames.All.Select(n => n.Type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void All_ItemsOfTheDirectory_AreMappedExactlyOnce() => Assert.Equal(
        Facts.Of<DirectoryItem>().Select(t => t.Name),
        DirectoryNames.All.Select(n => n.Type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void All_NamesOfTheDirectory_AreThoseApproved() => Assert.Equal(
        ["absence", "area", "centre", "contact", "device", "deviceProfile", "household", "operator", "policy", "resident", "responder", "rota", "silencePolicy", "testMode"],
        DirectoryNames.All.Select(n => n.Name).Order(StringComparer.Ordinal));
}
