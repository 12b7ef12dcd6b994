using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Scenarios;

/// <summary>Who lives in the scenarios' town. All numbers are of a range that nobody has.</summary>
internal static class TownFile
{
    public const string Daughter = "+8610000000001";
    public const string Son = "+8610000000002";
    public const string BossPhone = "+8610000000003";
    public const string GuardPhone = "+8610000000004";
    public const string OtherDaughter = "+8610000000005";
    public const string Neighbour = "+8610000000006";

    private static readonly AreaId Village = new("village");

    public static DirectoryEdit Edit() => new(Town.Centre, Actor.System, Items(), []);

    private static DirectoryItem[] Items() =>
    [
        new Centre(Town.Centre, "96345", "96345", Village, "Asia/Shanghai"),
        new Area(Town.Centre, Village, null, AreaLevel.Village, "Chengnan", new GeoPoint(29.59, 120.83)),
        DefaultPolicies.Life(Town.Centre),
        DefaultPolicies.Technical(Town.Centre),
        new Household(Town.Centre, Town.Home, Village, "Chen", "Lane 3 No. 7", new GeoPoint(29.59, 120.83), "+8610000000000", "key safe 4711"),
        new Household(Town.Centre, Town.OtherHome, Village, "Zhou", "Lane 4 No. 1", new GeoPoint(29.60, 120.84), null, null),
        new Resident(Town.Centre, new ResidentId("chen"), Town.Home, "Chen Guiying", 1941, 2, LivesAlone: true, ["heart"]),
        new Resident(Town.Centre, new ResidentId("zhou"), Town.OtherHome, "Zhou Ming", 1938, 1, LivesAlone: false, []),
        new Device(Town.Centre, Town.Pendant, Town.Home, DeviceType.Pendant),
        new Device(Town.Centre, Town.Radar, Town.Home, DeviceType.Radar, Room: "bathroom"),
        new Device(Town.Centre, Town.OtherPendant, Town.OtherHome, DeviceType.Pendant),
        Person("daughter", Town.Home, 1, Daughter),
        Person("son", Town.Home, 2, Son),
        Person("other-daughter", Town.OtherHome, 1, OtherDaughter),
        new Responder(Town.Centre, Town.Guard, "Guard Lu", ResponderRole.PropertyGuard, [Village], Both(GuardPhone), new GeoPoint(29.591, 120.831), Language: Language.English),
        new Operator(Town.Centre, new OperatorId("wang"), "Operator Wang", OperatorRole.Operator, "-", [], Language.English),
        new Operator(Town.Centre, new OperatorId("boss"), "Supervisor He", OperatorRole.Supervisor, "-", Both(BossPhone), Language.English),
    ];

    /// <summary>A contact of the home, by SMS and voice.</summary>
    public static Contact Person(string id, int order, string number) => Person(id, Town.Home, order, number);

    /// <summary>A contact of any home, by SMS and voice.</summary>
    public static Contact Person(string id, HouseholdId home, int order, string number) =>
        new(Town.Centre, new ContactId(id), home, id, id, order, Both(number), Language.English);

    private static ContactMethod[] Both(string number) => [new(Channel.Sms, number), new(Channel.Voice, number)];
}
