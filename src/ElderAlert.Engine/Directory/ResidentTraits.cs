using ElderAlert.Domain.Directory;

namespace ElderAlert.Engine.Directory;

/// <summary>What rules ask about the residents of a home.</summary>
/// <param name="HighestAbilityLevel">The highest ability level 能力等级 among them; 0 where nobody is on file.</param>
/// <param name="LivesAlone">Somebody lives alone there.</param>
/// <param name="HasConditions">Somebody has a condition on file.</param>
/// <param name="Geofence">How far from home their devices may go, where a plan says so.</param>
/// <param name="NightDoor">The night in which their door is watched, where a plan says so.</param>
internal sealed record ResidentTraits(int HighestAbilityLevel, bool LivesAlone, bool HasConditions, Geofence? Geofence, NightDoor? NightDoor)
{
    /// <summary>The traits of those who live together.</summary>
    public static ResidentTraits Of(IReadOnlyCollection<Resident> residents) => new(
        residents.Select(r => r.AbilityLevel).DefaultIfEmpty(0).Max(),
        residents.Any(r => r.LivesAlone),
        residents.Any(r => r.Conditions.Count > 0),
        residents.Select(r => r.Plan?.Geofence).FirstOrDefault(f => f is not null),
        residents.Select(r => r.Plan?.NightDoor).FirstOrDefault(n => n is not null));
}
