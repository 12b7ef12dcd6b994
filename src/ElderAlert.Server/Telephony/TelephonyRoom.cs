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
    private static readonly string Section = $"{ElderAlertSettings.Root}:Twilio";

    /// <summary>Registers Twilio where it is set up, and the built-in phone where nothing of it is.</summary>
    /// <exception cref="SettingsException">A value of <c>ElderAlert:Twilio</c> is wrong or missing; a sentence for each.</exception>
    public static IServiceCollection AddElderAlertTelephony(this IServiceCollection services, IConfiguration configuration)
    {
        var options = Read(configuration);
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

    private static TwilioOptions Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        var options = SettingsBinder.Bind<TwilioOptions>(configuration.GetSection(Section), problems);
        problems.AddRange(options.Validate(Section));
        if (options.IsSet && string.IsNullOrWhiteSpace(configuration[$"{ElderAlertSettings.Root}:Server:PublicUrl"]))
        {
            problems.Add($"{ElderAlertSettings.Root}:Server:PublicUrl is missing; Twilio calls the server there, and signs that address.");
        }

        return problems.Count == 0 ? options : throw new SettingsException(problems);
    }
}
