using System.Net.Http.Headers;
using System.Text;
using ElderAlert.Engine.Ports;
using ElderAlert.Telephony.Replies;
using ElderAlert.Telephony.Twilio;
using ElderAlert.Telephony.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Telephony;

/// <summary>Registers Twilio as the way to reach people.</summary>
public static class TelephonyServices
{
    /// <summary>Adds what takes answers and reports to the engine, whichever phone they come from.</summary>
    public static IServiceCollection AddReplyDesk(this IServiceCollection services) => services.AddSingleton<ReplyDesk>();

    /// <summary>
    /// Adds both channels and what the webhooks need. The caller has validated the options, and registers the engine, a <see cref="TimeProvider"/>,
    /// logging, <see cref="WebhookUrls"/> and <see cref="AddReplyDesk"/>.
    /// </summary>
    public static IServiceCollection AddTwilio(this IServiceCollection services, TwilioOptions options)
    {
        // The default loggers of the client would write numbers dialled into the log, as part of addresses.
        services.AddHttpClient(TwilioApi.ClientName, client =>
            {
                var credentials = Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}");
                client.BaseAddress = options.BaseUrl;
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
                client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("ElderAlert", "1"));
                client.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectTimeout = TimeSpan.FromSeconds(4),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services
            .AddSingleton(options)
            .AddSingleton<TwilioApi>()
            .AddSingleton<WebhookRefusals>()
            .AddSingleton<INotificationChannel, TwilioSms>()
            .AddSingleton<INotificationChannel, TwilioVoice>();
    }
}
