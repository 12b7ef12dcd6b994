using ElderAlert.Domain.Directory;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>Reads the numbers of the centre's silence rules. One that is not given stays as it is on file, or as is usual.</summary>
internal static class SilenceReader
{
    private const int MostDays = 3_660;
    private const int MostHomes = 100_000;
    private const int MinutesPerMonth = 30 * 24 * 60;
    private const int HoursPerMonth = 30 * 24;

    public static void Read(PilotDraft draft, ObjectReader top)
    {
        if (top.Object("silence") is not { } silence)
        {
            return;
        }

        var before = draft.OnFile.SilenceOf(draft.Centre);
        var item = new SilencePolicy(
            draft.Centre,
            before.Id,
            OutageOf(silence.Object("outage"), before.Outage),
            BatteryOf(silence.Object("battery"), before.Battery),
            InactivityOf(silence.Object("inactivity"), before.Inactivity),
            AbsenceOf(silence.Object("absence"), before.Absence));
        draft.Add(item, silence);
    }

    private static OutageLimits OutageOf(ObjectReader? outage, OutageLimits before) => Closed(outage, from => new OutageLimits(
        from.OptionalNumber("share", 0, 1) ?? before.Share,
        from.OptionalInteger("households", 2, MostHomes) ?? before.Households,
        Minutes(from, "withinMinutes") ?? before.Within)) ?? before;

    private static BatteryLimits BatteryOf(ObjectReader? battery, BatteryLimits before) => Closed(battery, from => new BatteryLimits(
        from.OptionalNumber("lowPercent", 0, 100) ?? before.LowPercent,
        from.OptionalNumber("goodPercent", 0, 100) ?? before.GoodPercent,
        from.OptionalNumber("remindAfterHours", 1, HoursPerMonth) is { } hours ? TimeSpan.FromHours(hours) : before.RemindAfter)) ?? before;

    private static InactivityLimits InactivityOf(ObjectReader? inactivity, InactivityLimits before) => Closed(inactivity, from => new InactivityLimits(
        from.OptionalInteger("daysToLearn", 1, MostDays) ?? before.DaysToLearn,
        from.OptionalInteger("daysKept", 1, MostDays) ?? before.DaysKept,
        from.OptionalInteger("daysPerException", 1, MostDays) ?? before.DaysPerException,
        Minutes(from, "marginMinutes") ?? before.Margin,
        Minutes(from, "atLeastMinutes") ?? before.AtLeast,
        Minutes(from, "unlearnedMinutes") ?? before.Unlearned,
        Minutes(from, "outMinutes") ?? before.Out,
        Minutes(from, "settleMinutes") ?? before.Settle)) ?? before;

    private static AbsenceLimits AbsenceOf(ObjectReader? absence, AbsenceLimits before) => Closed(absence, from => new AbsenceLimits(
        from.OptionalInteger("longestDays", 1, MostDays) is { } days ? TimeSpan.FromDays(days) : before.Longest,
        Minutes(from, "departureMinutes") ?? before.Departure)) ?? before;

    /// <summary>Reads an object whole, and refuses what it does not know.</summary>
    private static T? Closed<T>(ObjectReader? from, Func<ObjectReader, T> read)
        where T : class
    {
        if (from is null)
        {
            return null;
        }

        var limits = read(from);
        from.RefuseTheRest();
        return limits;
    }

    private static TimeSpan? Minutes(ObjectReader from, string name) =>
        from.OptionalNumber(name, 1, MinutesPerMonth) is { } minutes ? TimeSpan.FromMinutes(minutes) : null;
}
