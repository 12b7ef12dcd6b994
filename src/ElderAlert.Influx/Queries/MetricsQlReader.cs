using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ElderAlert.Influx.Queries;

/// <summary>
/// Reads with MetricsQL on <c>/api/v1/query_range</c> of VictoriaMetrics, which names a field of a measurement
/// <c>measurement_field</c> and keeps milliseconds. Run it with <c>-dedup.minScrapeInterval=1ms</c>: without it, a line
/// sent twice counts twice.
/// </summary>
internal sealed class MetricsQlReader : ISeriesReader
{
    private readonly InfluxEndpoint _endpoint;
    private readonly JsonQuery _query;

    public MetricsQlReader(HttpClient http, InfluxOptions options)
    {
        _endpoint = new InfluxEndpoint(options);
        _query = new JsonQuery(_endpoint, http);
    }

    public async Task<IReadOnlyList<FieldSeries>> ReadAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        var summaries = new WindowSummaries();
        foreach (var part in Parts(query))
        {
            using var answer = await _query.GetAsync(Address(query, part), cancellationToken);
            foreach (var series in answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray())
            {
                summaries.Add(series, query);
            }
        }

        return summaries.ToSeries();
    }

    /// <summary>The four summaries as one question; each is told from the others by the label <c>summary</c>.</summary>
    internal static string Expression(SeriesQuery query, long milliseconds)
    {
        var labels = query.Tags.Where(tag => tag.Value.Length > 0)
            .Select(tag => $"{Name(tag.Key)}={Literal(tag.Value)}")
            .Prepend($"__name__=~{Literal(RegexLiteral(query.Measurement) + "_.+")}");
        var selector = $"{{{string.Join(',', labels)}}}[{milliseconds.ToString(CultureInfo.InvariantCulture)}ms]";
        return $"union({Summary("sum", "sum")},{Summary("min", "min")},{Summary("max", "max")},{Summary("count", "sum")})";

        string Summary(string within, string across) =>
            $"label_set({across}({within}_over_time({selector}) keep_metric_names) by (__name__,{Name(query.GroupBy)}),\"summary\",\"{within}\")";
    }

    /// <summary>
    /// The range as stretches of equally long windows: what the range has of its first window, the whole windows, what it has of the last.
    /// </summary>
    internal static IEnumerable<Stretch> Parts(SeriesQuery query)
    {
        var length = query.Window.Ticks / TimeSpan.TicksPerMillisecond;
        var start = Ceiling(query.From);
        var end = Ceiling(query.To);
        var firstWhole = start + Remainder(-start, length);
        var lastWhole = end - Remainder(end, length);
        if (firstWhole > lastWhole)
        {
            yield return new Stretch(start, end, end - start);
            yield break;
        }

        if (start < firstWhole)
        {
            yield return new Stretch(start, firstWhole, firstWhole - start);
        }

        if (firstWhole < lastWhole)
        {
            yield return new Stretch(firstWhole, lastWhole, length);
        }

        if (lastWhole < end)
        {
            yield return new Stretch(lastWhole, end, end - lastWhole);
        }
    }

    /// <summary>
    /// A lookbehind ends with its instant and leaves out its far end, so the instant asked for is a window's last millisecond;
    /// <c>nocache</c> keeps the server from moving the instants.
    /// </summary>
    private Uri Address(SeriesQuery query, Stretch part) => _endpoint.Address(
        $"api/v1/query_range?query={Uri.EscapeDataString(Expression(query, part.Window))}&start={Seconds(part.Start + part.Window - 1)}"
        + $"&end={Seconds(part.End - 1)}&step={part.Window.ToString(CultureInfo.InvariantCulture)}ms&nocache=1");

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

    /// <summary>Every ASCII character but letters, digits and underscore escaped, which the server's regular expressions (RE2) allow.</summary>
    private static string RegexLiteral(string text) =>
        string.Concat(text.Select(c => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c != '_' ? $"\\{c}" : c.ToString()));

    private static long Ceiling(DateTimeOffset time) => time.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds();

    private static long Remainder(long value, long length) => ((value % length) + length) % length;

    private static string Seconds(long milliseconds) => (milliseconds / 1000m).ToString(CultureInfo.InvariantCulture);
}

/// <summary>Equally long windows one after another, in milliseconds since 1970.</summary>
internal sealed record Stretch(long Start, long End, long Window);
