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
    private const string MeanPrefix = "mean_";

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

        return result.TryGetProperty("series", out var groups)
            ? [.. groups.EnumerateArray().SelectMany(group => Fields(group, query.GroupBy)).OrderBy(s => s.Group, StringComparer.Ordinal).ThenBy(s => s.Field, StringComparer.Ordinal)]
            : [];
    }

    internal static string Statement(SeriesQuery query)
    {
        var text = new StringBuilder("SELECT mean(*), min(*), max(*), count(*)");
        text.Append(CultureInfo.InvariantCulture, $" FROM {Identifier(query.Measurement)}");
        text.Append(CultureInfo.InvariantCulture, $" WHERE time >= {Nanoseconds(query.From)} AND time < {Nanoseconds(query.To)}");
        foreach (var (key, value) in query.Tags)
        {
            text.Append(CultureInfo.InvariantCulture, $" AND {Identifier(key)} = {Literal(value)}");
        }

        text.Append(CultureInfo.InvariantCulture, $" GROUP BY time({query.Window.Ticks / TimeSpan.TicksPerMillisecond}ms), {Identifier(query.GroupBy)} fill(none)");
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

    /// <summary>Columns are called after function and field, <c>mean_heartRate</c>; only numeric fields have a mean.</summary>
    private static IEnumerable<FieldSeries> Fields(JsonElement group, string groupBy)
    {
        var columns = group.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!).ToList();
        var rows = group.GetProperty("values");
        var name = group.GetProperty("tags").GetProperty(groupBy).GetString()!;
        foreach (var field in columns.Where(column => column.StartsWith(MeanPrefix, StringComparison.Ordinal)).Select(column => column[MeanPrefix.Length..]))
        {
            int[] places = [columns.IndexOf("mean_" + field), columns.IndexOf("min_" + field), columns.IndexOf("max_" + field), columns.IndexOf("count_" + field)];
            var windows = rows.EnumerateArray().Where(row => row[places[0]].ValueKind == JsonValueKind.Number).Select(row => Window(row, places)).ToList();
            if (windows.Count > 0)
            {
                yield return new FieldSeries(name, field, windows);
            }
        }
    }

    private static SeriesWindow Window(JsonElement row, int[] places) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(row[0].GetInt64()),
        Mean: row[places[0]].GetDouble(),
        Min: row[places[1]].GetDouble(),
        Max: row[places[2]].GetDouble(),
        Count: row[places[3]].GetInt64());
}
