using System.Text.RegularExpressions;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Outbox;

/// <summary>A piece of a message: words, or a link in them.</summary>
public sealed record TextPiece(string Text, bool IsLink);

/// <summary>A phone in the list.</summary>
public sealed record PhoneEntry(OutboxPhoneRow Row, string Name, string About, string Time);

/// <summary>Something on the open phone.</summary>
public sealed record BubbleView(OutboxItem Item, string Time, IReadOnlyList<TextPiece> Pieces);

/// <summary>The page.</summary>
/// <param name="Words">In the browser's language.</param>
/// <param name="Version">Changes with every change.</param>
/// <param name="Phones">The list on the left.</param>
/// <param name="Open">The phone in the frame; null while there is none.</param>
/// <param name="Bubbles">What is on it, oldest first.</param>
/// <param name="Call">The call to answer, or being answered; null where there is none.</param>
public sealed record OutboxView(
    OutboxWords Words,
    long Version,
    IReadOnlyList<PhoneEntry> Phones,
    PhoneEntry? Open,
    IReadOnlyList<BubbleView> Bubbles,
    OutboxItem? Call);

/// <summary>Makes the page of the built-in phones.</summary>
internal sealed partial class OutboxViews(OutboxStore store, IncidentEngine engine)
{
    /// <summary>The page with a phone open; null opens the one that something happened on last.</summary>
    /// <param name="phone">Which.</param>
    /// <param name="language">The browser's.</param>
    /// <param name="centre">Whose phones: those of its people on file. Null where nobody signs in: everybody's.</param>
    public OutboxView Of(long? phone, Language language, CentreId? centre)
    {
        // Read first: what changes while the page is made makes the browser ask again.
        var version = store.Version;
        var words = OutboxWords.In(language);
        var phones = PhonesOf(centre).Select(row => Entry(row, words)).ToList();
        var open = phone is { } id ? phones.FirstOrDefault(p => p.Row.Id == id) : phones.FirstOrDefault();
        var items = open is null ? [] : store.ItemsOf(open.Row.Id);
        var zone = open is null ? TimeZoneInfo.Utc : ZoneOf(open.Row.Person);
        return new OutboxView(
            words,
            version,
            phones,
            open,
            items.Select(i => new BubbleView(i, Clock(i.At, zone), Pieces(i.Text))).ToList(),
            items.LastOrDefault(i => i.State is OutboxState.Ringing or OutboxState.Answered));
    }

    /// <summary>Whether the phone is one of the centre's.</summary>
    public bool Shows(long phone, CentreId? centre) => PhonesOf(centre).Any(row => row.Id == phone);

    private IEnumerable<OutboxPhoneRow> PhonesOf(CentreId? centre) => store.Phones().Where(row => centre is null || CentreOf(row.Person) == centre);

    private PhoneEntry Entry(OutboxPhoneRow row, OutboxWords words)
    {
        var directory = engine.Directory;
        var about = row.Person.Kind switch
        {
            RecipientKind.Contact when directory.Find(new ContactId(row.Person.Id)) is { } c =>
                $"{c.Relation} · {directory.Find(c.Household)?.Name.Value ?? c.Household.Value}",
            RecipientKind.Contact => words.Contact,
            RecipientKind.Responder => words.Responder,
            RecipientKind.Supervisor => words.Supervisor,
            RecipientKind.Operator => words.Operator,
            _ => throw new InvalidOperationException($"{row.Person.Kind} has no phone"),
        };
        return new PhoneEntry(row, directory.NameOf(row.Person), about, Clock(row.LastAt, ZoneOf(row.Person)));
    }

    private TimeZoneInfo ZoneOf(RecipientRef person) => CentreOf(person) is { } centre ? engine.Directory.ZoneOf(centre) : TimeZoneInfo.Utc;

    private CentreId? CentreOf(RecipientRef person) => person.Kind switch
    {
        RecipientKind.Contact => engine.Directory.Find(new ContactId(person.Id))?.Centre,
        RecipientKind.Responder => engine.Directory.Find(new ResponderId(person.Id))?.Centre,
        _ => engine.Directory.Find(new OperatorId(person.Id))?.Centre,
    };

    private static string Clock(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<TextPiece> Pieces(string text) =>
        Link().Split(text).Where(p => p.Length > 0).Select(p => new TextPiece(p, p.StartsWith("http", StringComparison.Ordinal))).ToList();

    [GeneratedRegex(@"(?<link>https?://[\x21-\x7E]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
