using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Escalation;

/// <summary>What must have happened by a deadline.</summary>
public enum DeadlineKind
{
    /// <summary>Somebody takes responsibility before the next step.</summary>
    Step,

    /// <summary>A notification is delivered.</summary>
    Delivery,

    /// <summary>A notification is answered.</summary>
    Answer,

    /// <summary>The contact who took responsibility gets somewhere, or an operator claims.</summary>
    AcknowledgeProgress,

    /// <summary>The operator has spoken to the resident, or decided without.</summary>
    VoiceContact,

    /// <summary>The claimed incident moves.</summary>
    ClaimProgress,

    /// <summary>A responder is on scene.</summary>
    OnScene,

    /// <summary>The danger is over.</summary>
    Resolve,

    /// <summary>The call-back is done.</summary>
    FollowUp,

    /// <summary>Somebody moves after a suspected fall.</summary>
    NoMotion,

    /// <summary>Somebody who was sent has set out.</summary>
    EnRoute,

    /// <summary>An operator takes over an incident whose operator has gone while help is on the way.</summary>
    Takeover,

    /// <summary>The call-back is done, and the incident is archived.</summary>
    Close,
}

/// <summary>A time by which something must have happened in an incident. Derived from state, never stored and never cancelled.</summary>
/// <param name="Kind">What must have happened.</param>
/// <param name="DueAt">By when.</param>
/// <param name="Notification">Which notification, for <see cref="DeadlineKind.Delivery"/> and <see cref="DeadlineKind.Answer"/>.</param>
public readonly record struct Deadline(DeadlineKind Kind, DateTimeOffset DueAt, NotificationId? Notification = null);
