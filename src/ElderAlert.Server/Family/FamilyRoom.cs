using ElderAlert.Engine.Ports;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Family;

/// <summary>
/// The page behind the link in a message, for families and responders. The host calls <see cref="AddFamily"/> (the engine's <see cref="ILinkSigner"/>
/// comes from there) and <see cref="MapFamily"/>. No sign-in: the link is the permission, for one incident and one person.
/// </summary>
internal static class FamilyRoom
{
    /// <summary>Short: it is part of every text message.</summary>
    public const string Root = "/f";

    /// <summary>Registers the link signer and the page.</summary>
    public static IServiceCollection AddFamily(this IServiceCollection services)
    {
        services.AddPages();
        return services
            .AddSingleton(provider =>
            {
                var settings = provider.GetRequiredService<ElderAlertSettings>();
                return LinkKey.Load(settings.Auth.LinkKey, settings.Storage.Path);
            })
            .AddSingleton<ILinkSigner, LinkSigner>()
            .AddSingleton<LinkDoor>()
            .AddSingleton<FamilyViews>()
            .AddSingleton<FamilyActions>();
    }

    /// <summary>Maps the page and its actions.</summary>
    public static void MapFamily(this WebApplication app)
    {
        var page = app.MapGroup($"{Root}/{{token}}").ExcludeFromDescription().AllowAnonymous().DisableAntiforgery().AddEndpointFilter(KeepPrivate);
        page.MapGet("", FamilyEndpoints.ShowAsync);
        page.MapPost("/entry", FamilyEndpoints.EntryAsync);
        page.MapGet("/entry", FamilyEndpoints.LeaveEntry);
        page.MapPost("/{action}", FamilyEndpoints.ActAsync);
    }

    /// <summary>The address is a secret and the page is personal: neither is kept, passed on or indexed.</summary>
    private static ValueTask<object?> KeepPrivate(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        return next(context);
    }
}
