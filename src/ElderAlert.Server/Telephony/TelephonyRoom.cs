using ElderAlert.Server.Hosting;
using ElderAlert.Server.Outbox;
using ElderAlert.Telephony;
using ElderAlert.Telephony.Twilio;
using ElderAlert.Telephony.Webhooks;

namespace ElderAlert.Server.Telephony;

/// <summary>
/// How people are reached. The host calls <see cref="AddElderAlertTelephony"/> while it registers its rooms (after its settings and the engine)
/// and <see cref="MapTelephony"/> while it maps them; the pages have <c>AddFamily</c>/<c>MapFamily</c> and <c>MapOutbox</c>.
/// </summary>
internal static class TelephonyRoom
{
    /// <summary>Registers Twilio where it is set up, and the built-in phone where nothing of it is.</summary>
    public static IServiceCollection AddElderAlertTelephony(this IServiceCollection services, TwilioOptions options)
    {
        services
            .AddSingleton<PublicAddress>()
            .AddSingleton(provider => new WebhookUrls(() => provider.GetRequiredService<PublicAddress>().Root))
            .AddReplyDesk();
        return options.IsSet ? services.AddTwilio(options) : services.AddOutbox();
    }

    /// <summary>Maps the webhooks, where Twilio is set up.</summary>
    public static void MapTelephony(this WebApplication app)
    {
        if (app.Services.GetService<TwilioOptions>() is not null)
        {
            app.MapTwilioWebhooks();
        }
    }
}
