using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Telephony.Replies;

/// <summary>What is said back to somebody who answered: what was understood, and how the incident stands.</summary>
internal static class AnswerWords
{
    /// <summary>They go.</summary>
    public static string Going(Language language, int? etaMinutes, Incident incident, IncidentNames names) => language switch
    {
        Language.Chinese => $"收到，已记下您前往{(etaMinutes is { } m ? $"，约{m}分钟到" : "")}。{Standing(language, incident, names)}。谢谢您！",
        Language.English => $"Thank you, we noted that you are going{(etaMinutes is { } m ? $", about {m} min" : "")}. {Standing(language, incident, names)}.",
        _ => throw Unknown(language),
    };

    /// <summary>They cannot.</summary>
    public static string Declined(Language language, Incident incident, IncidentNames names) => language switch
    {
        Language.Chinese => $"收到，您不能前往，我们会联系其他人。{Standing(language, incident, names)}。",
        Language.English => $"Noted that you cannot go; we will ask others. {Standing(language, incident, names)}.",
        _ => throw Unknown(language),
    };

    /// <summary>Words that are no answer: the operator reads them.</summary>
    public static string Unclear(Language language, Incident incident, IncidentNames names) => (language, incident.IsActive) switch
    {
        (Language.Chinese, true) => $"您的话已转给话务员。能去请回1，不能回2。{Standing(language, incident, names)}。",
        (Language.English, true) => $"Your words went to the operator. Reply 1 if you can go, 2 if not. {Standing(language, incident, names)}.",
        (Language.Chinese, false) => $"您的话已转给话务员。{Standing(language, incident, names)}。",
        (Language.English, false) => $"Your words went to the operator. {Standing(language, incident, names)}.",
        _ => throw Unknown(language),
    };

    /// <summary>They would go, but it is over.</summary>
    public static string TooLate(Language language, Incident incident, IncidentNames names) => language switch
    {
        Language.Chinese => $"谢谢您！{Standing(language, incident, names)}，不必再去。",
        Language.English => $"Thank you! {Standing(language, incident, names)}; there is no need to go.",
        _ => throw Unknown(language),
    };

    /// <summary>There is nothing to answer.</summary>
    /// <param name="language">The writer's, as far as it is known.</param>
    /// <param name="hotline">The number to dial; null where it is not clear which centre it would be.</param>
    public static string NoIncident(Language language, string? hotline) => (language, hotline) switch
    {
        (Language.Chinese, null) => "您的短信已转给服务中心。紧急情况请拨打120。",
        (Language.Chinese, _) => $"目前没有等您答复的警情，您的短信已转给话务员。需要帮助请拨打{hotline}。",
        (Language.English, null) => "Your message went to the service centre. In an emergency dial 120.",
        (Language.English, _) => $"No alarm is waiting for your answer; your message went to the operators. If you need help, dial {hotline}.",
        _ => throw Unknown(language),
    };

    private static string Standing(Language language, Incident incident, IncidentNames names) => Wording.In(language).Standing(incident, names);

    private static ArgumentOutOfRangeException Unknown(Language language) => new(nameof(language), language, "not a language");
}
