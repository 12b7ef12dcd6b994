using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Retention;

namespace ElderAlert.Storage.Sealing;

/// <summary>
/// Whose key seals a text: a household's, or the centre's where no household is concerned. What is on file is sealed under one key for
/// as long as it is on file; what happens, under one for each month (UTC), so that old text can be erased while the household lives on.
/// </summary>
/// <param name="Kind">household or centre.</param>
/// <param name="Id">The id of it.</param>
/// <param name="Centre">Whose month it is; null for what is on file, and for entries from before there were months.</param>
/// <param name="Month">Months since the year 0; 0 without a month.</param>
internal readonly record struct SealingScope(string Kind, string Id, string? Centre = null, int Month = 0)
{
    private const string HouseholdKind = "household";
    private const string CentreKind = "centre";
    private const string MonthFormat = "yyyy-MM";

    /// <summary>The month of the entry.</summary>
    public static SealingScope Of(JournalEntry entry)
    {
        var at = entry.At.UtcDateTime;
        return Of(entry.Centre, entry.SealedFor) with { Centre = entry.Centre.Value, Month = MonthOf(at.Year, at.Month) };
    }

    public static SealingScope Of(DirectoryItem item) => Of(item.Centre, item.SealedFor);

    public static SealingScope Of(TextPeriod period) =>
        Of(period.Centre, period.Household) with { Centre = period.Centre.Value, Month = MonthOf(period.Month.Year, period.Month.Month) };

    /// <summary>Whether it is the household's: what is on file, or a month of it.</summary>
    public bool IsOf(HouseholdId household) => Kind == HouseholdKind && Id == household.Value;

    /// <summary>The month, for those that have one.</summary>
    public TextPeriod? Period => Centre is null ? null : new TextPeriod(
        new CentreId(Centre),
        Kind == HouseholdKind ? new HouseholdId(Id) : null,
        new DateOnly(Month / 12, (Month % 12) + 1, 1));

    /// <summary>Reads back what <see cref="ToString"/> wrote.</summary>
    public static SealingScope Parse(string text) => text.Split('/') switch
    {
        [HouseholdKind or CentreKind, ..] => new SealingScope(text[..text.IndexOf('/', StringComparison.Ordinal)], text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..]),
        [var month, var centre] => InMonth(month, CentreKind, Uri.UnescapeDataString(centre), centre),
        [var month, var centre, var household] => InMonth(month, HouseholdKind, Uri.UnescapeDataString(household), centre),
        _ => throw new FormatException($"'{text}' is no scope of a key."),
    };

    /// <summary>The scope in keys.db: <c>household/h-1</c>, <c>centre/c</c>, <c>2026-11/c/h-1</c> or <c>2026-11/c</c>.</summary>
    public override string ToString()
    {
        if (Period is not { } period)
        {
            return $"{Kind}/{Id}";
        }

        var month = $"{period.Month.ToString(MonthFormat, CultureInfo.InvariantCulture)}/{Uri.EscapeDataString(Centre!)}";
        return Kind == HouseholdKind ? $"{month}/{Uri.EscapeDataString(Id)}" : month;
    }

    private static SealingScope InMonth(string month, string kind, string id, string centre)
    {
        var first = DateOnly.ParseExact(month, MonthFormat, CultureInfo.InvariantCulture);
        return new SealingScope(kind, id, Uri.UnescapeDataString(centre), MonthOf(first.Year, first.Month));
    }

    private static int MonthOf(int year, int month) => (year * 12) + month - 1;

    private static SealingScope Of(CentreId centre, HouseholdId? household) =>
        household is { } of ? new SealingScope(HouseholdKind, of.Value) : new SealingScope(CentreKind, centre.Value);
}
