using ElderAlert.Domain;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Telephony.Twilio;

/// <summary>The addresses that Twilio calls us at. The notification is in the path, so that a callback is never matched by guessing.</summary>
/// <param name="publicUrl">The server as the internet sees it, read when needed.</param>
public sealed class WebhookUrls(Func<Uri> publicUrl)
{
    /// <summary>Everything below this is called by Twilio and checked for its signature.</summary>
    public const string Root = "/webhooks/twilio";

    /// <summary>How a message or a call goes on.</summary>
    public Uri Status(NotificationId notification) => Of("status", notification);

    /// <summary>A key was pressed during a call.</summary>
    public Uri Key(NotificationId notification) => Of("key", notification);

    /// <summary>
    /// The address that Twilio called, in the two ways that it may have signed it: its products differ in whether the port is part of it.
    /// </summary>
    /// <param name="pathAndQuery">Of the request, as it stood in the request line.</param>
    public IReadOnlyList<string> AsCalled(string pathAndQuery)
    {
        var root = publicUrl();
        return [$"{root.Scheme}://{root.Host}{pathAndQuery}", $"{root.Scheme}://{root.Host}:{root.Port}{pathAndQuery}"];
    }

    private Uri Of(string what, NotificationId notification) =>
        new(publicUrl(), $"{Root}/{what}/{Uri.EscapeDataString(notification.Value)}");
}
