using System.Globalization;
using System.Text;
using System.Text.Json;
using ElderAlert.Influx.Lines;

namespace ElderAlert.Influx.Queries;

/// <summary>
/// Reads with MetricsQL on <c>/api/v1/query_range</c> of VictoriaMetrics, which names a field of a measurement
/// <c>measurement_field</c> and keeps milliseconds. Run it with <c>-dedup.minScrapeInterval=1ms</c>: without it, a line
/// sent twice counts twice.
/// </summary>
internal sealed class MetricsQlReader(HttpClient http, InfluxOptions options) : ISeriesReader
{
    private readonly InfluxEndpoint _endpoint = new(options);

    public async Task<IReadOnlyList<FieldSeries>> ReadAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        var reader = new JsonQuery(_endpoint, http);
        var series = new List<FieldSeries>();
        foreach (var field in query.Fields)
        {
            using var answer = await reader.GetAsync(Address(query, field), cancellationToken);
            series.Add(new FieldSeries(field, Windows(answer.RootElement.GetProperty("data").GetProperty("result"), query)));
        }

        return series;
    }

    /// <summary>The four summaries of one field as one question; each is told from the others by the label <c>summary</c>.</summary>
    internal static string Expression(SeriesQuery query, string field, string window)
    {
        var labels = query.Tags.Where(tag => tag.Value.Length > 0).Select(tag => $"{Name(tag.Key)}={Literal(tag.Value)}");
        var selector = $"{Name($"{query.Measurement}_{field}")}{{{string.Join(',', labels)}}}[{window}]";
        return $"union({Summary("sum", "sum")},{Summary("min", "min")},{Summary("max", "max")},{Summary("count", "sum")})";

        string Summary(string within, string across) => $"label_set({across}({within}_over_time({selector})),\"summary\",\"{within}\")";
    }

    /// <summary>
    /// A range reaches back from its instant and excludes its far end, so the instant asked for is a window's last millisecond; <c>nocache</c>
    /// keeps the server from moving the instants.
    /// </summary>
    private Uri Address(SeriesQuery query, string field)
    {
        var lastMillisecond = TimeSpan.FromMilliseconds(1);
        var length = $"{Milliseconds(query.Window)}ms";
        return _endpoint.Address(
            $"api/v1/query_range?query={Uri.EscapeDataString(Expression(query, field, length))}"
            + $"&start={Seconds(query.From + query.Window - lastMillisecond)}&end={Seconds(query.To - lastMillisecond)}&step={length}&nocache=1");
    }

    private static List<SeriesWindow> Windows(JsonElement result, SeriesQuery query)
    {
        var sums = new SortedDictionary<long, double[]>();
        string[] summaries = ["sum", "min", "max", "count"];
        foreach (var series in result.EnumerateArray())
        {
            var slot = Array.IndexOf(summaries, series.GetProperty("metric").GetProperty("summary").GetString());
            foreach (var sample in series.GetProperty("values").EnumerateArray())
            {
                var end = (long)Math.Round(sample[0].GetDouble() * 1000);
                var start = end + 1 - Milliseconds(query.Window);
                if (!sums.TryGetValue(start, out var values))
                {
                    sums[start] = values = new double[summaries.Length];
                }

                values[slot] = double.Parse(sample[1].GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);
            }
        }

        return [.. sums.Select(window => new SeriesWindow(
            DateTimeOffset.FromUnixTimeMilliseconds(window.Key),
            Mean: window.Value[0] / window.Value[3],
            Min: window.Value[1],
            Max: window.Value[2],
            Count: (long)window.Value[3]))];
    }

    /// <summary>In a MetricsQL name, ASCII letters, digits, underscore, dot and colon stand for themselves; anything else takes a backslash.</summary>
    private static string Name(string name)
    {
        var text = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var plain = rune.IsAscii && (Rune.IsLetter(rune) || rune.Value is '_' or '.' or ':' || (Rune.IsDigit(rune) && text.Length > 0));
            text.Append(plain ? "" : "\\").Append(rune.ToString());
        }

        return text.ToString();
    }

    /// <summary>A string in double quotes; control characters never get here (<see cref="SeriesQuery"/>).</summary>
    private static string Literal(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static long Milliseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond;

    private static string Seconds(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture);
}
