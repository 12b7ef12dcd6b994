using Microsoft.Extensions.Primitives;

namespace ElderAlert.Server.Hosting;

/// <summary>Headers on every answer. A page that needs another policy sets its own header; it is not overwritten.</summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// Everything from this server and nothing inline. A WebSocket to the page's own host is "self" for connect-src (CSP Level 3).
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly KeyValuePair<string, StringValues>[] Headers =
    [
        new("Content-Security-Policy", ContentSecurityPolicy),
        new("X-Content-Type-Options", "nosniff"),
        new("Referrer-Policy", "same-origin"),
        new("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
    ];

    /// <summary>Adds the headers when an answer starts; answers of the API are not kept by caches, for they hold personal data.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            foreach (var (name, value) in Headers)
            {
                http.Response.Headers.TryAdd(name, value);
            }

            if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            {
                http.Response.Headers.TryAdd("Cache-Control", "no-store");
            }

            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
