using ElderAlert.Domain.Directory;

namespace ElderAlert.Server.Outbox;

/// <summary>The words of the page of the built-in phones.</summary>
public sealed record OutboxWords
{
    private static readonly OutboxWords Chinese = new()
    {
        Tag = "zh-CN",
        Title = "内置手机",
        Explanation = "没有配置 Twilio：短信和电话发到这里。您可以替任何一位虚构的家属或救助人员回复。",
        Empty = "还没有消息。有警情通知时，手机会出现在这里。",
        Phones = "手机",
        Contact = "联系人",
        Responder = "救助人员",
        Supervisor = "值班主管",
        Operator = "值班话务员",
        Message = "短信内容",
        Send = "发送",
        Incoming = "来电",
        InCall = "通话中",
        Answer = "接听",
        HangUp = "挂断",
        PressOne = "按 1",
        PressTwo = "按 2",
        Missed = "未接来电",
        Taken = "已接听",
        Delivered = "已送达",
        Sending = "发送中",
        Conversation = "对话",
        QuickReplies = "快捷回复",
        Offline = "连接已断开，正在重连……",
    };

    private static readonly OutboxWords English = new()
    {
        Tag = "en",
        Title = "Built-in phones",
        Explanation = "Twilio is not set up: messages and calls come here. You can answer as any of these fictional relatives and responders.",
        Empty = "No messages yet. Phones appear here as people are told of an alarm.",
        Phones = "Phones",
        Contact = "Contact",
        Responder = "Responder",
        Supervisor = "Supervisor",
        Operator = "Operator on call",
        Message = "Message",
        Send = "Send",
        Incoming = "Incoming call",
        InCall = "In call",
        Answer = "Answer",
        HangUp = "Hang up",
        PressOne = "Press 1",
        PressTwo = "Press 2",
        Missed = "Missed call",
        Taken = "Answered",
        Delivered = "Delivered",
        Sending = "Sending",
        Conversation = "Conversation",
        QuickReplies = "Quick replies",
        Offline = "The connection is lost; reconnecting…",
    };

    /// <summary>For the page's lang attribute (BCP 47).</summary>
    public required string Tag { get; init; }
    public required string Title { get; init; }
    public required string Explanation { get; init; }
    public required string Empty { get; init; }
    public required string Phones { get; init; }
    public required string Contact { get; init; }
    public required string Responder { get; init; }
    public required string Supervisor { get; init; }
    public required string Operator { get; init; }
    public required string Message { get; init; }
    public required string Send { get; init; }
    public required string Incoming { get; init; }
    public required string InCall { get; init; }
    public required string Answer { get; init; }
    public required string HangUp { get; init; }
    public required string PressOne { get; init; }
    public required string PressTwo { get; init; }
    public required string Missed { get; init; }
    public required string Taken { get; init; }
    public required string Delivered { get; init; }
    public required string Sending { get; init; }
    public required string Conversation { get; init; }
    public required string QuickReplies { get; init; }
    public required string Offline { get; init; }

    /// <summary>The words of a language.</summary>
    public static OutboxWords In(Language language) => language == Language.English ? English : Chinese;
}
