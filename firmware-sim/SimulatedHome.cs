using ElderAlert.FirmwareSim.Falls;
using ElderAlert.FirmwareSim.Faults;

namespace ElderAlert.FirmwareSim;

/// <summary>What a simulated device is. The names are those of the server's directory.</summary>
public enum SimulatedDeviceType
{
    Pendant,
    FallWearable,
    Radar,
    SmokeDetector,
    GasDetector,
    CoDetector,
    LeakDetector,
    DoorContact,
    MotionSensor,
    BedSensor,

    /// <summary>A mains-powered hub; devices that name it as their gateway speak Zigbee2MQTT topics through it.</summary>
    Gateway,
}

/// <summary>A dwelling with one resident and the devices in it.</summary>
/// <param name="Id">Names the home in logs and seeds its habits; use the household's id.</param>
/// <param name="Devices">Everything installed there.</param>
/// <param name="Latitude">Degrees north, for devices that know their position; null: they never say one.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record SimulatedHome(string Id, IReadOnlyList<SimulatedDevice> Devices, double? Latitude = null, double? Longitude = null);

/// <summary>A device to simulate.</summary>
/// <param name="Id">Its id and MQTT user name.</param>
/// <param name="Type">What it is.</param>
public sealed record SimulatedDevice(string Id, SimulatedDeviceType Type)
{
    /// <summary>MQTT password. Needed unless <see cref="Gateway"/> carries the device.</summary>
    public string? Key { get; init; }

    /// <summary>Where it hangs, in English or Chinese (kitchen, 厨房); decides which of the resident's steps it sees. Null: the living room.</summary>
    public string? Room { get; init; }

    /// <summary>Id of the gateway of the same home that carries its messages; null: it connects itself.</summary>
    public string? Gateway { get; init; }

    /// <summary>Its Zigbee2MQTT friendly name, any text; needed with <see cref="Gateway"/>.</summary>
    public string? ExternalName { get; init; }

    /// <summary>Where a fall wearable is worn. Default: waist.</summary>
    public WearPosition Position { get; init; } = WearPosition.Waist;

    /// <summary>A plain press of this button is registered as a call for help, so recordings of plain buttons fit it. Default: false.</summary>
    public bool ButtonIsSos { get; init; }

    /// <summary>What goes wrong with it and when. Default: nothing.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}
