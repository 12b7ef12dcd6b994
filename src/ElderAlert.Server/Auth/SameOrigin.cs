using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Auth;

/// <summary>
/// Keeps other sites' pages from using an operator's session (CSRF, cross-site WebSocket hijacking). The cookie is SameSite=Lax; beyond
/// that, a change or a WebSocket whose <c>Origin</c> is not this server's is refused. Browsers send <c>Origin</c> with every such request;
/// programs without a browser send none, and no foreign page can make them act.
/// </summary>
internal static class SameOrigin
{
    private static readonly PathString[] Guarded = ["/api", "/hubs"];

    /// <summary>Refuses foreign origins under <c>/api</c> and <c>/hubs</c> with status 403.</summary>
    public static IApplicationBuilder UseSameOrigin(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<ServerOptions>();
        return app.Use(async (context, next) =>
        {
            if (!NeedsGuard(context.Request) || IsOwn(context.Request, settings.PublicUrl))
            {
                await next(context);
                return;
            }

            AuthLog.ForeignOrigin(app.Logger, context.Request.Method, context.Request.Path);
            await Results.Problem(
                statusCode: StatusCodes.Status403Forbidden,
                title: "Refused",
                detail: "The request came from a page of another site. Behind a proxy, ElderAlert:Server:PublicUrl must be the address that browsers open.",
                extensions: [new("code", "foreignOrigin")]).ExecuteAsync(context);
        });
    }

    private static bool NeedsGuard(HttpRequest request) =>
        Guarded.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        && (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || request.HttpContext.WebSockets.IsWebSocketRequest
            || request.Headers.ContainsKey("Upgrade"));

    private static bool IsOwn(HttpRequest request, Uri? publicUrl)
    {
        if (request.Headers.Origin is [{ Length: > 0 } origin])
        {
            return Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && (IsSame(from.Authority, request.Host.Value) || IsSame(from.Authority, publicUrl?.Authority));
        }

        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
    }

    private static bool IsSame(string origin, string? own) => string.Equals(origin, own, StringComparison.OrdinalIgnoreCase);
}
