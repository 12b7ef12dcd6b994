using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Silence;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>Reads residents' plans: what silence means for one person.</summary>
internal static class PlanReader
{
    private const int MinutesPerDay = 24 * 60;
    private const int LeastRadiusM = 20;
    private const int MostRadiusM = 100_000;
    private static readonly TimeSpan UsualGrace = TimeSpan.FromHours(1);

    /// <summary>The plan of a resident; null where the file gives none.</summary>
    public static ResidentPlan? Read(ObjectReader resident)
    {
        if (resident.Object("plan") is not { } plan)
        {
            return null;
        }

        var read = new ResidentPlan(
            [.. plan.List("checkIns").Select(CheckInOf)],
            FenceOf(plan.Object("geofence")),
            NightOf(plan.Object("nightDoor")),
            plan.Flag("watchInactivity", otherwise: true));
        plan.RefuseTheRest();
        return read;
    }

    private static CheckIn CheckInOf(ObjectReader checkIn)
    {
        var signs = new List<SignOfLife>();
        foreach (var name in checkIn.Texts("signs"))
        {
            if (ObjectReader.IsName<SignOfLife>(name, out var sign))
            {
                signs.Add(sign);
            }
            else
            {
                checkIn.Report("signs", $"\"signs\" may name button, motion, door and call, and names \"{name}\"");
            }
        }

        if (!checkIn.Has("signs"))
        {
            checkIn.Report("signs", "has no \"signs\" (button, motion, door, call)");
        }

        var read = new CheckIn(
            HoursReader.Time(checkIn, "at"), Minutes(checkIn, "graceMinutes") ?? UsualGrace, Minutes(checkIn, "earlyMinutes") ?? UsualGrace, signs);
        checkIn.RefuseTheRest();
        return read;
    }

    private static Geofence? FenceOf(ObjectReader? fence)
    {
        if (fence is null)
        {
            return null;
        }

        var radius = fence.OptionalNumber("radiusM", LeastRadiusM, MostRadiusM);
        if (!fence.Has("radiusM"))
        {
            fence.Report("radiusM", "has no \"radiusM\"");
        }

        var read = new Geofence(radius ?? LeastRadiusM, PlaceReader.Point(fence));
        fence.RefuseTheRest();
        return read;
    }

    private static NightDoor? NightOf(ObjectReader? night)
    {
        if (night is null)
        {
            return null;
        }

        var within = Minutes(night, "returnWithinMinutes");
        if (!night.Has("returnWithinMinutes"))
        {
            night.Report("returnWithinMinutes", "has no \"returnWithinMinutes\"");
        }

        var read = new NightDoor(HoursReader.Time(night, "from"), HoursReader.Time(night, "to"), within ?? UsualGrace);
        night.RefuseTheRest();
        return read;
    }

    private static TimeSpan? Minutes(ObjectReader from, string name) =>
        from.OptionalNumber(name, 0, MinutesPerDay) is { } minutes ? TimeSpan.FromMinutes(minutes) : null;
}
