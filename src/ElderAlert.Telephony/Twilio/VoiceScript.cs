using System.Text;
using System.Xml.Linq;
using ElderAlert.Domain.Directory;

namespace ElderAlert.Telephony.Twilio;

/// <summary>What Twilio says on the phone (TwiML).</summary>
internal static class VoiceScript
{
    private const int SecondsForKey = 6;

    /// <summary>Reads the words twice and waits for a key each time. Hanging up, silence and a machine are no answer.</summary>
    public static string Alarm(string words, Language language, Uri keyPressed)
    {
        var once = new XElement(
            "Gather",
            new XAttribute("input", "dtmf"),
            new XAttribute("numDigits", 1),
            new XAttribute("timeout", SecondsForKey),
            new XAttribute("method", "POST"),
            new XAttribute("action", keyPressed.AbsoluteUri),
            Say(words, language));
        return Response(once, new XElement(once), Say(NoKey(language), language));
    }

    /// <summary>Says something and hangs up.</summary>
    public static string Goodbye(string words, Language language) => Response(Say(words, language), new XElement("Hangup"));

    /// <summary>Answers a text message; an empty text answers nothing.</summary>
    public static string TextAnswer(string words) => words.Length == 0 ? Response() : Response(new XElement("Message", Carried(words)));

    private static XElement Say(string words, Language language) => language switch
    {
        Language.Chinese => Say(words, "zh-CN", "Polly.Zhiyu"),
        Language.English => Say(words, "en-US", "Polly.Joanna"),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "not a language"),
    };

    private static XElement Say(string words, string language, string voice) =>
        new("Say", new XAttribute("language", language), new XAttribute("voice", voice), Carried(words));

    private static string NoKey(Language language) => language switch
    {
        Language.Chinese => "没有收到按键，我们会继续联系其他人。再见。",
        Language.English => "No key was pressed. We go on to call others. Goodbye.",
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "not a language"),
    };

    private static string Response(params object[] content) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + new XElement("Response", content).ToString(SaveOptions.DisableFormatting);

    /// <summary>
    /// The words with a blank for each character that XML cannot carry. A name or an address that was pasted from elsewhere may hold one, and
    /// nobody would be called for it.
    /// </summary>
    private static string Carried(string words) => string.Concat(words.EnumerateRunes().Select(r => IsCarried(r) ? r.ToString() : " "));

    /// <summary>XML 1.0, production 2. Half a surrogate pair is read as U+FFFD, which is spoken no better.</summary>
    private static bool IsCarried(Rune rune) => rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and < 0xFFFD) or >= 0x10000;
}
