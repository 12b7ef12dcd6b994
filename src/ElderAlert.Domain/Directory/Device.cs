namespace ElderAlert.Domain.Directory;

/// <summary>What a device is, which decides how it is shown and supervised.</summary>
public enum DeviceType
{
    /// <summary>SOS button or cord, worn or fixed.</summary>
    Pendant,

    /// <summary>Worn detector of falls.</summary>
    FallWearable,

    /// <summary>Radar that sees falls and presence.</summary>
    Radar,
    SmokeDetector,
    GasDetector,
    CoDetector,
    LeakDetector,
    DoorContact,
    MotionSensor,
    BedSensor,

    /// <summary>Carries the messages of other devices, and may publish its ecosystem's own topics.</summary>
    Gateway,
    Other,
}

/// <summary>A device 设备 on file.</summary>
/// <param name="Centre">The centre that answers for it.</param>
/// <param name="Id">Its id; the MQTT user name where it connects itself.</param>
/// <param name="Household">Where it is installed.</param>
/// <param name="Type">What it is.</param>
/// <param name="Model">Maker and model, for the technician.</param>
/// <param name="Room">Where in the dwelling.</param>
/// <param name="KeyHash">Salted hash of the device key; null for a device that is only reached through a gateway.</param>
/// <param name="Gateway">The gateway that carries its messages; null for one that connects itself.</param>
/// <param name="ExternalName">Its name in the gateway's ecosystem (for example the Zigbee2MQTT friendly name), unique within the gateway.</param>
/// <param name="ButtonIsSos">A plain press (single, double, long) of this button asks for help; only registration can know.</param>
/// <param name="Profile">How it is supervised; null means what is usual for its type (<see cref="DefaultProfiles"/>).</param>
public sealed record Device(
    CentreId Centre,
    DeviceId Id,
    HouseholdId Household,
    DeviceType Type,
    string? Model = null,
    string? Room = null,
    string? KeyHash = null,
    DeviceId? Gateway = null,
    string? ExternalName = null,
    bool ButtonIsSos = false,
    ProfileId? Profile = null) : DirectoryItem(Centre)
{
    public override string Key => Id.Value;
    public override HouseholdId? SealedFor => Household;
}
