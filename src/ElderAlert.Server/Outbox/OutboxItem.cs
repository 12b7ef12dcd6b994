using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Server.Outbox;

/// <summary>What an item on a phone is. The numbers are in the file.</summary>
public enum OutboxKind
{
    /// <summary>From us.</summary>
    Message = 0,

    /// <summary>From us, by voice.</summary>
    Call = 1,

    /// <summary>From the person.</summary>
    Reply = 2,
}

/// <summary>How far an item is. The numbers are in the file.</summary>
public enum OutboxState
{
    /// <summary>There, and the engine has not been told.</summary>
    Sent = 0,

    /// <summary>The engine knows.</summary>
    Delivered = 1,

    /// <summary>A call that nobody has answered yet.</summary>
    Ringing = 2,

    /// <summary>Picked up: it waits for a key.</summary>
    Answered = 3,

    /// <summary>Over: a key was pressed.</summary>
    Pressed = 4,

    /// <summary>Over: nobody picked up, or hung up.</summary>
    Missed = 5,
}

/// <summary>Something on a phone.</summary>
/// <param name="Id">Ascending.</param>
/// <param name="Phone">On which phone.</param>
/// <param name="Number">The phone's number.</param>
/// <param name="Kind">What it is.</param>
/// <param name="State">How far.</param>
/// <param name="Text">The words.</param>
/// <param name="At">When it came.</param>
/// <param name="Notification">Which notification it is; null for replies and for what is answered to them.</param>
public sealed record OutboxItem(
    long Id,
    long Phone,
    PrivateText Number,
    OutboxKind Kind,
    OutboxState State,
    string Text,
    DateTimeOffset At,
    NotificationId? Notification);

/// <summary>A phone in the list.</summary>
public sealed record OutboxPhoneRow(
    long Id,
    PrivateText Number,
    RecipientRef Person,
    Language Language,
    string LastText,
    DateTimeOffset LastAt,
    bool IsRinging);
