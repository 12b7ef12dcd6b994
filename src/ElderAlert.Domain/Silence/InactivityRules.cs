using System.Globalization;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;

namespace ElderAlert.Domain.Silence;

/// <summary>A silence that is unusual, in words.</summary>
/// <param name="Silence">How long it has lasted.</param>
/// <param name="Reason">Why that is unusual, for the operator.</param>
/// <param name="Usual">What would have been usual; null where nothing is known, or nobody is in.</param>
public sealed record UnusualSilence(TimeSpan Silence, string Reason, TimeSpan? Usual = null);

/// <summary>When nobody moving is unusual for a home.</summary>
public static class InactivityRules
{
    /// <summary>Judges the silence of a home; null while it is usual, or nobody is there to be silent.</summary>
    /// <param name="home">The home.</param>
    /// <param name="table">What is usual there on this local date.</param>
    /// <param name="absences">Its absences.</param>
    /// <param name="residents">Who lives there.</param>
    /// <param name="limits">The numbers.</param>
    /// <param name="now">The time, in the home's local time.</param>
    public static UnusualSilence? Judge(
        HomeWatch home,
        RhythmTable table,
        IReadOnlyList<Absence> absences,
        IReadOnlyList<Resident> residents,
        InactivityLimits limits,
        DateTimeOffset now)
    {
        if (SilentFrom(home, absences, residents, now) is not { } from || home.ToldSilence == home.LastSignAt || home.BlindSince is not null
            || AbsenceRules.IsEmpty(absences, residents, now))
        {
            return null;
        }

        var silence = now - from;
        if (home.Occupancy.IsOut(now, limits.Settle))
        {
            return silence > limits.Out
                ? new(silence, $"went out {Words(silence)} ago and has not come back; missed after {Words(limits.Out)}")
                : null;
        }

        var slot = Rhythm.SlotOf(now.DateTime);
        return silence <= table.Bound(slot, limits) ? null : new(silence, table.Days == 0
            ? $"no sign of life for {Words(silence)}; the home's rhythm is not known yet, at most {Words(limits.Unlearned)}"
            : $"no sign of life for {Words(silence)}; usual at this hour at most {Words(table.Usual(slot))}", table.Days == 0 ? null : table.Usual(slot));
    }

    /// <summary>
    /// Whether a silence that has just ended tells what is usual: somebody was there to be silent, and would have been seen otherwise.
    /// </summary>
    /// <param name="home">The home before the sign that ended it.</param>
    /// <param name="absences">Its absences.</param>
    /// <param name="at">When it ended.</param>
    /// <param name="limits">The numbers.</param>
    public static bool IsUsual(HomeWatch home, IReadOnlyList<Absence> absences, DateTimeOffset at, InactivityLimits limits) =>
        home.LastSignAt is { } last
        && home.SilentFrom == last
        && home.BlindSince is null
        && !home.Occupancy.IsOut(at, limits.Settle)
        && !IsTouched(last, at, absences);

    /// <summary>Whether an absence covers part of a time. It is asked with every sign of life, and a query would allocate each time.</summary>
    private static bool IsTouched(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<Absence> absences)
    {
        for (var i = 0; i < absences.Count; i++)
        {
            if (absences[i].From < to && from < absences[i].To)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Since when the silence counts: not in an absence, and from its end to the minute.</summary>
    private static DateTimeOffset? SilentFrom(HomeWatch home, IReadOnlyList<Absence> absences, IReadOnlyList<Resident> residents, DateTimeOffset now)
    {
        var from = home.SilentFrom;
        foreach (var absence in absences)
        {
            var end = absence.To;
            var emptied = end <= now && AbsenceRules.IsEmpty(absences, residents, end - TimeSpan.FromTicks(1));
            from = emptied && end > from ? end : from;
        }

        return from;
    }

    /// <summary>A duration in words: 25 min, 3 h 10.</summary>
    internal static string Words(TimeSpan time) => time < TimeSpan.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00}");
}
