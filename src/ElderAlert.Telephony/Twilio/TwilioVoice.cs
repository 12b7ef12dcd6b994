using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Telephony.Twilio;

/// <summary>Calls through Twilio. A key press takes responsibility; picking up, silence and an answering machine never do.</summary>
internal sealed class TwilioVoice(TwilioApi api, TwilioOptions options, WebhookUrls urls, TimeProvider time, ILogger<TwilioVoice> log) : INotificationChannel
{
    /// <summary>Most voicemail boxes pick up after this.</summary>
    private const string RingSeconds = "25";

    public DateTimeOffset? ProviderTime => api.Clock.Now;

    public Channel Channel => Channel.Voice;

    public async Task<SendOutcome> SendAsync(OutgoingNotification notification, CancellationToken cancellation)
    {
        var status = urls.Status(notification.Id).AbsoluteUri;
        var keyPressed = urls.Key(notification.Id);
        var answer = await api.CreateCallAsync(
            [
                new("To", notification.Address.Value),
                new("From", options.From!),
                new("Twiml", VoiceScript.Alarm(notification.Text.Value, notification.Language, keyPressed)),
                new("Timeout", RingSeconds),
                new("StatusCallback", status),
                new("StatusCallbackEvent", "initiated"),
                new("StatusCallbackEvent", "ringing"),
                new("StatusCallbackEvent", "answered"),
                new("StatusCallbackEvent", "completed"),

                // In the background: nobody who picks up at night waits in silence for a machine to decide whether they are one.
                new("MachineDetection", "Enable"),
                new("AsyncAmd", "true"),
                new("AsyncAmdStatusCallback", status),
            ],
            cancellation);
        return SendOutcomes.Of(answer, notification.Id, log);
    }

    /// <summary>
    /// A call carries no words to compare: the first one from our number to this number since it was handed over is taken to be it. Should two
    /// incidents call one person at the same moment, the phone has rung either way.
    /// </summary>
    public async Task<ReconcileOutcome> ReconcileAsync(OutgoingNotification notification, HandoverTime sentAt, CancellationToken cancellation)
    {
        var listing = await api.ListCallsAsync(notification.Address.Value, sentAt, cancellation);
        if (listing is not TwilioListing<TwilioCall>.Complete { Items: var calls })
        {
            return new ReconcileOutcome.Unknown(((TwilioListing<TwilioCall>.Failed)listing).Reason);
        }

        var first = calls.LastOrDefault(c => c.Sid is not null && c.From == options.From && c.Direction == "outbound-api");
        return first is { Sid: { } sid }
            ? new ReconcileOutcome.Found(sid, TwilioStatuses.StateOf(TwilioStatuses.OfCall(sid, first.Status, first.AnsweredBy, null)))
            : SendOutcomes.NothingFound(sentAt.Ours, time);
    }
}
