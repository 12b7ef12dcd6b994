using System.Globalization;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Telephony.Twilio;

/// <summary>
/// What each status of a message or call says about a notification. Callbacks come early, late, twice and out of order; the notification's
/// own rank decides what counts, so that a status here is only translated, never compared.
/// </summary>
internal static class TwilioStatuses
{
    /// <summary>Our code for a call that a machine answered.</summary>
    public const string Voicemail = "voicemail";

    /// <summary>Reads a message's status; null where it says nothing about a message of ours (inbound, or a status that we do not know).</summary>
    /// <param name="sid">The message's id.</param>
    /// <param name="status">Twilio's word.</param>
    /// <param name="errorCode">Twilio's code, with failed and undelivered.</param>
    public static NotificationReport? OfMessage(string sid, string? status, int? errorCode) => status switch
    {
        "accepted" or "scheduled" or "queued" or "sending" or "sent" => new ReportAccepted(sid),

        // Some segments arrived: words are missing, so that it is not delivered; its deadline will tell the next contact.
        "partially_delivered" => new ReportAccepted(sid),
        "delivered" or "read" => new ReportDelivered(),
        "undelivered" or "failed" or "canceled" => Failed(status, errorCode),
        _ => null,
    };

    /// <summary>Reads a call's status; null where it is not known.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="status">Twilio's word; null in the report of machine detection.</param>
    /// <param name="answeredBy">What machine detection heard, where it has finished.</param>
    /// <param name="errorCode">Twilio's code, with failed.</param>
    public static NotificationReport? OfCall(string sid, string? status, string? answeredBy, int? errorCode) => (status, answeredBy) switch
    {
        (null or "in-progress" or "completed", { } heard) when IsMachine(heard) =>
            new ReportFailed(Voicemail, "A machine answered the call.", Permanent: false),
        (null or "completed", "human" or "unknown") => new ReportDelivered(),
        ("queued" or "initiated" or "ringing" or "in-progress" or "answered", _) => new ReportAccepted(sid),
        ("completed", _) => new ReportDelivered(),
        ("busy", _) => new ReportFailed("busy", "The line was busy.", Permanent: false),
        ("no-answer", _) => new ReportFailed("noAnswer", "Nobody picked up.", Permanent: false),
        ("failed" or "canceled", _) => Failed(status, errorCode),
        _ => null,
    };

    private static bool IsMachine(string answeredBy) =>
        answeredBy.StartsWith("machine", StringComparison.Ordinal) || answeredBy == "fax";

    private static ReportFailed Failed(string status, int? errorCode)
    {
        if (errorCode is not { } code)
        {
            return new ReportFailed(status, $"Twilio says {status} and gives no reason.", Permanent: false);
        }

        var error = TwilioErrors.Of(code);
        return new ReportFailed(code.ToString(CultureInfo.InvariantCulture), error.Sentence, error.IsPermanent);
    }

    /// <summary>The state of a notification that such a report leads to.</summary>
    public static NotificationState StateOf(NotificationReport? report) => report switch
    {
        ReportDelivered => NotificationState.Delivered,
        ReportFailed => NotificationState.Failed,
        _ => NotificationState.Accepted,
    };
}
