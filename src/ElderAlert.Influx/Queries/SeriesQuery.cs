using ElderAlert.Influx.Lines;

namespace ElderAlert.Influx.Queries;

/// <summary>
/// A question about the numeric fields of a measurement. Names and values may come from outside: they are quoted for the
/// language they are put into, and what no point can be named is refused here.
/// </summary>
public sealed record SeriesQuery
{
    /// <summary>Most windows in an answer: a chart has fewer pixels.</summary>
    public const int MostWindows = 20_000;

    /// <summary>Creates the question, or throws <see cref="ArgumentException"/> with what is wrong with it.</summary>
    /// <param name="measurement">What was measured.</param>
    /// <param name="tags">Tags that every point must carry; may be empty.</param>
    /// <param name="groupBy">The tag whose values are told apart.</param>
    /// <param name="from">First instant, included.</param>
    /// <param name="to">Last instant, excluded.</param>
    /// <param name="window">Length of a window, whole milliseconds.</param>
    public SeriesQuery(string measurement, IReadOnlyList<InfluxTag> tags, string groupBy, DateTimeOffset from, DateTimeOffset to, TimeSpan window)
    {
        ArgumentNullException.ThrowIfNull(tags);
        PointRules.CheckMeasurement(measurement);
        PointRules.CheckTags([.. tags]);
        PointRules.CheckTags([new InfluxTag(groupBy, "")]);
        if (from >= to)
        {
            throw new ArgumentException($"The range ends ({to:O}) before it starts ({from:O}).", nameof(to));
        }

        if (window < TimeSpan.FromMilliseconds(1) || window.Ticks % TimeSpan.TicksPerMillisecond != 0)
        {
            throw new ArgumentException($"The window {window} is not a whole number of milliseconds above zero.", nameof(window));
        }

        if ((to - from) / window > MostWindows)
        {
            throw new ArgumentException($"The range has more than {MostWindows} windows of {window}; ask for a longer window.", nameof(window));
        }

        Measurement = measurement;
        Tags = tags;
        GroupBy = groupBy;
        From = from;
        To = to;
        Window = window;
    }

    /// <summary>What was measured.</summary>
    public string Measurement { get; }

    /// <summary>Tags that every point must carry.</summary>
    public IReadOnlyList<InfluxTag> Tags { get; }

    /// <summary>The tag whose values are told apart.</summary>
    public string GroupBy { get; }

    /// <summary>First instant, included.</summary>
    public DateTimeOffset From { get; }

    /// <summary>Last instant, excluded.</summary>
    public DateTimeOffset To { get; }

    /// <summary>Length of a window.</summary>
    public TimeSpan Window { get; }
}
