namespace ElderAlert.FirmwareSim.Devices;

/// <summary>What is usual for a type of device.</summary>
/// <param name="Heartbeat">How often it reports of itself when nothing happens.</param>
/// <param name="BatteryDays">Days from full to empty; infinite on the mains.</param>
internal sealed record DeviceProfile(TimeSpan Heartbeat, double BatteryDays)
{
    private const double Mains = double.PositiveInfinity;

    public static DeviceProfile For(SimulatedDeviceType type) => type switch
    {
        SimulatedDeviceType.Pendant => new DeviceProfile(TimeSpan.FromHours(9), 540),
        SimulatedDeviceType.FallWearable => new DeviceProfile(TimeSpan.FromMinutes(5), 3),
        SimulatedDeviceType.Radar => new DeviceProfile(TimeSpan.FromMinutes(5), Mains),
        SimulatedDeviceType.SmokeDetector => new DeviceProfile(TimeSpan.FromHours(1), 900),
        SimulatedDeviceType.GasDetector => new DeviceProfile(TimeSpan.FromMinutes(15), Mains),
        SimulatedDeviceType.CoDetector => new DeviceProfile(TimeSpan.FromHours(1), 900),
        SimulatedDeviceType.LeakDetector => new DeviceProfile(TimeSpan.FromHours(1), 700),
        SimulatedDeviceType.DoorContact => new DeviceProfile(TimeSpan.FromHours(1), 600),
        SimulatedDeviceType.MotionSensor => new DeviceProfile(TimeSpan.FromMinutes(30), 500),
        SimulatedDeviceType.BedSensor => new DeviceProfile(TimeSpan.FromMinutes(15), Mains),
        SimulatedDeviceType.Gateway => new DeviceProfile(TimeSpan.FromMinutes(5), Mains),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a device type"),
    };
}
