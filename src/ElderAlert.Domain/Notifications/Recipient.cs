using ElderAlert.Domain.Directory;

namespace ElderAlert.Domain.Notifications;

/// <summary>Which file a recipient is in.</summary>
public enum RecipientKind
{
    Contact,
    Responder,
    Supervisor,

    /// <summary>An operator whom a rota has on duty, told by phone.</summary>
    Operator,
}

/// <summary>Names a person who is told: by id, never by name or number.</summary>
/// <param name="Kind">Which file.</param>
/// <param name="Id">The id in that file.</param>
public readonly record struct RecipientRef(RecipientKind Kind, string Id);

/// <summary>A person who can be told, with the ways to reach them.</summary>
/// <param name="Ref">Who.</param>
/// <param name="Methods">How, best first.</param>
/// <param name="Language">The language of their messages.</param>
public sealed record Recipient(RecipientRef Ref, IReadOnlyList<ContactMethod> Methods, Language Language)
{
    /// <summary>Within their hours, or on duty, at this moment.</summary>
    public bool IsAvailable { get; init; } = true;

    /// <summary>Metres to the home, where both places are known.</summary>
    public double? DistanceM { get; init; }

    /// <summary>Whether the person has an address for the channel.</summary>
    public bool Has(Channel channel) => Methods.Any(m => m.Channel == channel);

    /// <summary>
    /// The number for a notification: the channel's first, verified ones before others; after each that failed in this incident the next,
    /// and from the front again. Null where the person has none for the channel.
    /// </summary>
    /// <param name="notification">Which is to be sent.</param>
    /// <param name="earlier">What the person was sent before it in the same incident.</param>
    public ContactMethod? NumberFor(Notification notification, IEnumerable<Notification> earlier)
    {
        var numbers = Methods.Where(m => m.Channel == notification.Channel).OrderBy(m => m.IsVerified ? 0 : 1).ToList();
        var failed = earlier
            .TakeWhile(n => n.Id != notification.Id)
            .Count(n => n.Recipient == Ref && n.Channel == notification.Channel && n.State == NotificationState.Failed);
        return numbers.Count == 0 ? null : numbers[failed % numbers.Count];
    }
}

/// <summary>Everybody who can be told about one household's incident at this moment, taken from the directory.</summary>
/// <param name="Contacts">In their order.</param>
/// <param name="Responders">Serving the household's area, nearest first.</param>
/// <param name="Supervisors">Of the centre.</param>
public sealed record Roster(
    IReadOnlyList<Recipient> Contacts,
    IReadOnlyList<Recipient> Responders,
    IReadOnlyList<Recipient> Supervisors)
{
    /// <summary>Nobody can be told.</summary>
    public static readonly Roster Empty = new([], [], []);

    /// <summary>Operators whom a rota has on duty, for targets that ring their phones.</summary>
    public IReadOnlyList<Recipient> Operators { get; init; } = [];

    /// <summary>Somebody is signed on at a console of the centre, or nobody keeps count.</summary>
    public bool HasOperators { get; init; } = true;

    /// <summary>When the quiet hours that reign now end; null when routine notices may be sent at once.</summary>
    public DateTimeOffset? QuietUntil { get; init; }

    /// <summary>Everybody.</summary>
    public IEnumerable<Recipient> All => Contacts.Concat(Responders).Concat(Supervisors).Concat(Operators);

    /// <summary>The recipient of that name, if the directory still has one.</summary>
    public Recipient? Find(RecipientRef recipient) => ListOf(recipient.Kind).FirstOrDefault(r => r.Ref == recipient);

    private IReadOnlyList<Recipient> ListOf(RecipientKind kind) => kind switch
    {
        RecipientKind.Contact => Contacts,
        RecipientKind.Responder => Responders,
        RecipientKind.Supervisor => Supervisors,
        RecipientKind.Operator => Operators,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of recipient"),
    };
}
