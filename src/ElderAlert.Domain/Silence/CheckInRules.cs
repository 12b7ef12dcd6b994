using System.Globalization;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;

namespace ElderAlert.Domain.Silence;

/// <summary>One check-in of one day.</summary>
/// <param name="Key">Names resident and time of day.</param>
/// <param name="Resident">Whose.</param>
/// <param name="CheckIn">What is expected.</param>
/// <param name="Date">The local date.</param>
/// <param name="OpensAt">From when a sign counts.</param>
/// <param name="DueAt">Until when it is in time.</param>
public sealed record CheckInDay(string Key, ResidentId Resident, CheckIn CheckIn, DateOnly Date, DateTimeOffset OpensAt, DateTimeOffset DueAt);

/// <summary>What a check-in came to.</summary>
public enum CheckInOutcome
{
    /// <summary>There is still time.</summary>
    Pending,

    /// <summary>A sign of life came.</summary>
    Seen,

    /// <summary>The resident was away.</summary>
    Away,

    /// <summary>None came.</summary>
    Missed,
}

/// <summary>Whether residents check in.</summary>
public static class CheckInRules
{
    /// <summary>The resident's check-ins of a local date.</summary>
    public static IEnumerable<CheckInDay> On(Resident resident, DateOnly date, TimeZoneInfo zone)
    {
        foreach (var checkIn in (resident.Plan ?? ResidentPlan.Usual).CheckIns)
        {
            var at = LocalTime(date, checkIn.At, zone);
            yield return new CheckInDay(KeyOf(resident, checkIn), resident.Id, checkIn, date, at - checkIn.Early, at + checkIn.Grace);
        }
    }

    /// <summary>Names a check-in of a resident, whatever the day.</summary>
    public static string KeyOf(Resident resident, CheckIn checkIn) =>
        string.Create(CultureInfo.InvariantCulture, $"{resident.Id}/{checkIn.At:HH\\:mm}");

    /// <summary>Judges one check-in.</summary>
    /// <param name="day">Which.</param>
    /// <param name="home">The signs of the home.</param>
    /// <param name="absences">The home's absences.</param>
    /// <param name="listeningSince">Since when signs can be seen: after the server was away, everybody has the grace once more.</param>
    /// <param name="now">The time.</param>
    public static CheckInOutcome Judge(
        CheckInDay day, HomeWatch home, IReadOnlyList<Absence> absences, DateTimeOffset listeningSince, DateTimeOffset now)
    {
        if (home.Signs.Any(s => (s.Key == SignOfLife.Call || day.CheckIn.Signs.Contains(s.Key)) && s.Value >= day.OpensAt && s.Value <= now))
        {
            return CheckInOutcome.Seen;
        }

        var due = Later(day.DueAt, listeningSince > day.OpensAt ? listeningSince + day.CheckIn.Grace : day.DueAt);
        foreach (var absence in absences.Where(a => a.Resident is null || a.Resident == day.Resident))
        {
            if (absence.Covers(day.DueAt))
            {
                return now < day.DueAt ? CheckInOutcome.Pending : CheckInOutcome.Away;
            }

            // Back home within the time: the grace counts from then.
            due = absence.To > day.OpensAt && absence.To <= day.DueAt ? Later(due, absence.To + day.CheckIn.Grace) : due;
        }

        return now < due ? CheckInOutcome.Pending : CheckInOutcome.Missed;
    }

    /// <summary>The instant of a local time; one that the clocks skip counts an hour later.</summary>
    private static DateTimeOffset LocalTime(DateOnly date, TimeOnly at, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(at);
        local = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
