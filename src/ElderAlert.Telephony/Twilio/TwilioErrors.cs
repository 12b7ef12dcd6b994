using System.Collections.Frozen;
using System.Globalization;

namespace ElderAlert.Telephony.Twilio;

/// <summary>What an error code of Twilio means for us.</summary>
internal enum TwilioFault
{
    /// <summary>Bad luck or a passing state: the same address may work later.</summary>
    Passing,

    /// <summary>This number will never take it.</summary>
    Address,

    /// <summary>The person has asked for no more messages.</summary>
    OptedOut,

    /// <summary>Our account, sender or settings: nobody can be reached this way until somebody mends it.</summary>
    Setup,

    /// <summary>A code that is not in the table.</summary>
    Unlisted,
}

/// <summary>An error code with its meaning.</summary>
/// <param name="Code">Twilio's number.</param>
/// <param name="Fault">Whose fault.</param>
/// <param name="Sentence">For operators; Twilio's own sentence may quote the number, ours never does.</param>
internal sealed record TwilioError(int Code, TwilioFault Fault, string Sentence)
{
    /// <summary>Trying the same address again is useless.</summary>
    public bool IsPermanent => Fault is TwilioFault.Address or TwilioFault.OptedOut or TwilioFault.Setup;

    /// <summary>The code as the journal keeps it.</summary>
    public string CodeText => Code.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Every code that Twilio's error dictionary gives for creating or delivering a message or a call, and what follows from it.</summary>
internal static class TwilioErrors
{
    private static readonly TwilioError[] Table =
    [
        new(11200, TwilioFault.Setup, "Twilio could not reach our webhook."),
        new(13224, TwilioFault.Address, "The number cannot be called: it is not valid."),
        new(13225, TwilioFault.Address, "The number may not be called."),
        new(13227, TwilioFault.Setup, "The account may not call this country."),
        new(20003, TwilioFault.Setup, "Twilio did not accept the account's credentials."),
        new(20005, TwilioFault.Setup, "The account is not active."),
        new(20008, TwilioFault.Setup, "The account's test credentials cannot do this."),
        new(20404, TwilioFault.Setup, "Twilio does not know the account or the address asked for."),
        new(20429, TwilioFault.Passing, "Too many requests at once."),
        new(20500, TwilioFault.Passing, "Twilio had an internal error."),
        new(20503, TwilioFault.Passing, "Twilio is temporarily unavailable."),
        new(21205, TwilioFault.Setup, "Twilio cannot use the address of our webhook."),
        new(21210, TwilioFault.Setup, "The number to call from is not verified."),
        new(21211, TwilioFault.Address, "The number is not valid."),
        new(21212, TwilioFault.Setup, "The number to send from is not valid."),
        new(21214, TwilioFault.Address, "The number cannot be reached by a call."),
        new(21215, TwilioFault.Setup, "The account may not call this country."),
        new(21216, TwilioFault.Address, "The number may not be called."),
        new(21217, TwilioFault.Address, "The number is not a valid phone number."),
        new(21219, TwilioFault.Setup, "A trial account may call verified numbers only."),
        new(21220, TwilioFault.Passing, "The call was already over."),
        new(21401, TwilioFault.Address, "The number is not a valid phone number."),
        new(21408, TwilioFault.Setup, "The account may not send to this country."),
        new(21601, TwilioFault.Setup, "The number to send from cannot send text messages."),
        new(21602, TwilioFault.Setup, "The message had no words."),
        new(21603, TwilioFault.Setup, "The request named no sender."),
        new(21604, TwilioFault.Address, "The request named no recipient."),
        new(21606, TwilioFault.Setup, "The number to send from cannot send to this number."),
        new(21608, TwilioFault.Setup, "A trial account may write to verified numbers only."),
        new(21609, TwilioFault.Setup, "Twilio cannot use the address of our webhook."),
        new(21610, TwilioFault.OptedOut, "The person has replied STOP and gets no messages until they reply START."),
        new(21611, TwilioFault.Passing, "The sender's queue is full."),
        new(21612, TwilioFault.Address, "There is no way to send from our number to this number."),
        new(21614, TwilioFault.Address, "The number cannot receive text messages."),
        new(21617, TwilioFault.Setup, "The message is too long."),
        new(21659, TwilioFault.Setup, "The number to send from does not belong to the account."),
        new(21703, TwilioFault.Setup, "The messaging service has no sender."),
        new(21730, TwilioFault.Passing, "Twilio is under maintenance."),
        new(30001, TwilioFault.Passing, "It waited too long in the sender's queue."),
        new(30002, TwilioFault.Setup, "The account is suspended."),
        new(30003, TwilioFault.Passing, "The phone is switched off or out of reach."),
        new(30004, TwilioFault.Address, "The phone does not take messages from us."),
        new(30005, TwilioFault.Address, "The number is unknown or no longer in service."),
        new(30006, TwilioFault.Address, "The number is a landline, or its carrier takes no text messages."),
        new(30007, TwilioFault.Passing, "The carrier filtered the message."),
        new(30008, TwilioFault.Passing, "The carrier gave no reason."),
        new(30022, TwilioFault.Passing, "The carrier's rate limit was exceeded."),
        new(30024, TwilioFault.Setup, "The sender is not allowed on this carrier."),
        new(30034, TwilioFault.Setup, "The sender is not registered with the carriers."),
        new(30036, TwilioFault.Passing, "It was not sent within its validity."),
        new(30410, TwilioFault.Passing, "The carrier did not answer in time."),
        new(30500, TwilioFault.Passing, "Twilio had an internal error while delivering."),
    ];

    private static readonly FrozenDictionary<int, TwilioError> ByCode = Table.ToFrozenDictionary(e => e.Code);

    /// <summary>Every code in the table.</summary>
    public static IReadOnlyList<TwilioError> All => Table;

    /// <summary>The meaning of a code. One that is not listed is not permanent: unknown is not "never".</summary>
    public static TwilioError Of(int code) => ByCode.GetValueOrDefault(code)
        ?? new TwilioError(code, TwilioFault.Unlisted, string.Create(CultureInfo.InvariantCulture, $"Twilio refused it with code {code}."));
}
