using ElderAlert.Domain.Silence;

namespace ElderAlert.Domain.Directory;

/// <summary>What is watched for one resident, beside what devices say by themselves.</summary>
/// <param name="CheckIns">When a sign of life is expected; none by default.</param>
/// <param name="Geofence">How far from home the resident's devices may go; null: as far as they like.</param>
/// <param name="NightDoor">When leaving the house is followed up; null: never.</param>
/// <param name="WatchInactivity">Whether a silence that is unusual for this home raises <c>inactivity</c>. Default: yes.</param>
public sealed record ResidentPlan(
    IReadOnlyList<CheckIn> CheckIns,
    Geofence? Geofence = null,
    NightDoor? NightDoor = null,
    bool WatchInactivity = true)
{
    /// <summary>No check-ins, no bounds; unusual silence is watched.</summary>
    public static readonly ResidentPlan Usual = new([]);
}

/// <summary>A daily check-in: a sign of life that is expected about this time.</summary>
/// <param name="At">Local time of day.</param>
/// <param name="Grace">So long after it is still in time. Default of the console: an hour.</param>
/// <param name="Early">So long before it already counts.</param>
/// <param name="Signs">What counts; a call to the hotline always does.</param>
public sealed record CheckIn(TimeOnly At, TimeSpan Grace, TimeSpan Early, IReadOnlyList<SignOfLife> Signs);

/// <summary>A circle that the resident's devices should not leave.</summary>
/// <param name="RadiusM">Metres.</param>
/// <param name="Centre">Its middle; null means the door of the home.</param>
public sealed record Geofence(double RadiusM, GeoPoint? Centre = null);

/// <summary>A time of night in which nobody should leave and stay away.</summary>
/// <param name="From">Local time at which it begins.</param>
/// <param name="To">Local time at which it ends; before <paramref name="From"/> it is the next morning.</param>
/// <param name="ReturnWithin">After the door was opened, somebody must have moved inside by then.</param>
public sealed record NightDoor(TimeOnly From, TimeOnly To, TimeSpan ReturnWithin);
