using System.Globalization;
using System.Text;
using System.Text.Json;
using ElderAlert.Influx.Lines;

namespace ElderAlert.Influx.Queries;

/// <summary>
/// Reads with InfluxQL on <c>/query</c>, which InfluxDB 1 speaks natively and InfluxDB 2 and 3 for compatibility
/// (a bucket is then the database of the same name). Its windows are the server's <c>GROUP BY time()</c>, aligned to 1970.
/// </summary>
internal sealed class InfluxQlReader : ISeriesReader
{
    private const int ColumnsPerField = 4;

    private readonly JsonQuery _query;
    private readonly InfluxEndpoint _endpoint;
    private readonly string _database;

    public InfluxQlReader(HttpClient http, InfluxOptions options)
    {
        _endpoint = new InfluxEndpoint(options);
        _query = new JsonQuery(_endpoint, http);
        _database = options.ReadDatabase;
    }

    public async Task<IReadOnlyList<FieldSeries>> ReadAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        var address = _endpoint.Address(
            $"query?db={Uri.EscapeDataString(_database)}&epoch=ms&q={Uri.EscapeDataString(Statement(query))}");
        using var answer = await _query.GetAsync(address, cancellationToken);
        var result = answer.RootElement.GetProperty("results")[0];
        if (result.TryGetProperty("error", out var error))
        {
            throw new SeriesReadException($"The server refused the query: {error.GetString()}");
        }

        var rows = result.TryGetProperty("series", out var series) ? series[0].GetProperty("values") : default;
        return [.. query.Fields.Select((field, index) => new FieldSeries(field, Windows(rows, 1 + (index * ColumnsPerField))))];
    }

    internal static string Statement(SeriesQuery query)
    {
        var text = new StringBuilder("SELECT ");
        text.AppendJoin(", ", query.Fields.Select(Identifier)
            .Select(field => $"mean({field}), min({field}), max({field}), count({field})"));
        text.Append(CultureInfo.InvariantCulture, $" FROM {Identifier(query.Measurement)}");
        text.Append(CultureInfo.InvariantCulture, $" WHERE time >= {Nanoseconds(query.From)} AND time < {Nanoseconds(query.To)}");
        foreach (var (key, value) in query.Tags)
        {
            text.Append(CultureInfo.InvariantCulture, $" AND {Identifier(key)} = {Literal(value)}");
        }

        text.Append(CultureInfo.InvariantCulture, $" GROUP BY time({query.Window.Ticks / TimeSpan.TicksPerMillisecond}ms) fill(none)");
        return text.ToString();
    }

    /// <summary>InfluxQL specification, "Identifiers": in double quotes, with backslash before a double quote or backslash.</summary>
    private static string Identifier(string name) => $"\"{Escaped(name, '"')}\"";

    /// <summary>InfluxQL specification, "Strings": in single quotes, with backslash before a single quote or backslash.</summary>
    private static string Literal(string value) => $"'{Escaped(value, '\'')}'";

    private static string Escaped(string text, char quote) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(quote.ToString(), "\\" + quote, StringComparison.Ordinal);

    private static string Nanoseconds(DateTimeOffset time) =>
        LineProtocol.Timestamp(time, TimestampPrecision.Nanoseconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>A window in which this field has no value has null columns (another field has values there).</summary>
    private static List<SeriesWindow> Windows(JsonElement rows, int column)
    {
        var windows = new List<SeriesWindow>();
        if (rows.ValueKind != JsonValueKind.Array)
        {
            return windows;
        }

        foreach (var row in rows.EnumerateArray())
        {
            if (row[column].ValueKind == JsonValueKind.Number)
            {
                windows.Add(new SeriesWindow(
                    DateTimeOffset.FromUnixTimeMilliseconds(row[0].GetInt64()),
                    Mean: row[column].GetDouble(),
                    Min: row[column + 1].GetDouble(),
                    Max: row[column + 2].GetDouble(),
                    Count: row[column + 3].GetInt64()));
            }
        }

        return windows;
    }
}
