using ElderAlert.Domain;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Telephony.Twilio;

/// <summary>What Twilio's answers mean to the notification.</summary>
internal static partial class SendOutcomes
{
    /// <summary>A request may still be on its way, or not yet listed, for this long: before that, an empty list proves nothing.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(15);

    /// <summary>Translates an answer. Only what needs somebody's hand is logged here; the engine logs every failure.</summary>
    public static SendOutcome Of(TwilioAnswer answer, NotificationId notification, ILogger log)
    {
        switch (answer)
        {
            case TwilioAnswer.Created created:
                return new SendOutcome.Accepted(created.Sid);
            case TwilioAnswer.Refused { Error: var error }:
                if (error.Fault is TwilioFault.Setup or TwilioFault.Unlisted)
                {
                    LogSetup(log, notification, error.Code, error.Sentence);
                }

                return new SendOutcome.Failed(error.CodeText, error.Sentence, error.IsPermanent);
            case TwilioAnswer.Busy:
                return new SendOutcome.Failed("rateLimited", "Twilio was too busy to take it.", Permanent: false);
            case TwilioAnswer.NotSent notSent:
                return new SendOutcome.Failed("unreachable", notSent.Reason, Permanent: false);
            case TwilioAnswer.InDoubt inDoubt:
                return new SendOutcome.Ambiguous(inDoubt.Reason);
            default:
                throw new ArgumentOutOfRangeException(nameof(answer), answer, "not an answer");
        }
    }

    /// <summary>The list does not have it: certain only once it has settled.</summary>
    public static ReconcileOutcome NothingFound(DateTimeOffset sentAt, TimeProvider time) =>
        time.GetUtcNow() - sentAt >= Settled
            ? new ReconcileOutcome.NotFound()
            : new ReconcileOutcome.Unknown("Twilio does not list it yet.");

    [LoggerMessage(5001, LogLevel.Error, "Twilio refused notification {Notification} with {Code}; somebody has to mend the account or the settings: {Sentence}")]
    private static partial void LogSetup(ILogger log, NotificationId notification, int code, string sentence);
}
