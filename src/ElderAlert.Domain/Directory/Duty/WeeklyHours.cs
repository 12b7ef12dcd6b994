namespace ElderAlert.Domain.Directory.Duty;

/// <summary>
/// Hours that come back every week, as clocks on the wall show them. A window whose end is not after its beginning runs past midnight
/// and belongs to the day on which it begins; the same hour twice means a whole day. When clocks are put forward a window is shorter,
/// when they are put back it is longer: what counts is what the wall shows.
/// </summary>
/// <param name="Days">The weekdays on which the window begins; at least one.</param>
/// <param name="From">When it begins; included.</param>
/// <param name="To">When it ends; not included.</param>
public sealed record WeeklyHours(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To)
{
    private const int MinutesPerDay = 24 * 60;
    private const int MinutesPerWeek = 7 * MinutesPerDay;

    /// <summary>How long the window is on a day without a change of clocks: more than nothing, at most a day.</summary>
    public TimeSpan Length() => To > From ? To - From : TimeSpan.FromDays(1) - (From - To);

    private bool RunsPastMidnight => To <= From;

    /// <summary>Every hour of every day.</summary>
    public static WeeklyHours Always() => new(Enum.GetValues<DayOfWeek>(), TimeOnly.MinValue, TimeOnly.MinValue);

    /// <summary>Whether the window is open.</summary>
    /// <param name="local">The time with the offset that the place has at that moment.</param>
    public bool Covers(DateTimeOffset local) => BegunOn(local) is not null;

    /// <summary>The day on which the window that is open now began; null when it is shut.</summary>
    /// <param name="local">The time with the offset that the place has at that moment.</param>
    public DateOnly? BegunOn(DateTimeOffset local)
    {
        var today = DateOnly.FromDateTime(local.DateTime);
        var time = TimeOnly.FromDateTime(local.DateTime);
        var sinceToday = time >= From && (RunsPastMidnight || time < To);
        if (sinceToday && Days.Contains(today.DayOfWeek))
        {
            return today;
        }

        var yesterday = today.AddDays(-1);
        return RunsPastMidnight && time < To && Days.Contains(yesterday.DayOfWeek) ? yesterday : null;
    }

    /// <summary>When the window that is open now ends, as the wall will show it; null when it is shut.</summary>
    public DateTime? EndsAt(DateTimeOffset local) =>
        BegunOn(local) is { } day ? day.AddDays(RunsPastMidnight ? 1 : 0).ToDateTime(To) : null;

    /// <summary>Whether some minute of the week lies in both.</summary>
    public bool Overlaps(WeeklyHours other) =>
        Spans().Any(mine => other.Spans().Any(theirs => mine.From < theirs.To && theirs.From < mine.To));

    /// <summary>The windows in minutes from Sunday 0:00, cut where the week ends.</summary>
    private IEnumerable<(int From, int To)> Spans()
    {
        foreach (var day in Days.Distinct())
        {
            var from = (int)day * MinutesPerDay + From.Hour * 60 + From.Minute;
            var to = from + (int)Math.Ceiling(Length().TotalMinutes);
            yield return (from, Math.Min(to, MinutesPerWeek));
            if (to > MinutesPerWeek)
            {
                yield return (0, to - MinutesPerWeek);
            }
        }
    }
}
