using ElderAlert.Domain;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Views;

/// <summary>An absence as the incident's page shows it.</summary>
/// <param name="Id">The absence's id.</param>
/// <param name="Resident">Who is away, by name; null: everybody.</param>
/// <param name="Reason">Why.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
/// <param name="Note">Where to.</param>
/// <param name="SomebodyHomeAt">When movement first spoke against it; an operator asks.</param>
internal sealed record AbsenceView(
    AbsenceId Id, PrivateText? Resident, AbsenceReason Reason, DateTimeOffset From, DateTimeOffset To, PrivateText? Note, DateTimeOffset? SomebodyHomeAt)
{
    /// <summary>The absences of a home that are not over.</summary>
    public static IReadOnlyList<AbsenceView> Of(HouseholdId household, DirectoryIndex directory, DateTimeOffset now) => directory.AbsencesOf(household)
        .Where(a => a.To > now)
        .OrderBy(a => a.From)
        .Select(a => new AbsenceView(
            a.Id, a.Resident is { } who && directory.Find(who) is { } resident ? resident.Name : default(PrivateText?), a.Reason, a.From, a.To, a.Note, a.SomebodyHomeAt))
        .ToList();
}
