using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ElderAlert.Simulation.Provider;

/// <summary>The provider's answers, in its words.</summary>
internal static class CloudAnswers
{
    public static HttpResponseMessage Created(CloudItem item, DateTimeOffset now) => Dated(Json(HttpStatusCode.Created, Describe(item)), now);

    public static HttpResponseMessage Error(HttpStatusCode status, int code, string? retryAfter = null)
    {
        var answer = Json(status, new Dictionary<string, object?> { ["code"] = code, ["status"] = (int)status });
        if (retryAfter is not null)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return answer;
    }

    public static HttpResponseMessage Page(HttpStatusCode status) =>
        new(status) { Content = new StringContent("<html>Bad gateway</html>", Encoding.UTF8, "text/html") };

    /// <summary>A page of a listing, newest first.</summary>
    public static HttpResponseMessage Listing(bool ofCalls, IReadOnlyList<CloudItem> items, string? next, DateTimeOffset now)
    {
        var page = new Dictionary<string, object?>
        {
            [ofCalls ? "calls" : "messages"] = items.Select(Describe).ToList(),
            ["next_page_uri"] = next,
        };
        return Dated(Json(HttpStatusCode.OK, page), now);
    }

    private static HttpResponseMessage Dated(HttpResponseMessage answer, DateTimeOffset now)
    {
        answer.Headers.Date = now;
        return answer;
    }

    private static Dictionary<string, object?> Describe(CloudItem item) => new()
    {
        ["sid"] = item.Sid,
        ["status"] = item.Status,
        ["body"] = item.Body,
        ["from"] = item.From,
        ["to"] = item.To,
        ["direction"] = "outbound-api",
        ["date_created"] = item.CreatedAt.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture),
        ["error_code"] = item.ErrorCode,
        ["answered_by"] = item.AnsweredBy,
    };

    private static HttpResponseMessage Json(HttpStatusCode status, Dictionary<string, object?> body) =>
        new(status) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
}
