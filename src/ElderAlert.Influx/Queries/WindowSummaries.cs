using System.Globalization;
using System.Text.Json;

namespace ElderAlert.Influx.Queries;

/// <summary>Puts the separate sums, minima, maxima and counts of a MetricsQL answer together into windows.</summary>
internal sealed class WindowSummaries
{
    private static readonly string[] Summaries = ["sum", "min", "max", "count"];

    private readonly SortedDictionary<(string Group, string Field), SortedDictionary<long, double[]>> _series =
        new(Comparer<(string Group, string Field)>.Create((a, b) => string.CompareOrdinal(a.Group, b.Group) is var order and not 0
            ? order
            : string.CompareOrdinal(a.Field, b.Field)));

    public void Add(JsonElement series, SeriesQuery query)
    {
        var labels = series.GetProperty("metric");
        var group = labels.TryGetProperty(query.GroupBy, out var value) ? value.GetString()! : "";
        var field = labels.GetProperty("__name__").GetString()![(query.Measurement.Length + 1)..];
        var slot = Array.IndexOf(Summaries, labels.GetProperty("summary").GetString());
        if (!_series.TryGetValue((group, field), out var windows))
        {
            _series[(group, field)] = windows = [];
        }

        var length = query.Window.Ticks / TimeSpan.TicksPerMillisecond;
        foreach (var sample in series.GetProperty("values").EnumerateArray())
        {
            var last = (long)Math.Round(sample[0].GetDouble() * 1000);
            var start = last - (((last % length) + length) % length);
            if (!windows.TryGetValue(start, out var values))
            {
                windows[start] = values = new double[Summaries.Length];
            }

            values[slot] = double.Parse(sample[1].GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);
        }
    }

    public IReadOnlyList<FieldSeries> ToSeries() =>
        [.. _series.Select(series => new FieldSeries(series.Key.Group, series.Key.Field, [.. series.Value.Select(Window)]))];

    private static SeriesWindow Window(KeyValuePair<long, double[]> window) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(window.Key),
        Mean: window.Value[0] / window.Value[3],
        Min: window.Value[1],
        Max: window.Value[2],
        Count: (long)window.Value[3]);
}
