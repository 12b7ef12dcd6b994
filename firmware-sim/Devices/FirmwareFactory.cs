using ElderAlert.FirmwareSim.Zigbee;

namespace ElderAlert.FirmwareSim.Devices;

/// <summary>Picks the program for a device.</summary>
internal static class FirmwareFactory
{
    /// <param name="parts">What it is built from; behind a gateway its flash is the gateway's.</param>
    /// <param name="voice">What Zigbee devices say.</param>
    public static Firmware Build(DeviceParts parts, IZigbeeVoice voice) => parts.Device.Gateway is null
        ? BuildOwn(parts)
        : new ZigbeeFirmware(parts, voice);

    private static OwnFirmware BuildOwn(DeviceParts parts) => parts.Device.Type switch
    {
        SimulatedDeviceType.Pendant => new Pendant(parts),
        SimulatedDeviceType.FallWearable => new FallWearable(parts),
        SimulatedDeviceType.Radar => new Radar(parts),
        SimulatedDeviceType.SmokeDetector or SimulatedDeviceType.GasDetector
            or SimulatedDeviceType.CoDetector or SimulatedDeviceType.LeakDetector => new ConditionDetector(parts),
        SimulatedDeviceType.DoorContact => new DoorContact(parts),
        SimulatedDeviceType.MotionSensor => new MotionSensor(parts),
        SimulatedDeviceType.BedSensor => new BedSensor(parts),
        SimulatedDeviceType.Gateway => new Hub(parts),
        _ => throw new ArgumentOutOfRangeException(nameof(parts), parts.Device.Type, "not a device type"),
    };
}
