namespace ElderAlert.Domain.Notifications;

/// <summary>Why somebody is told, which decides the words and whether an answer is awaited.</summary>
public enum NotificationPurpose
{
    /// <summary>An alarm: somebody must take responsibility; an answer is awaited.</summary>
    Alarm,

    /// <summary>Go there: a responder has been dispatched; an answer is awaited.</summary>
    Dispatch,

    /// <summary>A supervisor is told that something is overdue.</summary>
    Overdue,

    /// <summary>News for somebody who was told of the alarm: who is going, that it is over.</summary>
    Update,
}

/// <summary>The way of a notification. Terminal: <see cref="Delivered"/> and <see cref="Failed"/>.</summary>
public enum NotificationState
{
    /// <summary>In the journal, not yet handed to anybody.</summary>
    Requested,

    /// <summary>Bytes may be on their way to the provider. Found like this after a crash, it is ambiguous.</summary>
    Sending,

    /// <summary>The provider has it and gave it an id.</summary>
    Accepted,

    /// <summary>On the person's phone. It does not mean that anybody has read it.</summary>
    Delivered,

    /// <summary>It will not arrive.</summary>
    Failed,

    /// <summary>Nobody knows whether the provider has it; it is looked up before anything is sent again.</summary>
    Ambiguous,
}

/// <summary>A notification 通知: one attempt on one contact method.</summary>
/// <param name="Id">The incident's id and an ordinal.</param>
/// <param name="Recipient">Who is told.</param>
/// <param name="Channel">How.</param>
/// <param name="Purpose">Why.</param>
/// <param name="State">How far it got.</param>
/// <param name="RequestedAt">When it was decided.</param>
/// <param name="SendingAt">When it was last handed to the channel; null before that.</param>
/// <param name="ProviderId">The provider's id (Twilio SID), once accepted.</param>
/// <param name="Overdue">Its delivery or its answer is overdue and the next step has been taken.</param>
/// <param name="Answered">The person has taken responsibility.</param>
/// <param name="NotBefore">A routine notice is held until then; null: it may leave at once.</param>
/// <param name="IsSendingAtLost">The clock was put back since it was handed over: <paramref name="SendingAt"/> only says that it was not later.</param>
/// <param name="DoubtedAt">When nobody knew any more whether the provider has it: no attempt left later than this.</param>
/// <param name="SendingAtProvider">When it was last handed over by the provider's clock, which nobody puts; null where that was not known.</param>
public sealed record Notification(
    NotificationId Id,
    RecipientRef Recipient,
    Channel Channel,
    NotificationPurpose Purpose,
    NotificationState State,
    DateTimeOffset RequestedAt,
    DateTimeOffset? SendingAt = null,
    string? ProviderId = null,
    bool Overdue = false,
    bool Answered = false,
    DateTimeOffset? NotBefore = null,
    bool IsSendingAtLost = false,
    DateTimeOffset? DoubtedAt = null,
    DateTimeOffset? SendingAtProvider = null)
{
    /// <summary>From when it may be expected to be on its way.</summary>
    public DateTimeOffset LeavesAt => NotBefore ?? RequestedAt;

    /// <summary>Somebody is expected to answer, and nobody has yet.</summary>
    public bool AwaitsAnswer =>
        Purpose is NotificationPurpose.Alarm or NotificationPurpose.Dispatch && !Answered && !Overdue;

    /// <summary>The channel still has work to do.</summary>
    public bool IsUnfinished =>
        State is NotificationState.Requested or NotificationState.Sending or NotificationState.Ambiguous;

    /// <summary>
    /// How far a state lies along the way. Provider callbacks come early, late, twice and out of order; only a higher rank counts,
    /// and a terminal state stays.
    /// </summary>
    public static int Rank(NotificationState state) => state switch
    {
        NotificationState.Requested => 0,
        NotificationState.Sending => 1,
        NotificationState.Ambiguous => 2,
        NotificationState.Accepted => 3,
        NotificationState.Failed => 4,
        NotificationState.Delivered => 5,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a notification state"),
    };
}
