using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ElderAlert.Influx.Sending;

internal enum WriteVerdict
{
    /// <summary>Every line is in the database.</summary>
    Accepted,

    /// <summary>At least one of the lines is bad: sending the same again gives the same answer.</summary>
    LinesRefused,

    /// <summary>The server is down, busy or ill: the same lines will do later.</summary>
    TryLater,

    /// <summary>The server refuses us, not the lines: a person must change a setting.</summary>
    Misconfigured,
}

/// <summary>What an answer to a write means.</summary>
/// <param name="Verdict">What to do.</param>
/// <param name="Reason">The server's words, for the log and the file of refused lines.</param>
/// <param name="RetryAfter">How long the server asked to be left alone.</param>
internal sealed partial record WriteOutcome(WriteVerdict Verdict, string Reason, TimeSpan? RetryAfter = null)
{
    private const int LongestReason = 1000;

    /// <summary>How many lines the server says it left out; InfluxDB ends a partial write's message with it.</summary>
    public int Dropped => DroppedSuffix().Match(Reason) is { Success: true } match
        && int.TryParse(match.Groups["lines"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var dropped) ? dropped : 0;

    /// <summary>
    /// 400 and 422 are about lines, and so is 413 (fewer will fit); 408, 429 and 5xx pass; everything else, redirects included, is a wrong setting.
    /// A partial write is about lines whatever its status: some versions of InfluxDB 2 answer it with 500.
    /// </summary>
    public static async Task<WriteOutcome> ReadAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.OK)
        {
            return new WriteOutcome(WriteVerdict.Accepted, "");
        }

        var message = Message(await AnswerText.ReadAsync(response, cancellationToken));
        var verdict = response.StatusCode switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge => WriteVerdict.LinesRefused,
            _ when message.Contains("partial write", StringComparison.Ordinal) => WriteVerdict.LinesRefused,
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => WriteVerdict.TryLater,
            _ => WriteVerdict.Misconfigured,
        };
        var retryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > now => date - now,
            _ => (TimeSpan?)null,
        };
        return new WriteOutcome(verdict, $"{(int)response.StatusCode} {message}", retryAfter);
    }

    /// <summary>The sentence in the body: <c>error</c> of InfluxDB 1, <c>message</c> of InfluxDB 2, or the text itself; one line.</summary>
    private static string Message(string body)
    {
        var text = body;
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && (json.RootElement.TryGetProperty("error", out var sentence) || json.RootElement.TryGetProperty("message", out sentence)))
            {
                text = sentence.ToString();
            }
        }
        catch (JsonException)
        {
            // A proxy's page or plain text: shown as it is.
        }

        text = text.ReplaceLineEndings(" ").Trim();
        return text.Length <= LongestReason ? text : text[..(LongestReason / 2)] + " ... " + text[^(LongestReason / 2)..];
    }

    [GeneratedRegex(@"dropped=(?<lines>\d+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DroppedSuffix();
}
