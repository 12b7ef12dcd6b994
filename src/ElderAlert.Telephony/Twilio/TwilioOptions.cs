using System.Text.RegularExpressions;

namespace ElderAlert.Telephony.Twilio;

/// <summary>Section <c>ElderAlert:Twilio</c>: how people are reached. Without any of its keys, the built-in phone takes the notifications.</summary>
public sealed partial record TwilioOptions
{
    /// <summary>Where the API is. Default <c>https://api.twilio.com</c>; another address is for tests and for a proxy of the same contract.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.twilio.com");

    /// <summary>The account, <c>AC</c> and 32 hexadecimal digits.</summary>
    public string? AccountSid { get; init; }

    /// <summary>The account's secret: it signs in, and it verifies that a webhook was called by Twilio.</summary>
    public string? AuthToken { get; init; }

    /// <summary>The number that calls, and that text messages come from where <see cref="MessagingServiceSid"/> is not set; E.164 (+8657500000000).</summary>
    public string? From { get; init; }

    /// <summary>The messaging service that picks a sender for text messages, <c>MG</c> and 32 hexadecimal digits. Default none.</summary>
    public string? MessagingServiceSid { get; init; }

    /// <summary>Whether Twilio is to be used at all.</summary>
    public bool IsSet => AccountSid is not null || AuthToken is not null || From is not null || MessagingServiceSid is not null;

    /// <summary>What is wrong, a sentence a key; empty when all is well, or when nothing is set.</summary>
    /// <param name="section">The section's path, for example <c>ElderAlert:Twilio</c>.</param>
    public IEnumerable<string> Validate(string section)
    {
        if (!BaseUrl.IsAbsoluteUri || (BaseUrl.Scheme != Uri.UriSchemeHttp && BaseUrl.Scheme != Uri.UriSchemeHttps) || BaseUrl.PathAndQuery != "/")
        {
            yield return $"{section}:BaseUrl must be an absolute http or https address without a path, for example https://api.twilio.com.";
        }

        if (!IsSet)
        {
            yield break;
        }

        if (AccountSid is null || !AccountPattern().IsMatch(AccountSid))
        {
            yield return $"{section}:AccountSid must be AC followed by 32 hexadecimal digits, as shown in Twilio's console.";
        }

        if (string.IsNullOrWhiteSpace(AuthToken))
        {
            yield return $"{section}:AuthToken is missing; without it nothing can be sent and no webhook can be believed.";
        }

        if (From is null || !NumberPattern().IsMatch(From))
        {
            yield return $"{section}:From must be the number that calls, in international form such as +8657500000000.";
        }

        if (MessagingServiceSid is not null && !ServicePattern().IsMatch(MessagingServiceSid))
        {
            yield return $"{section}:MessagingServiceSid must be MG followed by 32 hexadecimal digits.";
        }
    }

    [GeneratedRegex("^AC[0-9a-fA-F]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex AccountPattern();

    [GeneratedRegex("^MG[0-9a-fA-F]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex ServicePattern();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}
