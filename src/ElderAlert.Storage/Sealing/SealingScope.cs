using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Storage.Sealing;

/// <summary>Whose key seals a text: a household's, or the centre's where no household is concerned.</summary>
/// <param name="Kind">household or centre.</param>
/// <param name="Id">The id of it.</param>
internal readonly record struct SealingScope(string Kind, string Id)
{
    public static SealingScope Of(JournalEntry entry) => Of(entry.Centre, entry.SealedFor);

    public static SealingScope Of(DirectoryItem item) => Of(item.Centre, item.SealedFor);

    public static SealingScope Of(HouseholdId household) => new("household", household.Value);

    /// <summary>Reads back what <see cref="ToString"/> wrote.</summary>
    public static SealingScope Parse(string text) =>
        text.Split('/', 2) is [var kind, var id] ? new SealingScope(kind, id) : throw new FormatException($"'{text}' is no scope of a key.");

    /// <summary>The scope in keys.db.</summary>
    public override string ToString() => $"{Kind}/{Id}";

    private static SealingScope Of(CentreId centre, HouseholdId? household) =>
        household is { } of ? Of(of) : new SealingScope("centre", centre.Value);
}
