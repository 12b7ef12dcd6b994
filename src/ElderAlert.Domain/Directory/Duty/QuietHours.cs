namespace ElderAlert.Domain.Directory.Duty;

/// <summary>Hours in which routine notices wait. They never hold back anything about a danger to life.</summary>
public static class QuietHours
{
    /// <summary>Windows that touch are followed one after the other; a week holds no more than this.</summary>
    private const int MostWindows = 15;

    /// <summary>When the quiet that reigns now ends; null when it is not quiet.</summary>
    /// <param name="hours">The centre's quiet hours; null or empty: it is never quiet.</param>
    /// <param name="now">The time.</param>
    /// <param name="zone">The centre's time zone. Where clocks are put forward over the end, quiet ends when they have been.</param>
    public static DateTimeOffset? EndAfter(IReadOnlyList<WeeklyHours>? hours, DateTimeOffset now, TimeZoneInfo zone)
    {
        DateTimeOffset? end = null;
        var at = TimeZoneInfo.ConvertTime(now, zone);
        for (var i = 0; i < MostWindows && hours?.FirstOrDefault(h => h.Covers(at)) is { } window; i++)
        {
            at = Instant(window.EndsAt(at)!.Value, zone);
            end = at;
        }

        return end;
    }

    /// <summary>The moment at which the wall shows a time: the first after the gap where clocks skip it, the later one where they show it twice.</summary>
    private static DateTimeOffset Instant(DateTime wall, TimeZoneInfo zone)
    {
        var shown = wall;
        while (zone.IsInvalidTime(shown))
        {
            shown = shown.AddMinutes(1);
        }

        return new DateTimeOffset(shown, zone.GetUtcOffset(shown));
    }
}
