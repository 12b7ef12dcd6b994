using ElderAlert.Domain.Directory;

namespace ElderAlert.Domain.Silence;

/// <summary>Somebody who should not be out there is.</summary>
public static class WanderingRules
{
    /// <summary>A place known worse than this says nothing about a geofence.</summary>
    private const double WorstAccuracyM = 500;

    /// <summary>
    /// How far outside the fence a place lies, in metres, given the source's own doubt; null when inside, or when it cannot be told.
    /// </summary>
    public static double? Outside(Geofence fence, GeoPoint? home, GeoPoint place)
    {
        if ((fence.Centre ?? home) is not { } centre || !IsUsable(place))
        {
            return null;
        }

        var beyond = centre.DistanceTo(place) - (place.AccuracyM ?? 0) - fence.RadiusM;
        return beyond > 0 ? beyond : null;
    }

    /// <summary>Whether a place is known well enough to say anything.</summary>
    public static bool IsUsable(GeoPoint place) => place.AccuracyM is not > WorstAccuracyM;

    /// <summary>Whether it is night by the plan.</summary>
    public static bool IsNight(NightDoor plan, TimeOnly local) => local.IsBetween(plan.From, plan.To);

    /// <summary>
    /// The home after a sign, as far as its door at night is concerned: the door begins the wait, and movement inside after it ends it. One who
    /// leaves is seen in the hall until the door moves, so that only what comes well after the door counts.
    /// </summary>
    public static HomeWatch After(HomeWatch home, SignOfLife sign, DateTimeOffset at, NightDoor plan, TimeOnly local, TimeSpan hall) => sign switch
    {
        SignOfLife.Door when home.NightDoorAt is null && IsNight(plan, local) => home with { NightDoorAt = at },
        SignOfLife.Motion or SignOfLife.Button when at - home.NightDoorAt >= hall => home with { NightDoorAt = null },
        _ => home,
    };

    /// <summary>Whether somebody went out at night and has not come back in time.</summary>
    public static bool IsGone(HomeWatch home, NightDoor plan, DateTimeOffset now) => now - home.NightDoorAt >= plan.ReturnWithin;
}
