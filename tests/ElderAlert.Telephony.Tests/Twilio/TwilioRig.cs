using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using ElderAlert.Telephony.Twilio;
using ElderAlert.Tests.FakeTwilio;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Telephony.Tests.Twilio;

/// <summary>Both channels as the server registers them, against a scripted Twilio and a clock that stands still.</summary>
internal sealed class TwilioRig : IAsyncDisposable
{
    public static readonly Uri PublicUrl = new("https://alert.example.org");

    private readonly ServiceProvider _services;

    private TwilioRig(TwilioServer twilio, FakeClock clock, Uri api, string? messagingService)
    {
        Twilio = twilio;
        Clock = clock;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(new WebhookUrls(() => PublicUrl))
            .AddTwilio(new TwilioOptions
            {
                BaseUrl = api,
                AccountSid = TwilioServer.AccountSid,
                AuthToken = TwilioServer.AuthToken,
                From = TwilioServer.From,
                MessagingServiceSid = messagingService,
            })
            .BuildServiceProvider(validateScopes: true);
        Sms = _services.GetServices<INotificationChannel>().Single(c => c.Channel == Channel.Sms);
        Voice = _services.GetServices<INotificationChannel>().Single(c => c.Channel == Channel.Voice);
    }

    public TwilioServer Twilio { get; }
    public FakeClock Clock { get; }
    public INotificationChannel Sms { get; }
    public INotificationChannel Voice { get; }

    /// <param name="api">Another API than the fake's, for example one that refuses connections.</param>
    /// <param name="messagingService">Sends through this messaging service.</param>
    public static async Task<TwilioRig> StartAsync(Uri? api = null, string? messagingService = null)
    {
        var clock = new FakeClock();
        var twilio = await TwilioServer.StartAsync(clock);
        return new TwilioRig(twilio, clock, api ?? twilio.Url, messagingService);
    }

    public static OutgoingNotification Outgoing(string text = "【嵊州96345】张桂英家14:05跌倒报警。编号7F3A-2", Language language = Language.Chinese) => new(
        NotificationId.Of(new IncidentId("inc-7f3a"), 2),
        new CentreId("shengzhou"),
        new RecipientRef(RecipientKind.Contact, "c1"),
        "+8613800000001",
        text,
        language);

    public async ValueTask DisposeAsync()
    {
        await Twilio.DisposeAsync();
        await _services.DisposeAsync();
    }
}
