using System.Text.Json.Nodes;

namespace ElderAlert.FirmwareSim.Zigbee;

/// <summary>Payloads with the usual fields of Zigbee2MQTT for each type of device.</summary>
internal sealed class ComposedVoice : IZigbeeVoice
{
    public byte[] Say(SimulatedDevice device, ZigbeeReport report)
    {
        var json = new JsonObject
        {
            ["battery"] = Math.Round(report.BatteryPercent),
            ["battery_low"] = report.Occasion == ZigbeeOccasion.BatteryLow,
            ["linkquality"] = report.LinkQuality,
        };
        AddMeaning(json, device.Type, report);
        return System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static void AddMeaning(JsonObject json, SimulatedDeviceType type, ZigbeeReport report)
    {
        var isAlarm = report.Occasion == ZigbeeOccasion.Alarm;
        switch (type)
        {
            case SimulatedDeviceType.Pendant when isAlarm:
                json["action"] = "emergency";
                break;
            case SimulatedDeviceType.Pendant:
                break;
            case SimulatedDeviceType.Radar:
                json.Remove("battery");
                json.Remove("battery_low");
                json["presence"] = report.IsActive || isAlarm;
                json["fall_down_status"] = isAlarm ? "fall" : "none";
                break;
            case SimulatedDeviceType.SmokeDetector:
                json["smoke"] = isAlarm;
                json["test"] = report.Occasion == ZigbeeOccasion.Test;
                break;
            case SimulatedDeviceType.GasDetector:
                json["gas"] = isAlarm;
                break;
            case SimulatedDeviceType.CoDetector:
                json["carbon_monoxide"] = isAlarm;
                break;
            case SimulatedDeviceType.LeakDetector:
                json["water_leak"] = isAlarm;
                break;
            case SimulatedDeviceType.DoorContact:
                json["contact"] = !report.IsActive;
                break;
            case SimulatedDeviceType.MotionSensor:
                json["occupancy"] = report.IsActive;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "does not speak Zigbee here");
        }
    }
}
