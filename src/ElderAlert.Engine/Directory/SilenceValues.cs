using ElderAlert.Domain.Directory;

namespace ElderAlert.Engine.Directory;

/// <summary>Which numbers of the silence rules make sense. Each problem is a sentence.</summary>
internal static class SilenceValues
{
    private const int MostDays = 3_660;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    /// <summary>A deadline must be a date: one that is none stops the looking, and for every home.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static IEnumerable<string> Problems(DeviceProfile profile) =>
        profile.Heartbeat <= TimeSpan.Zero || profile.LostAfter <= profile.Heartbeat
            ? ["a device speaks at least once before it counts as lost: lostAfter must be longer than heartbeat, and both longer than zero"]
            : profile.LostAfter > Longest ? ["a device counts as lost after a year at most"]
            : [];

    public static IEnumerable<string> Problems(ResidentPlan plan)
    {
        foreach (var checkIn in plan.CheckIns)
        {
            if (checkIn.Grace <= TimeSpan.Zero || checkIn.Early < TimeSpan.Zero || checkIn.Grace + checkIn.Early >= LongestWait)
            {
                yield return $"the check-in at {checkIn.At:HH\\:mm} needs a grace, and less than a day in all";
            }
        }

        if (plan.CheckIns.DistinctBy(c => c.At).Count() < plan.CheckIns.Count)
        {
            yield return "two check-ins are at the same time";
        }

        if (plan.Geofence is { RadiusM: not (>= 20 and <= 100_000) })
        {
            yield return "the geofence's radius is between 20 m and 100 km";
        }

        if (plan.NightDoor is { } door && (door.From == door.To || door.ReturnWithin <= TimeSpan.Zero || door.ReturnWithin >= LongestWait))
        {
            yield return "the night needs a beginning and another end, and less than a day to return";
        }
    }

    public static IEnumerable<string> Problems(SilencePolicy policy)
    {
        var (outage, battery, inactivity) = (policy.Outage, policy.Battery, policy.Inactivity);
        if (outage is not { Share: > 0 and <= 1, Households: >= 2 } || !IsTime(outage.Within))
        {
            yield return "an outage is a share above 0 and up to 1 of at least two homes within some time, a year at most";
        }

        if (battery is not { LowPercent: >= 0, GoodPercent: <= 100 } || battery.LowPercent >= battery.GoodPercent || !IsTime(battery.RemindAfter))
        {
            yield return "a battery is good above the percentage at which it is low, and is told again after some time, a year at most";
        }

        TimeSpan[] times = [inactivity.Margin, inactivity.AtLeast, inactivity.Unlearned, inactivity.Out, inactivity.Settle, policy.Absence.Longest];
        if (inactivity is not { DaysToLearn: >= 1, DaysPerException: >= 1 } || inactivity.DaysKept < inactivity.DaysToLearn || inactivity.DaysKept > MostDays || !times.All(IsTime))
        {
            yield return "the rhythm needs days to learn from, at least as many kept but no more than ten years, and times longer than zero and up to a year";
        }

        if (policy.Absence.Departure < TimeSpan.Zero || policy.Absence.Departure > Longest)
        {
            yield return "the departure lasts no longer than a year";
        }
    }

    private static bool IsTime(TimeSpan time) => time > TimeSpan.Zero && time <= Longest;
}
