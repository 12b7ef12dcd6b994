using System.Text.Json;
using ElderAlert.Server.Hosting.Json;

namespace ElderAlert.Server.Api;

/// <summary>Reads bodies whose type the address decides.</summary>
internal static class JsonBody
{
    /// <summary>The body; null where there is none.</summary>
    /// <exception cref="BadHttpRequestException">It is not declared as JSON.</exception>
    /// <exception cref="JsonException">It is not what is expected; the path names the field.</exception>
    public static async ValueTask<T?> ReadAsync<T>(HttpRequest request)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.ContainsKey("Transfer-Encoding")))
        {
            return default;
        }

        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body must be application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        return await JsonSerializer.DeserializeAsync<T>(request.Body, ContractJson.Options, request.HttpContext.RequestAborted);
    }

    /// <summary>The body, which must be there.</summary>
    /// <exception cref="JsonException">There is none, or it is not what is expected.</exception>
    public static async ValueTask<T> RequireAsync<T>(HttpRequest request)
        where T : class => await ReadAsync<T>(request) ?? throw new JsonException("a body is expected");
}
