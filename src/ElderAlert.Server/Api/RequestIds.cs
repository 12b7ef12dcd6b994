namespace ElderAlert.Server.Api;

/// <summary>The caller's id of a change, by which it is done once: from the body, else from the <c>Idempotency-Key</c> header.</summary>
internal static class RequestIds
{
    /// <summary>Longest id that is kept.</summary>
    public const int Longest = 128;

    private const string Header = "Idempotency-Key";

    /// <summary>The id in the body; an empty one is none: it would make one request of all those that have none.</summary>
    public static string? InBody(string? id) => string.IsNullOrEmpty(id) ? null : id;

    /// <summary>The id; null where the caller gave none and the change is done each time it is asked for.</summary>
    /// <exception cref="BadHttpRequestException">The id is too long.</exception>
    public static string? Of(HttpRequest request, string? inBody)
    {
        var id = InBody(inBody) ?? (request.Headers[Header] is [{ Length: > 0 } header] ? header : null);
        return id is { Length: > Longest }
            ? throw new BadHttpRequestException($"requestId, or the header {Header}, may have at most {Longest} characters.")
            : id;
    }
}
