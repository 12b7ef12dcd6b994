using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Telephony.Twilio;

/// <summary>Text messages through Twilio.</summary>
internal sealed class TwilioSms(TwilioApi api, TwilioOptions options, WebhookUrls urls, TimeProvider time, ILogger<TwilioSms> log) : INotificationChannel
{
    public DateTimeOffset? ProviderTime => api.Clock.Now;

    public Channel Channel => Channel.Sms;

    public async Task<SendOutcome> SendAsync(OutgoingNotification notification, CancellationToken cancellation)
    {
        var answer = await api.CreateMessageAsync(
            [
                new("To", notification.Address.Value),
                options.MessagingServiceSid is { } service ? new("MessagingServiceSid", service) : new("From", options.From!),
                new("Body", notification.Text.Value),

                // Twilio would otherwise exchange characters, and the words could not be found again.
                new("SmartEncoded", "false"),
                new("StatusCallback", urls.Status(notification.Id).AbsoluteUri),
            ],
            cancellation);
        return SendOutcomes.Of(answer, notification.Id, log);
    }

    public async Task<ReconcileOutcome> ReconcileAsync(OutgoingNotification notification, HandoverTime sentAt, CancellationToken cancellation)
    {
        var listing = await api.ListMessagesAsync(notification.Address.Value, sentAt, cancellation);
        if (listing is not TwilioListing<TwilioMessage>.Complete { Items: var messages })
        {
            return new ReconcileOutcome.Unknown(((TwilioListing<TwilioMessage>.Failed)listing).Reason);
        }

        // A trial account writes a sentence of its own in front.
        var same = messages.FirstOrDefault(m => m.Sid is not null && IsOutbound(m.Direction)
            && m.Body?.TrimEnd().EndsWith(notification.Text.Value.TrimEnd(), StringComparison.Ordinal) == true);
        return same is { Sid: { } sid }
            ? new ReconcileOutcome.Found(sid, TwilioStatuses.StateOf(TwilioStatuses.OfMessage(sid, same.Status, same.ErrorCode)))
            : SendOutcomes.NothingFound(sentAt.Ours, time);
    }

    private static bool IsOutbound(string? direction) => direction?.StartsWith("outbound", StringComparison.Ordinal) == true;
}
