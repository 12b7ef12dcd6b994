using ElderAlert.Domain.Incidents;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Views;

/// <summary>A home of an outage, with who is at risk there.</summary>
internal sealed record OutageHomeView(
    HouseholdSummary Household, int AbilityLevel, bool LivesAlone, DateTimeOffset? TriedAt, DateTimeOffset? CheckedAt, DateTimeOffset? BackAt);

/// <summary>The homes of an area that fell silent together, those most at risk first.</summary>
/// <param name="Area">The area's path.</param>
/// <param name="Waiting">How many are silent and have not been looked after.</param>
/// <param name="Homes">All of them.</param>
internal sealed record OutageView(string Area, int Waiting, IReadOnlyList<OutageHomeView> Homes)
{
    public static OutageView Of(Outage outage, DirectoryIndex directory) => new(
        directory.AreaPath(outage.Area),
        outage.Waiting,
        outage.Homes.Select(h => new OutageHomeView(
            HouseholdSummary.Of(h.Home.Household, directory), h.Home.AbilityLevel, h.Home.LivesAlone, h.TriedAt, h.CheckedAt, h.BackAt)).ToList());
}
