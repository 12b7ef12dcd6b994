namespace ElderAlert.Domain.Notifications;

/// <summary>
/// The words of a notification: what happened, to whom, who has it, who is going, and what the recipient can do.
/// Every message says whether the alarm is being handled; a message that does not leaves a family guessing.
/// </summary>
public static class MessageText
{
    private const int ReferenceDigits = 4;

    /// <summary>
    /// Writes the text message, or the words that a voice reads. A text message ends with the notification's reference, so that no two
    /// read the same: that is how one whose sending ended in doubt is found again at the provider.
    /// </summary>
    public static PrivateText Compose(MessageFacts facts) => Wording.In(facts.Language).Compose(facts with { Names = facts.Names.ForMessage() });

    /// <summary>A short number to name on the phone: the end of the incident's id and the notification's ordinal ("7F3A-2").</summary>
    public static string Reference(NotificationId id)
    {
        var incident = id.Incident.Value;
        var ordinal = id.Value[(incident.Length + 1)..];
        return $"{incident[Math.Max(0, incident.Length - ReferenceDigits)..].ToUpperInvariant()}-{ordinal}";
    }
}
