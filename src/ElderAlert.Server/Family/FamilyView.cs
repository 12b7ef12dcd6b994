using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Server.Family;

/// <summary>How an incident stands, as a family sees it; also the colour of the page.</summary>
public enum FamilyStage
{
    Nobody,
    Taken,
    OnTheWay,
    There,
    Over,
}

/// <summary>What the holder of a link may do now.</summary>
public enum FamilyTask
{
    None,

    /// <summary>A contact: say that they go, or that they cannot.</summary>
    Answer,

    /// <summary>A supervisor: take responsibility.</summary>
    TakeIt,

    /// <summary>A responder: set out.</summary>
    SetOut,

    /// <summary>A responder on the way: say that they are there.</summary>
    Arrive,

    /// <summary>A responder on scene: say that they leave.</summary>
    Leave,

    /// <summary>A responder who has left.</summary>
    Done,
}

/// <summary>One of the five steps of the loop.</summary>
public sealed record FamilyStep(string Name, bool IsDone);

/// <summary>Something said once, after the holder did something.</summary>
public enum FamilyNotice
{
    None,

    /// <summary>Their "I cannot" was recorded.</summary>
    CannotNoted,

    /// <summary>What they did was refused: things had changed.</summary>
    Superseded,

    /// <summary>What they did could not be recorded; they are to try again, or to call.</summary>
    NotNoted,
}

/// <summary>Everything on the page, in the holder's language and the centre's local time.</summary>
public sealed record FamilyView
{
    public required FamilyWords Words { get; init; }
    public required Visit Visit { get; init; }
    public required string Title { get; init; }
    public required string RaisedAt { get; init; }

    /// <summary>The centre's date, when the page was made.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>That all news of it came late, and how late; null where it did not.</summary>
    public required string? OldNews { get; init; }
    public required FamilyStage Stage { get; init; }
    public required string Headline { get; init; }
    public required string? Detail { get; init; }

    /// <summary>The operator who has it.</summary>
    public required string? Owner { get; init; }
    public required IReadOnlyList<FamilyStep> Steps { get; init; }
    public required IReadOnlyList<TimelineLine> Timeline { get; init; }
    public required FamilyTask Task { get; init; }

    /// <summary>The holder is the one who said that they go.</summary>
    public required bool HasPromised { get; init; }

    /// <summary>Where to go; responders only.</summary>
    public required PrivateText? Address { get; init; }

    /// <summary>Opens the address in a map application (RFC 5870); responders only.</summary>
    public required Uri? Map { get; init; }

    /// <summary>The holder may ask how to get in: a responder on the way or there.</summary>
    public required bool MayEnter { get; init; }

    /// <summary>How to get in, once it was asked for and journalled.</summary>
    public PrivateText? EntryData { get; init; }
    public FamilyNotice Notice { get; init; }

    /// <summary>New on each page, so that pressing twice acts once.</summary>
    public required string RequestId { get; init; }

    /// <summary>The time, with its date where that is not today: a link is good for days.</summary>
    /// <param name="at">In the centre's local time.</param>
    /// <param name="today">The centre's date.</param>
    public static string TimeOf(DateTimeOffset at, DateOnly today) =>
        at.ToString(DateOnly.FromDateTime(at.DateTime) == today ? "HH:mm" : "MM-dd HH:mm", CultureInfo.InvariantCulture);

    public string Path => $"{FamilyRoom.Root}/{Visit.Token}";

    public bool IsContact => Visit.Person.Kind == RecipientKind.Contact;
}
