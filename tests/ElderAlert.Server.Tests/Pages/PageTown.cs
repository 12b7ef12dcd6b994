using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Tests.Pages;

/// <summary>Who lives in the town of the page tests. Nobody of them exists, and no phone has such a number.</summary>
internal static class PageTown
{
    public const string DaughterPhone = "+8610000000001";
    public const string SonPhone = "+8610000000002";
    public const string GridWorkerPhone = "+8610000000003";
    public const string EntryCode = "钥匙盒在水表箱里，密码 4711";

    public static readonly CentreId Centre = new("shengzhou");
    public static readonly HouseholdId Home = new("home");
    public static readonly HouseholdId OtherHome = new("other-home");
    public static readonly DeviceId Pendant = new("pendant");
    public static readonly ResponderId GridWorker = new("wang");
    public static readonly Actor LiMin = Actor.Of(new OperatorId("limin"), OperatorRole.Operator);
    public static readonly RecipientRef Daughter = new(RecipientKind.Contact, "daughter");
    public static readonly RecipientRef Son = new(RecipientKind.Contact, "son");
    public static readonly RecipientRef Stranger = new(RecipientKind.Contact, "other-daughter");
    public static readonly RecipientRef Responder = new(RecipientKind.Responder, "wang");
    public static readonly RecipientRef Supervisor = new(RecipientKind.Supervisor, "chen");

    private static readonly AreaId Village = new("village");

    public static DirectoryEdit Edit() => new(Centre, Actor.System, Items(), []);

    private static DirectoryItem[] Items() =>
    [
        new Centre(Centre, "嵊州96345", "96345", Village, "Asia/Shanghai"),
        new Area(Centre, Village, null, AreaLevel.Village, "城南社区", new GeoPoint(29.59, 120.83)),
        DefaultPolicies.Life(Centre),
        DefaultPolicies.Technical(Centre),
        new Household(Centre, Home, Village, "张家", "城南社区 桂花弄 7 号 201 室", new GeoPoint(29.5912, 120.8311), "+8610000000000", EntryCode),
        new Household(Centre, OtherHome, Village, "周家", "城南社区 桂花弄 9 号", null, null, null),
        new Resident(Centre, new ResidentId("zhang"), Home, "张桂英", 1941, 2, LivesAlone: true, ["高血压"]),
        new Device(Centre, Pendant, Home, DeviceType.FallWearable),
        new Contact(Centre, new ContactId("daughter"), Home, "李梅", "女儿", 1, Both(DaughterPhone)),
        new Contact(Centre, new ContactId("son"), Home, "Li Jun", "son", 2, Both(SonPhone), Language.English),
        new Contact(Centre, new ContactId("other-daughter"), OtherHome, "周洁", "女儿", 1, Both("+8610000000005")),
        new Responder(Centre, GridWorker, "王强", ResponderRole.GridWorker, [Village], Both(GridWorkerPhone), new GeoPoint(29.592, 120.832)),
        new Operator(Centre, new OperatorId("limin"), "李敏", OperatorRole.Operator, "-", []),
        new Operator(Centre, new OperatorId("chen"), "陈主任", OperatorRole.Supervisor, "-", Both("+8610000000004")),
    ];

    private static ContactMethod[] Both(string number) => [new(Channel.Sms, number), new(Channel.Voice, number)];
}
