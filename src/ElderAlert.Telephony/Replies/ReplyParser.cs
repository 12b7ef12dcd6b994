using System.Globalization;
using System.Text.RegularExpressions;

namespace ElderAlert.Telephony.Replies;

/// <summary>
/// Reads what people write back. It errs on the side of not understanding: an escalation that stops because of a misread "not yet" is worse
/// than one that goes on after a "yes" in unusual words, which the operator still sees.
/// </summary>
public static partial class ReplyParser
{
    private const int LongestEtaMinutes = 24 * 60;

    /// <summary>Understands a text message.</summary>
    public static Reply Parse(string text)
    {
        var words = Plain(text);
        if (Coded().Match(words) is { Success: true } coded)
        {
            return coded.Groups["no"].Success ? new Reply.Declined(IsPlain: true) : new Reply.Going(Minutes(coded));
        }

        if (Refusal().IsMatch(words))
        {
            return new Reply.Declined(IsPlain: false);
        }

        // A question or a doubt is not a yes, whatever else it says.
        return Consent().IsMatch(words) && !Doubt().IsMatch(words)
            ? new Reply.Going(Eta().Match(words) is { Success: true } eta ? Minutes(eta) : null)
            : new Reply.Unclear();
    }

    /// <summary>Lower case, full-width letters, digits and signs made plain, punctuation that says nothing taken off the ends.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Select(Narrow)).Trim().Trim('.', '。', '!', '~', '"', '“', '”', ',').Trim().ToLowerInvariant();

    /// <summary>Chinese keyboards write U+FF01 to U+FF5E, which mirror U+0021 to U+007E. String.Normalize does nothing without ICU.</summary>
    private static char Narrow(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        '’' => '\'',
        _ => c,
    };

    private static int? Minutes(Match match)
    {
        if (!int.TryParse(match.Groups["eta"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
        {
            return match.Groups["half"].Success ? 30 : null;
        }

        return minutes <= LongestEtaMinutes ? minutes : null;
    }

    /// <summary>The answers that messages ask for: 1, "1 10", "1, 10分钟", "去 10", 2.</summary>
    [GeneratedRegex(@"^(?:(?<yes>1|y|yes|ok|去|好)(?:[\s,:、]+(?<eta>\d{1,4})\s*(?:m|min|mins|minutes|分|分钟)?)?|(?<no>2|n))$", RegexOptions.CultureInvariant)]
    private static partial Regex Coded();

    [GeneratedRegex(@"^(?:no|nope|sorry)\b|\b(?:can't|cannot|can not|unable|not able|won't|not going|not coming|not on my way)\b|^(?:不|没空|没时间|来不了|去不了)|不能|不行|不去|不了|去不了|来不了|无法|没办法|没空", RegexOptions.CultureInvariant)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"^(?:yes|yep|yeah|ok|okay|sure|going|coming|will go|i'?ll go|i go|i am going|i'?m going|i am coming|i'?m coming|on (?:my|the) way|omw)\b|\b(?:on my way|i'?m going|i am going|i'?m coming|i'?ll go)\b|^(?:好|好的|行|可以|收到|明白|是|去|能|我去|我能去|马上|立刻|出发|已出发|在路上|正在赶|赶过去|我来)|我去|马上到|马上去|在路上|已出发|正在赶|分钟到|分钟后到", RegexOptions.CultureInvariant)]
    private static partial Regex Consent();

    [GeneratedRegex(@"[?]|\b(?:if|maybe|perhaps|not|don't|who|what|why|where)\b|吗|么$|什么|怎么|是不是|要不要|如果|可能|也许|不|没|谁|呢", RegexOptions.CultureInvariant)]
    private static partial Regex Doubt();

    [GeneratedRegex(@"(?<eta>\d{1,4})\s*(?:m|min|mins|minute|minutes|分|分钟)(?![a-z])|(?<half>半(?:个)?小时|half an hour)", RegexOptions.CultureInvariant)]
    private static partial Regex Eta();
}
