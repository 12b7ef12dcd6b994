using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.FirmwareSim;

namespace ElderAlert.Server.Pilot.Demo;

/// <summary>The demo's pilot: a hotline, its city and 45 households of people who do not exist. The same in every demo but for keys and passwords.</summary>
internal static class DemoPilot
{
    /// <summary>The demo's centre.</summary>
    public static readonly CentreId Centre = new("qingxi");

    private const int Seed = 96345;

    /// <summary>Everything on file, ready to be applied.</summary>
    public static PilotPlan Plan(DemoSecret secret)
    {
        var random = new Random(Seed);
        var phones = new DemoPhones();
        var items = new List<DirectoryItem>
        {
            new Centre(Centre, "青溪市 96345 社会公共服务中心 Qingxi 96345", "96345", DemoPlaces.County, "Asia/Shanghai", DemoDuty.QuietHours),
            DemoDuty.Life(Centre),
            DefaultPolicies.Technical(Centre),
        };
        items.AddRange(DemoPlaces.Areas(Centre));
        items.AddRange(DemoPeople.Operators(Centre, secret, phones, random));
        items.AddRange(DemoPeople.Responders(Centre, phones, random));
        items.AddRange(DemoDuty.Rotas(Centre));
        items.AddRange(new DemoHomes(Centre, secret, phones, random).Items());
        return new PilotPlan(Centre, items, []);
    }

    /// <summary>The same homes for the simulator, from what is on file.</summary>
    public static IReadOnlyList<SimulatedHome> Homes(IEnumerable<Household> households, Func<HouseholdId, IReadOnlyList<Device>> devicesOf, DemoSecret secret) =>
    [
        .. households
            .OrderBy(h => h.Id.Value, StringComparer.Ordinal)
            .Select(h => new SimulatedHome(
                h.Id.Value,
                [.. devicesOf(h.Id).OrderBy(d => d.Id.Value, StringComparer.Ordinal).Select(d => Simulated(d, secret))],
                h.Location?.Latitude,
                h.Location?.Longitude)),
    ];

    private static SimulatedDevice Simulated(Device device, DemoSecret secret) => new(device.Id.Value, Enum.Parse<SimulatedDeviceType>(device.Type.ToString()))
    {
        Key = device.Gateway is null ? secret.KeyOf(device.Id.Value) : null,
        Room = device.Room,
        Gateway = device.Gateway?.Value,
        ExternalName = device.ExternalName,
        ButtonIsSos = device.ButtonIsSos,
    };
}
