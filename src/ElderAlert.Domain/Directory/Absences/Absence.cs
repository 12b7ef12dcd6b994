namespace ElderAlert.Domain.Directory.Absences;

/// <summary>Why somebody is away.</summary>
public enum AbsenceReason
{
    Holiday,
    Hospital,

    /// <summary>With family or friends.</summary>
    Visit,
}

/// <summary>
/// A time in which nobody, or one resident less, is at home. It suspends inactivity and check-ins and nothing else: a button, a fall
/// detector, smoke and gas are always live.
/// </summary>
/// <param name="Centre">The centre whose file it is in.</param>
/// <param name="Id">The absence's id.</param>
/// <param name="Household">Whose home.</param>
/// <param name="Resident">Who is away; null means everybody who lives there.</param>
/// <param name="Reason">Why.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when, to the minute: from then on silence counts again.</param>
/// <param name="Note">Where to, and whom to call.</param>
/// <param name="SomebodyHomeAt">When motion or the door first said during the absence that somebody is home; an operator asks and ends it.</param>
public sealed record Absence(
    CentreId Centre,
    AbsenceId Id,
    HouseholdId Household,
    ResidentId? Resident,
    AbsenceReason Reason,
    DateTimeOffset From,
    DateTimeOffset To,
    PrivateText? Note = null,
    DateTimeOffset? SomebodyHomeAt = null) : DirectoryItem(Centre)
{
    public override string Key => Id.Value;
    public override HouseholdId? SealedFor => Household;

    /// <summary>Whether it lasts at that time.</summary>
    public bool Covers(DateTimeOffset at) => From <= at && at < To;
}
