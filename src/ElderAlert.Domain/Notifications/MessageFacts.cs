using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;

namespace ElderAlert.Domain.Notifications;

/// <summary>All that a message is made of. The caller looks everything up; composing is pure.</summary>
/// <param name="Notification">Which one: its purpose, channel and recipient choose the words, its id makes them unique.</param>
/// <param name="Incident">As it stands now.</param>
/// <param name="Centre">Who writes.</param>
/// <param name="Names">Who and where.</param>
/// <param name="Language">The recipient's.</param>
/// <param name="OpenedAt">When the incident opened, in the centre's local time.</param>
/// <param name="HappenedAt">When it happened by the device's clock, in local time too, while all news of it is late; otherwise null.</param>
/// <param name="Link">The recipient's own page; null where there is none. Never read out on the phone.</param>
public sealed record MessageFacts(
    Notification Notification,
    Incident Incident,
    Centre Centre,
    IncidentNames Names,
    Language Language,
    DateTimeOffset OpenedAt,
    DateTimeOffset? HappenedAt,
    Uri? Link);

/// <summary>The names behind the ids of an incident.</summary>
/// <param name="Residents">Who may be in danger; the household's name where no resident is on file.</param>
/// <param name="Address">Where to go. Written to responders only.</param>
/// <param name="Owner">The operator who has it: <see cref="Incident.Owner"/>; null while nobody has.</param>
/// <param name="AcknowledgedBy">The contact or responder who took responsibility: <see cref="Incident.AcknowledgedBy"/>.</param>
/// <param name="Going">The responder of <see cref="Leading"/>.</param>
public sealed record IncidentNames(
    PrivateText Residents,
    PrivateText Address,
    PrivateText? Owner = null,
    PrivateText? AcknowledgedBy = null,
    PrivateText? Going = null)
{
    private const int LongestInMessage = 120;

    /// <summary>
    /// The same, none so long that a text message (1,600 characters at the providers) could not carry it: a home of forty residents, an
    /// address with the way to it.
    /// </summary>
    internal IncidentNames ForMessage() => new(Cut(Residents), Cut(Address), Cut(Owner), Cut(AcknowledgedBy), Cut(Going));

    private static PrivateText? Cut(PrivateText? name) => name is { } text ? Cut(text) : default(PrivateText?);

    private static PrivateText Cut(PrivateText name)
    {
        if (name.Value.Length <= LongestInMessage)
        {
            return name;
        }

        var end = char.IsHighSurrogate(name.Value[LongestInMessage - 2]) ? LongestInMessage - 2 : LongestInMessage - 1;
        return name.Value[..end] + "…";
    }

    /// <summary>The responder who is furthest on the way and has not left; the first to get that far. Null where nobody was sent.</summary>
    public static Assignment? Leading(Incident incident) => incident.Assignments
        .Where(a => a.State is not AssignmentState.Cleared)
        .OrderByDescending(a => a.State)
        .ThenBy(a => a.At)
        .FirstOrDefault();
}
