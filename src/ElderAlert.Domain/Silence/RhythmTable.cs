using ElderAlert.Domain.Directory;

namespace ElderAlert.Domain.Silence;

/// <summary>
/// What is usual in a home at each half hour of one date: the longest silence of each day about that time, of which the rarest are set
/// aside as exceptions. Weekends have a table of their own as soon as there are enough of them.
/// </summary>
public sealed class RhythmTable
{
    /// <summary>People do not keep to the minute: what happens within an hour of a time is usual at that time.</summary>
    private const int SlotsAround = 2;

    /// <summary>A kind of day of which fewer are known is judged by all days.</summary>
    private const int DaysOfAKind = 10;

    private readonly TimeSpan[] _usual;

    private RhythmTable(DateOnly date, TimeSpan[] usual, int days) => (Date, _usual, Days) = (date, usual, days);

    /// <summary>The date that it is for.</summary>
    public DateOnly Date { get; }

    /// <summary>From how many days it was learned; 0 before enough are known.</summary>
    public int Days { get; }

    /// <summary>The table for a date, from the days before it.</summary>
    public static RhythmTable For(Rhythm rhythm, DateOnly date, InactivityLimits limits)
    {
        var days = rhythm.Days.Values.Where(d => d.Date < date).ToList();
        if (days.Count < limits.DaysToLearn)
        {
            return new RhythmTable(date, Enumerable.Repeat(limits.Unlearned, Rhythm.Slots).ToArray(), days: 0);
        }

        var usual = Enumerable.Range(0, Rhythm.Slots).Select(slot => Usual(days, slot, IsWeekend(date), limits)).ToArray();
        return new RhythmTable(date, usual, days.Count);
    }

    /// <summary>The longest silence that is usual at that half hour.</summary>
    public TimeSpan Usual(int slot) => _usual[slot];

    /// <summary>From when on a silence at that half hour is unusual.</summary>
    public TimeSpan Bound(int slot, InactivityLimits limits)
    {
        if (Days == 0)
        {
            return limits.Unlearned;
        }

        // The longest of a few days is soon exceeded by the next: the margin is wider while few are known.
        var bound = _usual[slot] + limits.Margin * (1 + (double)limits.DaysToLearn / Days);
        return bound > limits.AtLeast ? bound : limits.AtLeast;
    }

    private static TimeSpan Usual(List<RhythmDay> days, int slot, bool isWeekend, InactivityLimits limits)
    {
        var longest = days.Select(d => (IsWeekend: IsWeekend(d.Date), Minutes: LongestAround(d, slot))).Where(d => d.Minutes >= 0).ToList();
        var alike = longest.Where(d => d.IsWeekend == isWeekend).ToList();
        var judged = (alike.Count >= DaysOfAKind ? alike : longest).Select(d => d.Minutes).OrderDescending().ToList();
        return judged.Count == 0 ? limits.Unlearned : TimeSpan.FromMinutes(judged[judged.Count / limits.DaysPerException]);
    }

    private static int LongestAround(RhythmDay day, int slot)
    {
        var longest = -1;
        for (var around = slot - SlotsAround; around <= slot + SlotsAround; around++)
        {
            longest = Math.Max(longest, day.Longest[(around + Rhythm.Slots) % Rhythm.Slots]);
        }

        return longest;
    }

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
