using System.Globalization;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Notifications;

/// <summary>How an incident is told to people who are not at a console: families, responders and supervisors. One per language.</summary>
public abstract class Wording
{
    private protected Wording()
    {
    }

    /// <summary>The wording of a language.</summary>
    public static Wording In(Language language) => language switch
    {
        Language.Chinese => ChineseWording.Instance,
        Language.English => EnglishWording.Instance,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "not a language"),
    };

    /// <summary>The danger as a noun: "fall alarm".</summary>
    public abstract string Kind(SignalKind kind);

    /// <summary>All that a helper must expect: the danger that began it, and fire, gas or carbon monoxide that came with it.</summary>
    public string Dangers(Incident incident) => string.Join(
        And, incident.Kinds.Where(k => k == incident.Kind || k is SignalKind.Smoke or SignalKind.Gas or SignalKind.Co).Select(Kind));

    /// <summary>Stands in front of everything that is said of an alarm in test mode.</summary>
    public abstract string Test { get; }

    /// <summary>How it ended: "they are well, false alarm".</summary>
    public abstract string Ending(Resolution resolution);

    /// <summary>Who has it and who is going, in one sentence. It never calls a message that was only delivered an answer.</summary>
    public abstract string Standing(Incident incident, IncidentNames names);

    private protected abstract string And { get; }

    /// <summary>It was said to be over, and is not.</summary>
    private protected abstract string Back { get; }

    /// <summary>It is old news: when the device says that it happened, and when we heard of it.</summary>
    private protected abstract string Late(string happened, string received);

    /// <summary>What happened to whom, when: the first sentence.</summary>
    private protected abstract string What(MessageFacts facts);

    /// <summary>Where to go; only for those who go.</summary>
    private protected abstract string Where(PrivateText address);

    /// <summary>What the recipient can do now; empty where nothing is asked.</summary>
    private protected abstract string Ask(MessageFacts facts);

    /// <summary>Puts the parts of a text message together.</summary>
    private protected abstract string Sms(string centre, IEnumerable<string> sentences, Uri? link, string reference);

    /// <summary>Puts the parts of what a voice reads together.</summary>
    private protected abstract string Voice(string centre, IEnumerable<string> sentences);

    /// <summary>The sentence that old news is said with, without a full stop.</summary>
    /// <param name="happened">When it happened by the device's clock, in local time.</param>
    /// <param name="received">When we heard of it, in local time too.</param>
    public string OldNews(DateTimeOffset happened, DateTimeOffset received) => Late(Day(happened, received), Time(received));

    internal string Compose(MessageFacts facts)
    {
        var sentences = new List<string> { What(facts), Standing(facts.Incident, facts.Names) };
        if (facts.Notification.Recipient.Kind is RecipientKind.Responder && facts.Incident.IsActive)
        {
            sentences.Insert(1, Where(facts.Names.Address));
        }

        if (facts.HappenedAt is { } happened)
        {
            var received = facts.Incident.ReopenedAt?.ToOffset(facts.OpenedAt.Offset) ?? facts.OpenedAt;
            sentences.Insert(1, OldNews(happened, received));
        }

        if (facts.Incident.Marks.HasFlag(IncidentMarks.Reopened))
        {
            sentences.Insert(0, Back);
        }

        if (facts.Incident.Marks.HasFlag(IncidentMarks.TestMode))
        {
            sentences.Insert(0, Test);
        }

        if (Ask(facts) is { Length: > 0 } ask)
        {
            sentences.Add(ask);
        }

        return facts.Notification.Channel is Channel.Sms
            ? Sms(facts.Centre.Name, sentences, facts.Link, MessageText.Reference(facts.Notification.Id))
            : Voice(facts.Centre.Name, sentences);
    }

    private static string Time(DateTimeOffset at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The time, with its date where that is another one.</summary>
    private static string Day(DateTimeOffset at, DateTimeOffset beside) =>
        at.Date == beside.Date ? Time(at) : at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
