using System.Collections.Immutable;

namespace ElderAlert.Domain.Silence;

/// <summary>How long a home was silent on one day, by half hour.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Longest">For each of the <see cref="Rhythm.Slots"/> half hours the longest silence, in minutes, that had come about by then; -1 where nothing is known.</param>
public sealed record RhythmDay(DateOnly Date, ImmutableArray<int> Longest)
{
    /// <summary>A day of which nothing is known.</summary>
    public static RhythmDay Unknown(DateOnly date) => new(date, ImmutableArray.CreateRange(Enumerable.Repeat(-1, Rhythm.Slots)));
}

/// <summary>
/// The rhythm of a home: how long it usually is silent at each time of day, while somebody is in. It is learned from silences that ended,
/// and can be rebuilt from telemetry at any time.
/// </summary>
/// <param name="Days">By local date.</param>
public sealed record Rhythm(ImmutableSortedDictionary<DateOnly, RhythmDay> Days)
{
    /// <summary>Half hours of a day.</summary>
    public const int Slots = 48;

    private const int SlotMinutes = 30;

    /// <summary>Nothing is known yet.</summary>
    public static readonly Rhythm Empty = new(ImmutableSortedDictionary<DateOnly, RhythmDay>.Empty);

    /// <summary>The half hour of a local time.</summary>
    public static int SlotOf(DateTime local) => (int)local.TimeOfDay.TotalMinutes / SlotMinutes;

    /// <summary>The rhythm with one more silence, which has ended; the same where it tells nothing new.</summary>
    /// <param name="from">Local time of the last sign of life before it.</param>
    /// <param name="to">Local time of the sign that ended it.</param>
    /// <param name="daysKept">Days before the last of these are forgotten.</param>
    public Rhythm With(DateTime from, DateTime to, int daysKept)
    {
        var days = Days;
        for (var slot = from.Date.AddMinutes(SlotOf(from) * SlotMinutes); slot < to; slot = slot.AddMinutes(SlotMinutes))
        {
            var end = slot.AddMinutes(SlotMinutes);
            var age = (int)((end < to ? end : to) - from).TotalMinutes;
            var date = DateOnly.FromDateTime(slot);
            var day = days.TryGetValue(date, out var known) ? known : RhythmDay.Unknown(date);
            if (age > day.Longest[SlotOf(slot)])
            {
                days = days.SetItem(date, day with { Longest = day.Longest.SetItem(SlotOf(slot), age) });
            }
        }

        return ReferenceEquals(days, Days) ? this : new Rhythm(Keep(days, DateOnly.FromDateTime(to).AddDays(-daysKept)));
    }

    private static ImmutableSortedDictionary<DateOnly, RhythmDay> Keep(ImmutableSortedDictionary<DateOnly, RhythmDay> days, DateOnly after) =>
        days.RemoveRange(days.Keys.TakeWhile(d => d <= after));
}
