using System.Net.Http.Json;
using System.Text.Json;
using ElderAlert.Influx.Lines;

namespace ElderAlert.Influx.Erasing;

/// <summary>
/// Removes every series that carries given tags: <c>DROP SERIES</c> of InfluxDB 1, <c>/api/v2/delete</c> of InfluxDB 2,
/// <c>/api/v1/admin/tsdb/delete_series</c> of VictoriaMetrics.
/// </summary>
/// <param name="http">The host's client.</param>
/// <param name="options">Where the server is.</param>
public sealed class SeriesEraser(HttpClient http, InfluxOptions options)
{
    private const string Always = "1970-01-01T00:00:00Z";
    private const string Never = "2261-12-31T00:00:00Z";
    private const int LongestQuote = 500;

    private readonly InfluxEndpoint _endpoint = new(options);

    /// <summary>Erases; series of which the server has none are no error.</summary>
    /// <param name="tags">All of them must fit; at least one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The server refused or did not answer; whether anything was erased is unknown.</exception>
    public async Task EraseAsync(IReadOnlyList<InfluxTag> tags, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tags.Count);
        try
        {
            using var request = Request(tags);
            using var answer = await http.SendAsync(request, cancellationToken);
            var body = await AnswerText.ReadAsync(answer, cancellationToken);
            if (!answer.IsSuccessStatusCode || HasError(body))
            {
                throw new IOException($"The time series server did not erase: {(int)answer.StatusCode} {(body.Length > LongestQuote ? body[..LongestQuote] : body).Trim()}");
            }
        }
        catch (JsonException unread)
        {
            throw new IOException($"The time series server's answer cannot be read: {unread.Message}", unread);
        }
        catch (HttpRequestException failure)
        {
            throw new IOException($"The time series server cannot be reached: {failure.Message}", failure);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("The time series server did not answer in time.", late);
        }
    }

    private HttpRequestMessage Request(IReadOnlyList<InfluxTag> tags)
    {
        if (options.QueryLanguage == InfluxQueryLanguage.MetricsQL)
        {
            var selector = "{" + string.Join(',', tags.Select(t => $"{t.Key}=\"{Escaped(t.Value, '"')}\"")) + "}";
            return _endpoint.Request(HttpMethod.Post, _endpoint.Address($"api/v1/admin/tsdb/delete_series?match[]={Uri.EscapeDataString(selector)}"));
        }

        if (options.Bucket is { } bucket)
        {
            var delete = _endpoint.Request(
                HttpMethod.Post, _endpoint.Address($"api/v2/delete?org={Uri.EscapeDataString(options.Org!)}&bucket={Uri.EscapeDataString(bucket)}"));
            delete.Content = JsonContent.Create(new
            {
                start = Always,
                stop = Never,
                predicate = string.Join(" AND ", tags.Select(t => $"{t.Key}=\"{Escaped(t.Value, '"')}\"")),
            });
            return delete;
        }

        var statement = "DROP SERIES WHERE " + string.Join(" AND ", tags.Select(t => $"\"{Escaped(t.Key, '"')}\" = '{Escaped(t.Value, '\'')}'"));
        return _endpoint.Request(
            HttpMethod.Post, _endpoint.Address($"query?db={Uri.EscapeDataString(options.ReadDatabase)}&q={Uri.EscapeDataString(statement)}"));
    }

    /// <summary>InfluxDB 1 answers 200 to statements that failed.</summary>
    private static bool HasError(string body)
    {
        if (!body.TrimStart().StartsWith('{'))
        {
            return false;
        }

        using var answer = JsonDocument.Parse(body);
        return answer.RootElement.TryGetProperty("results", out var results)
            && results.EnumerateArray().Any(r => r.TryGetProperty("error", out _));
    }

    private static string Escaped(string text, char quote) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(quote.ToString(), "\\" + quote, StringComparison.Ordinal);
}
