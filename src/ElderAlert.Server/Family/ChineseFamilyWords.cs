using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;

namespace ElderAlert.Server.Family;

internal sealed class ChineseFamilyWords : FamilyWords
{
    public override string Tag => "zh-CN";
    public override string OtherName => "English";
    public override string OtherTag => "en";

    public override string Title(string residents, string kind) => $"{residents} · {kind}";
    public override string RaisedAt(string time) => $"{time} 发出警报";
    public override string Handling(string owner) => $"话务员 {owner} 负责";
    public override string Steps => "处置进展";
    public override string StepRaised => "报警";
    public override string StepTaken => "接警";
    public override string StepGoing => "派人";
    public override string StepThere => "到场";
    public override string StepOver => "完毕";
    public override string StepDone => "已完成";
    public override string StepWaiting => "等待中";

    public override string NobodyYet => "正在找人接手";
    public override string NobodyYetDetail => "警报已送到服务中心，还没有人接手。";
    public override string HasIt(string owner) => $"话务员 {owner} 已接警";
    public override string HasItDetail => "服务中心正在打电话到家里，必要时会派人前往。";
    public override string Promised(string name) => $"{name} 答应前往";
    public override string Sent(string name) => $"已派 {name} 前往";
    public override string SentDetail => "正在等待确认出发。";
    public override string OnTheWay(string name) => $"{name} 正在赶去";
    public override string Arriving(int minutes, string at) => $"约 {minutes} 分钟，预计 {at} 到达";
    public override string SetOutAt(string at) => $"{at} 出发";
    public override string There(string name) => $"{name} 已到现场";
    public override string ThereSince(string at) => $"{at} 到达";
    public override string Over => "已处置完毕";

    public override string CanYouGo => "您能去看看吗？";
    public override string AlsoGoing => "已有人前往。您也要过去吗？";
    public override string YouPromised => "您已答应前往，谢谢！需要改时间可以再点一次。";
    public override string WhenThere => "大约多久能到？";
    public override string Minutes(int minutes) => $"{minutes} 分钟";
    public override string Unsaid => "说不准";
    public override string IAmGoing => "我现在去";
    public override string ICannot => "我去不了";
    public override string ICannotAfterAll => "我去不了了";
    public override string ICannotNoted => "已记下您去不了，我们会继续联系其他人。";
    public override string YourTask => "您的任务";
    public override string SetOut => "我已出发";
    public override string Arrived => "我到了";
    public override string Left => "我已离开";
    public override string YouLeft => "您已离开现场，辛苦了。";
    public override string TakeIt => "由我负责";
    public override string Superseded => "情况已有变化，没有记下您刚才的操作。请看最新进展。";
    public override string NotNoted(string hotline) => $"刚才的操作没有记下。请稍后再按一次，或拨打{hotline}告诉我们。";

    public override string Address => "地址";
    public override string OpenMap => "打开地图";
    public override string Entry => "进门方式";
    public override string ShowEntry => "查看进门方式";
    public override string EntryIsRecorded => "每次查看都会记录。";

    public override string WhatHappened => "经过";
    public override string Call(string hotline) => $"拨打服务热线 {hotline}";
    public override string CallOf(string centre, string hotline) => $"{centre}：{hotline}";
    public override string Offline => "网络断开，下面的内容可能不是最新的。正在重连……";
    public override string Private => "此链接只给您本人，请不要转发。";

    public override string RoleOf(ResponderRole role) => role switch
    {
        ResponderRole.GridWorker => "网格员",
        ResponderRole.Doctor => "医生",
        ResponderRole.Volunteer => "志愿者",
        ResponderRole.PropertyGuard => "物业保安",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "not a role"),
    };

    public override string ExpiredTitle => "链接已过期";
    public override string ExpiredDetail => "为了保护老人的隐私，短信里的链接只在一段时间内有效。想了解情况，请拨打服务热线。";
    public override string ForgedTitle => "链接无效";
    public override string ForgedDetail => "这个链接不完整，或者不是由服务中心发出的。请从短信里重新打开，或者拨打服务热线。";

    public override string EventOpened(string kind) => $"收到{kind}";
    public override string EventSignal(string kind) => $"又收到{kind}";
    public override string EventBack(string kind) => $"险情再次出现：{kind}";
    public override string EventCancel => "家中取消了警报，话务员会核实";
    public override string EventTold(string name) => $"已通知 {name}";
    public override string EventNobodyAnswered => "联系了一轮无人应答，正在继续联系";
    public override string EventPromised(string name, int? minutes) => $"{name} 答应前往{(minutes is { } m ? $"，约 {m} 分钟" : "")}";
    public override string EventPromiseLapsed => "答应前往的人还没有到，正在联系其他人";
    public override string EventPromiseTakenBack(string name) => $"{name} 去不了，正在联系其他人";
    public override string EventClaimed(string owner) => $"话务员 {owner} 接警";
    public override string EventReleased => "换人处理，正在重新接警";
    public override string EventSpoke(bool reached) => reached ? "已与家中通话" : "打电话到家里，没有人应答";
    public override string EventOutsideLine(string line) => $"已联系 {line}";
    public override string EventSent(string name) => $"派 {name} 前往";
    public override string EventSetOut(string name, int? minutes) => $"{name} 出发{(minutes is { } m ? $"，约 {m} 分钟到" : "")}";
    public override string EventThere(string name) => $"{name} 到达现场";
    public override string EventLeft(string name) => $"{name} 离开现场";
    public override string EventOver(string ending) => $"处置完毕：{ending}";

    public override string EventCalledBack(FollowUpResult result) => result switch
    {
        FollowUpResult.Well => "已回访：一切安好",
        FollowUpResult.NeedsService => "已回访：需要后续服务",
        FollowUpResult.Away => "已回访：老人在医院或家人处",
        FollowUpResult.NotReached => "回访电话无人接听，会再打",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "not a result of a follow-up"),
    };

    public override string EventClosed => "结案";
}
