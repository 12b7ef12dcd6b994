namespace ElderAlert.FirmwareSim.Zigbee;

/// <summary>Why a Zigbee device speaks.</summary>
internal enum ZigbeeOccasion
{
    /// <summary>Its regular report, or a change that is no alarm (door, motion, presence).</summary>
    Report,

    /// <summary>A call, fall, smoke, gas or leak, and its repeats.</summary>
    Alarm,

    /// <summary>The alarm is over.</summary>
    Clear,

    Test,
    BatteryLow,
}

/// <summary>What a Zigbee device knows when it speaks.</summary>
/// <param name="Occasion">Why it speaks.</param>
/// <param name="IsActive">Door open, somebody present or moving.</param>
/// <param name="BatteryPercent">Its charge.</param>
/// <param name="LinkQuality">0 to 255, as Zigbee coordinators measure it.</param>
internal sealed record ZigbeeReport(ZigbeeOccasion Occasion, bool IsActive, double BatteryPercent, int LinkQuality);

/// <summary>Puts a report into the JSON that Zigbee2MQTT publishes for a model of device.</summary>
internal interface IZigbeeVoice
{
    byte[] Say(SimulatedDevice device, ZigbeeReport report);
}
