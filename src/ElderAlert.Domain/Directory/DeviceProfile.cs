namespace ElderAlert.Domain.Directory;

/// <summary>How long a device may be silent.</summary>
/// <param name="Heartbeat">How often it speaks when nothing happens.</param>
/// <param name="LostAfter">Silent for so long, it counts as lost. Longer than the heartbeat, so that one lost message is no loss.</param>
public readonly record struct Supervision(TimeSpan Heartbeat, TimeSpan LostAfter);

/// <summary>How devices of one make are supervised, where that differs from their type's usual.</summary>
/// <param name="Centre">The centre whose file it is in.</param>
/// <param name="Id">The profile's id.</param>
/// <param name="Name">What it is called, for example battery hub.</param>
/// <param name="Heartbeat">How often such a device speaks when nothing happens.</param>
/// <param name="LostAfter">Silent for so long, it counts as lost.</param>
public sealed record DeviceProfile(CentreId Centre, ProfileId Id, string Name, TimeSpan Heartbeat, TimeSpan LostAfter) : DirectoryItem(Centre)
{
    public override string Key => Id.Value;

    /// <summary>The profile's times.</summary>
    public Supervision Supervision => new(Heartbeat, LostAfter);
}

/// <summary>
/// What is usual for each type of device. Hubs and pendants follow the supervision intervals of the field; sensors on a battery those
/// that Zigbee networks grant a sleeping device (a day and an hour).
/// </summary>
public static class DefaultProfiles
{
    /// <summary>A hub on the mains: every 5 minutes, lost after 15.</summary>
    public static readonly Supervision MainsHub = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15));

    /// <summary>A hub on a battery: every 15 minutes, lost after 45.</summary>
    public static readonly Supervision BatteryHub = new(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(45));

    /// <summary>A pendant: every 9 hours, lost after 24.</summary>
    public static readonly Supervision Pendant = new(TimeSpan.FromHours(9), TimeSpan.FromHours(24));

    /// <summary>A sensor on a battery: lost after 25 hours.</summary>
    public static readonly Supervision BatterySensor = new(TimeSpan.FromHours(12), TimeSpan.FromHours(25));

    /// <summary>A sensor on the mains: every 15 minutes, lost after 45.</summary>
    public static readonly Supervision MainsSensor = new(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(45));

    /// <summary>What is usual for a type.</summary>
    public static Supervision For(DeviceType type) => type switch
    {
        DeviceType.Gateway => MainsHub,
        DeviceType.Pendant or DeviceType.FallWearable => Pendant,
        DeviceType.Radar or DeviceType.BedSensor or DeviceType.GasDetector => MainsSensor,
        DeviceType.SmokeDetector or DeviceType.CoDetector or DeviceType.LeakDetector or DeviceType.DoorContact
            or DeviceType.MotionSensor or DeviceType.Other => BatterySensor,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a device type"),
    };
}
