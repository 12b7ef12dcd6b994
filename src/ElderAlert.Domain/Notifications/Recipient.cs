using ElderAlert.Domain.Directory;

namespace ElderAlert.Domain.Notifications;

/// <summary>Which file a recipient is in.</summary>
public enum RecipientKind
{
    Contact,
    Responder,
    Supervisor,
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
    /// <summary>Whether the person has an address for the channel.</summary>
    public bool Has(Channel channel) => Methods.Any(m => m.Channel == channel);
}

/// <summary>Everybody who can be told about one household's incident at this moment, taken from the directory.</summary>
/// <param name="Contacts">In their order.</param>
/// <param name="Responders">On duty and serving the household's area, nearest first.</param>
/// <param name="Supervisors">Of the centre.</param>
public sealed record Roster(
    IReadOnlyList<Recipient> Contacts,
    IReadOnlyList<Recipient> Responders,
    IReadOnlyList<Recipient> Supervisors)
{
    /// <summary>Nobody can be told.</summary>
    public static readonly Roster Empty = new([], [], []);

    /// <summary>The recipient of that name, if the directory still has one.</summary>
    public Recipient? Find(RecipientRef recipient) => ListOf(recipient.Kind).FirstOrDefault(r => r.Ref == recipient);

    private IReadOnlyList<Recipient> ListOf(RecipientKind kind) => kind switch
    {
        RecipientKind.Contact => Contacts,
        RecipientKind.Responder => Responders,
        RecipientKind.Supervisor => Supervisors,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of recipient"),
    };
}
