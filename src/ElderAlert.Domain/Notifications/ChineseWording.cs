using System.Globalization;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Notifications;

/// <summary>Short on purpose: seventy characters fill one segment of a Chinese text message.</summary>
internal sealed class ChineseWording : Wording
{
    public static readonly ChineseWording Instance = new();

    public override string Kind(SignalKind kind) => kind switch
    {
        SignalKind.Sos => "紧急呼救",
        SignalKind.Fall => "跌倒报警",
        SignalKind.Smoke => "烟雾报警",
        SignalKind.Gas => "燃气报警",
        SignalKind.Co => "一氧化碳报警",
        SignalKind.Leak => "漏水报警",
        SignalKind.BedExit => "离床未归",
        SignalKind.Intrusion => "闯入报警",
        SignalKind.Inactivity => "长时间无活动",
        SignalKind.Vitals => "体征异常",
        SignalKind.Wandering => "走失风险",
        SignalKind.MissedCheckIn => "未按时报平安",
        SignalKind.Cancel => "取消报警",
        SignalKind.Test => "测试",
        SignalKind.BatteryLow => "设备电量低",
        SignalKind.MainsLost => "设备断电",
        SignalKind.MainsRestored => "设备恢复供电",
        SignalKind.Tamper => "设备被拆动",
        SignalKind.Offline => "设备离线",
        SignalKind.Online => "设备恢复在线",
        SignalKind.Fault => "设备故障",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a signal kind"),
    };

    public override string Test => "这是一次测试";

    private protected override string And => "、";

    private protected override string Back => "险情再次出现";

    public override string Ending(Resolution resolution) => resolution switch
    {
        Resolution.Helped => "老人已得到帮助",
        Resolution.HandedOver => "已交由急救人员",
        Resolution.FalseAlarm => "老人平安，属误报",
        Resolution.Test => "这是一次测试",
        Resolution.EquipmentRestored => "设备已恢复正常",
        Resolution.Enquiry => "问题已答复",
        _ => throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "not a resolution"),
    };

    public override string Standing(Incident incident, IncidentNames names)
    {
        if (!incident.IsActive)
        {
            return incident.Resolution is { } resolution ? $"已处置完毕：{Ending(resolution)}" : "已处置完毕";
        }

        if (IncidentNames.Leading(incident) is { } leading && names.Going is { } going)
        {
            return Way(going.Value, leading);
        }

        return (names.Owner, names.AcknowledgedBy) switch
        {
            ({ } owner, { } taker) => $"话务员{owner.Value}已接警，{taker.Value}答应前往",
            ({ } owner, null) => $"话务员{owner.Value}已接警处理",
            (null, { } taker) => $"{taker.Value}答应前往",
            (null, null) => "尚无人接手",
        };
    }

    private protected override string Late(string happened, string received) => $"设备称{happened}发生，{received}才收到";

    private protected override string What(MessageFacts facts) =>
        string.Create(CultureInfo.InvariantCulture, $"{facts.Names.Residents.Value}家{facts.OpenedAt:HH:mm}{Dangers(facts.Incident)}");

    private protected override string Where(PrivateText address) => $"地址：{address.Value}";

    private protected override string Ask(MessageFacts facts)
    {
        if (!facts.Incident.IsActive)
        {
            return "";
        }

        var supervises = facts.Notification.Recipient.Kind is RecipientKind.Supervisor or RecipientKind.Operator;
        return (facts.Notification.Purpose, facts.Notification.Channel) switch
        {
            (NotificationPurpose.Alarm, Channel.Sms) when supervises => "请登录接警，或回1由您负责",
            (NotificationPurpose.Alarm, Channel.Voice) when supervises => "如果由您负责，请按1",
            (NotificationPurpose.Alarm, Channel.Sms) => "能去请回1（可加分钟，如1 10），不能回2",
            (NotificationPurpose.Alarm, Channel.Voice) => "如果您能赶去，请按1",
            (NotificationPurpose.Dispatch, Channel.Sms) => "请前往，出发请回1（可加分钟，如1 10），不能回2",
            (NotificationPurpose.Dispatch, Channel.Voice) => "请您前往，出发请按1",
            (NotificationPurpose.Overdue, Channel.Sms) => "处置已超时，请督办",
            (NotificationPurpose.Overdue, Channel.Voice) => "处置已超时，请您督办",
            (NotificationPurpose.Update, _) => "",
            var other => throw new ArgumentOutOfRangeException(nameof(facts), other, "not a purpose and channel"),
        };
    }

    private protected override string Sms(string centre, IEnumerable<string> sentences, Uri? link, string reference) =>
        $"【{centre}】{string.Join('。', sentences)}。{(link is null ? "" : $"详情 {link.AbsoluteUri} ")}编号{reference}";

    private protected override string Voice(string centre, IEnumerable<string> sentences) =>
        $"这里是{centre}。{string.Join('。', sentences)}。";

    private static string Way(string going, Assignment leading) => leading.State switch
    {
        AssignmentState.EnRoute when leading.EtaMinutes is { } minutes => $"{going}正在赶去，约{minutes}分钟到",
        AssignmentState.EnRoute => $"{going}正在赶去",
        AssignmentState.OnScene => $"{going}已到现场",
        AssignmentState.Dispatched or AssignmentState.Cleared => $"已派{going}前往",
        _ => throw new ArgumentOutOfRangeException(nameof(leading), leading.State, "not a state of an assignment"),
    };
}
