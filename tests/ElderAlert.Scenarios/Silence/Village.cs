using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;

namespace ElderAlert.Scenarios.Silence;

/// <summary>More homes and devices for the town, for scenarios about those that fall silent.</summary>
internal static class Village
{
    public static readonly DeviceId Hub = new("hub");
    public static readonly DeviceId Motion = new("motion");
    public static readonly DeviceId Smoke = new("smoke");
    public static readonly DeviceId Door = new("door");

    /// <summary>A motion sensor that needs no hub.</summary>
    public static readonly DeviceId Hall = new("hall");
    public static readonly ResidentId Chen = new("chen");
    private static readonly AreaId Area = new("village");

    /// <summary>A hub in the home, with a smoke detector and a motion sensor behind it, and a door contact that connects itself.</summary>
    public static DirectoryItem[] Sensors() =>
    [
        new Device(Town.Centre, Hub, Town.Home, DeviceType.Gateway),
        new Device(Town.Centre, Smoke, Town.Home, DeviceType.SmokeDetector, Gateway: Hub, ExternalName: "smoke"),
        new Device(Town.Centre, Motion, Town.Home, DeviceType.MotionSensor, Gateway: Hub, ExternalName: "motion"),
        new Device(Town.Centre, Door, Town.Home, DeviceType.DoorContact),
        new Device(Town.Centre, Hall, Town.Home, DeviceType.MotionSensor),
    ];

    /// <summary>The resident of the home, with a plan.</summary>
    public static Resident Resident(ResidentPlan? plan) => new(Town.Centre, Chen, Town.Home, "Chen Guiying", 1941, 2, LivesAlone: true, ["heart"], plan);

    public static HouseholdId HomeOf(int number) => new(string.Create(CultureInfo.InvariantCulture, $"home-{number}"));

    public static DeviceId HubOf(int number) => new(string.Create(CultureInfo.InvariantCulture, $"hub-{number}"));

    /// <summary>So many homes of the village, each with a hub; the higher the number, the more dependent its resident.</summary>
    public static DirectoryItem[] Homes(int count) => Enumerable.Range(0, count).SelectMany(Home).ToArray();

    private static DirectoryItem[] Home(int number) =>
    [
        new Household(Town.Centre, HomeOf(number), Area, $"Home {number}", $"Lane 9 No. {number}", new GeoPoint(29.59, 120.83), null, null),
        new Resident(Town.Centre, new ResidentId($"resident-{number}"), HomeOf(number), $"Resident {number}", 1940, number % 5, LivesAlone: true, []),
        new Device(Town.Centre, HubOf(number), HomeOf(number), DeviceType.Gateway),
    ];
}
