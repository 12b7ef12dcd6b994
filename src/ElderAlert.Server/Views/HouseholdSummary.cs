using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Views;

/// <summary>A resident as the queue shows them.</summary>
internal sealed record ResidentView(
    ResidentId Id,
    PrivateText Name,
    int? BirthYear,
    int AbilityLevel,
    bool LivesAlone,
    IReadOnlyList<PrivateText> Conditions)
{
    public static ResidentView Of(Resident resident) =>
        new(resident.Id, resident.Name, resident.BirthYear, resident.AbilityLevel, resident.LivesAlone, resident.Conditions);
}

/// <summary>A home as the queue and the search show it: never with its entry data.</summary>
internal sealed record HouseholdSummary(
    HouseholdId Id,
    PrivateText Name,
    PrivateText Address,
    string Area,
    GeoPoint? Location,
    PrivateText? Phone,
    IReadOnlyList<ResidentView> Residents,
    DateTimeOffset? TestUntil = null)
{
    public static HouseholdSummary Of(Household household, DirectoryIndex directory) => new(
        household.Id,
        household.Name,
        household.Address,
        directory.AreaPath(household.Area),
        household.Location,
        household.Phone,
        directory.ResidentsOf(household.Id).Select(ResidentView.Of).ToList(),
        directory.Find<TestMode>(household.Key)?.Until);

    /// <summary>The home of that id; where it has been taken off the file, the id alone.</summary>
    public static HouseholdSummary Of(HouseholdId id, DirectoryIndex directory) => directory.Find(id) is { } household
        ? Of(household, directory)
        : OfArea(id, directory) ?? new HouseholdSummary(id, id.Value, "", "", Location: null, Phone: null, []);

    /// <summary>The area that an incident lies in as a whole.</summary>
    private static HouseholdSummary? OfArea(HouseholdId place, DirectoryIndex directory) =>
        AreaPlace.AreaOf(place) is { } id && directory.Find(id) is { } area
            ? new HouseholdSummary(place, area.Name, "", directory.AreaPath(id), area.Location, Phone: null, [])
            : null;
}
