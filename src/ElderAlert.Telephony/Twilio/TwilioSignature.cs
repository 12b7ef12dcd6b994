using System.Security.Cryptography;
using System.Text;

namespace ElderAlert.Telephony.Twilio;

/// <summary>
/// Proves that a webhook was called by Twilio: base64 of HMAC-SHA1, keyed with the account's token, over the address that Twilio called,
/// followed by each form parameter's name and value in the order of the names. Source: Twilio, "Validating requests".
/// </summary>
internal static class TwilioSignature
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Twilio-Signature";

    /// <summary>What the header must say.</summary>
    /// <param name="authToken">The account's token.</param>
    /// <param name="url">The address as Twilio knows it, with its query.</param>
    /// <param name="parameters">The form; a name that comes twice has each distinct value once, in order.</param>
    public static string Of(string authToken, string url, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var signed = new StringBuilder(url);
        var ordered = parameters
            .Distinct()
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .ThenBy(p => p.Value, StringComparer.Ordinal);
        foreach (var (name, value) in ordered)
        {
            signed.Append(name).Append(value);
        }

        return Convert.ToBase64String(Hmac(authToken, signed.ToString()));
    }

    /// <summary>Whether a header's value is the right one for one of the forms of the address; compared in constant time.</summary>
    public static bool IsValid(
        string authToken,
        IReadOnlyList<string> urls,
        IReadOnlyList<KeyValuePair<string, string>> parameters,
        string? signature) =>
        signature is not null && urls.Any(url => CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Of(authToken, url, parameters)),
            Encoding.ASCII.GetBytes(signature)));

    private static byte[] Hmac(string authToken, string text) => HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text));
}
