using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Engine.Tests.Directory;

/// <summary>A centre in Berlin, whose clocks change, with people who take turns.</summary>
internal static class DutyFile
{
    public static readonly CentreId Centre = new("c");
    public static readonly HouseholdId Home = new("h");
    public static readonly WeeklyHours Days = new(Enum.GetValues<DayOfWeek>(), new TimeOnly(8, 0), new TimeOnly(20, 0));
    public static readonly WeeklyHours Nights = new(Enum.GetValues<DayOfWeek>(), new TimeOnly(20, 0), new TimeOnly(8, 0));
    public static readonly DateOnly Monday = new(2026, 11, 23);
    public static readonly ContactMethod[] Verified = [new(Channel.Voice, "+8610000000001")];
    public static readonly ContactMethod[] Unverified = [new(Channel.Voice, "+8610000000002", IsVerified: false)];
    public static readonly Area Town = new(Centre, new AreaId("town"), null, AreaLevel.Town, "Sanjiang", null);
    public static readonly Centre Hotline = new(Centre, "96345", "96345", Town.Id, "Europe/Berlin", [Nights]);
    public static readonly Contact Daughter = new(Centre, new ContactId("daughter"), Home, "D", "daughter", 1, Verified, Hours: [Days]);
    public static readonly EscalationPolicy Policy = DefaultPolicies.Life(Centre);

    public static readonly Rota Rota = new(
        Centre,
        new RotaId("night"),
        "Night",
        RotaOf.Operators,
        [new Shift(Nights, Monday, [new ShiftTurn(["boss"]), new ShiftTurn(["deputy", "wang"])])],
        []);

    public static readonly DirectoryItem[] Items =
    [
        Hotline,
        Town,
        Policy,
        new Household(Centre, Home, Town.Id, "Chen", "Lane 3", null, null, null),
        Daughter,
        new Responder(Centre, new ResponderId("guard"), "G", ResponderRole.PropertyGuard, [Town.Id], Verified, null),
        Person("boss", OperatorRole.Supervisor),
        Person("deputy", OperatorRole.Supervisor),
        Person("chief", OperatorRole.Supervisor),
        Person("wang", OperatorRole.Operator),
        Person("li", OperatorRole.Operator),
        Rota,
    ];

    public static Operator Person(string id, OperatorRole role) => new(Centre, new OperatorId(id), id, role, "-", Verified);
}
