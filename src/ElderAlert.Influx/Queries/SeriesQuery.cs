using ElderAlert.Influx.Lines;

namespace ElderAlert.Influx.Queries;

/// <summary>
/// A question about numeric fields. Names and values may come from outside: they are quoted for the language they are put into,
/// and what no point can be named is refused here.
/// </summary>
public sealed record SeriesQuery
{
    /// <summary>Most windows in an answer: a chart has fewer pixels.</summary>
    public const int MostWindows = 20_000;

    /// <summary>Creates the question, or throws <see cref="ArgumentException"/> with what is wrong with it.</summary>
    /// <param name="measurement">What was measured.</param>
    /// <param name="tags">Tags that every point must carry; may be empty.</param>
    /// <param name="fields">Fields to summarise, at least one.</param>
    /// <param name="from">Start of the range; moved back to the start of its window, so that no window is summarised in part.</param>
    /// <param name="to">End of the range, excluded; moved on to the end of its window.</param>
    /// <param name="window">Length of a window, whole milliseconds.</param>
    public SeriesQuery(string measurement, IReadOnlyList<InfluxTag> tags, IReadOnlyList<string> fields, DateTimeOffset from, DateTimeOffset to, TimeSpan window)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(fields);
        PointRules.CheckMeasurement(measurement);
        PointRules.CheckTags([.. tags]);
        PointRules.CheckFields([.. fields.Select(field => new InfluxField(field, FieldValue.Integer(0)))]);
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
        Fields = fields;
        From = Floor(from, window);
        To = Floor(to.AddTicks(-1), window) + window;
        Window = window;
    }

    /// <summary>What was measured.</summary>
    public string Measurement { get; }

    /// <summary>Tags that every point must carry.</summary>
    public IReadOnlyList<InfluxTag> Tags { get; }

    /// <summary>Fields to summarise.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Start of the first window.</summary>
    public DateTimeOffset From { get; }

    /// <summary>End of the last window.</summary>
    public DateTimeOffset To { get; }

    /// <summary>Length of a window.</summary>
    public TimeSpan Window { get; }

    private static DateTimeOffset Floor(DateTimeOffset instant, TimeSpan window)
    {
        var sinceEpoch = (instant - DateTimeOffset.UnixEpoch).Ticks;
        var into = ((sinceEpoch % window.Ticks) + window.Ticks) % window.Ticks;
        return instant.ToUniversalTime().AddTicks(-into);
    }
}
