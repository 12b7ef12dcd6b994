using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Family;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Outbox;

/// <summary>
/// The built-in phones, in place of Twilio. <see cref="AddOutbox"/> is called by <c>AddElderAlertTelephony</c> where Twilio is not set up; the host calls
/// <see cref="MapOutbox"/> in any case.
/// </summary>
internal static class OutboxRoom
{
    /// <summary>Where the page is.</summary>
    public const string Root = "/outbox";

    /// <summary>Registers the two channels and what the page needs.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddPages();
        return services
            .AddSingleton(provider => new OutboxStore(
                provider.GetRequiredService<ElderAlertSettings>().Storage.Path, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<OutboxViews>()
            .AddSingleton<OutboxCourier>()
            .AddHostedService(provider => provider.GetRequiredService<OutboxCourier>())
            .AddSingleton<INotificationChannel>(provider => Phone(provider, Channel.Sms))
            .AddSingleton<INotificationChannel>(provider => Phone(provider, Channel.Voice));
    }

    /// <summary>
    /// Maps the page where the built-in phones are in use. Whoever is signed in sees the phones of their centre; a host without sign-in shows
    /// all of them, so that one that has it says who may come, with <c>MapOutbox()?.RequireAuthorization("Console")</c>.
    /// </summary>
    /// <returns>Everything below <see cref="Root"/>; null where Twilio is set up.</returns>
    public static RouteGroupBuilder? MapOutbox(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(OutboxStore)))
        {
            return null;
        }

        var outbox = app.MapGroup(Root).ExcludeFromDescription().DisableAntiforgery().AddEndpointFilter(KeepPrivate);
        outbox.MapGet("", OutboxEndpoints.ShowLatestAsync);
        outbox.MapGet("/{phone:long}", OutboxEndpoints.ShowAsync);
        outbox.MapPost("/{phone:long}/reply", OutboxEndpoints.ReplyAsync);
        outbox.MapPost("/{phone:long}/calls/{call:long}/{action}", OutboxEndpoints.CallAsync);
        return outbox;
    }

    private static OutboxPhone Phone(IServiceProvider provider, Channel channel) =>
        new(channel, provider.GetRequiredService<OutboxStore>(), provider.GetRequiredService<TimeProvider>());

    private static ValueTask<object?> KeepPrivate(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}
