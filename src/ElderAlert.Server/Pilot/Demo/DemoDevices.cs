using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Pilot.Demo;

/// <summary>What is installed in a home: in two of three devices that connect themselves, in the third a Zigbee2MQTT gateway with its own.</summary>
internal sealed class DemoDevices(CentreId centre, HouseholdId home, DemoSecret secret)
{
    private const int EveryZigbeeHome = 3;

    /// <summary>The devices of the home of that number, from 0.</summary>
    public IEnumerable<Device> Of(int index) => index % EveryZigbeeHome == EveryZigbeeHome - 1 ? Zigbee(index) : Connected(index);

    private IEnumerable<Device> Connected(int index)
    {
        yield return Own("hub", DeviceType.Gateway, "ElderAlert hub", "客厅");
        yield return Own("pendant", DeviceType.Pendant, "SOS pendant", null) with { ButtonIsSos = true };
        yield return index % EveryZigbeeHome == 0
            ? Own("wearable", DeviceType.FallWearable, "Fall wearable", null)
            : Own("radar", DeviceType.Radar, "Fall radar 60 GHz", "卧室");
        yield return Own("smoke", DeviceType.SmokeDetector, "Smoke detector", "厨房");
        yield return Own("door", DeviceType.DoorContact, "Door contact", "门口");
        yield return Own("motion", DeviceType.MotionSensor, "Motion sensor", "客厅");
    }

    private IEnumerable<Device> Zigbee(int index)
    {
        var gateway = Own("gateway", DeviceType.Gateway, "Zigbee2MQTT gateway", "客厅");
        yield return gateway;
        yield return Own("wearable", DeviceType.FallWearable, "Fall wearable", null);
        yield return Behind("sos", DeviceType.Pendant, "Heiman HS1EB", "床头 SOS", "卧室") with { ButtonIsSos = true };
        yield return Behind("smoke", DeviceType.SmokeDetector, "Heiman HS1SA", "厨房 烟感", "厨房");
        yield return index % 2 == 0
            ? Behind("leak", DeviceType.LeakDetector, "Aqara SJCGQ11LM", "卫生间/水浸", "卫生间")
            : Behind("gas", DeviceType.GasDetector, "Heiman HS1CG", "厨房 燃气", "厨房");
        yield return Behind("door", DeviceType.DoorContact, "Aqara MCCGQ11LM", "大门", "门口");
        yield return Behind("motion", DeviceType.MotionSensor, "frient MOSZB-140", "客厅 人体", "客厅");

        Device Behind(string name, DeviceType type, string model, string externalName, string room) =>
            new(centre, IdOf(name), home, type, model, room, KeyHash: null, gateway.Id, externalName);
    }

    private Device Own(string name, DeviceType type, string model, string? room) =>
        new(centre, IdOf(name), home, type, model, room, DeviceKey.HashOf(secret.KeyOf(IdOf(name).Value)));

    private DeviceId IdOf(string name) => new($"{home}-{name}");
}
