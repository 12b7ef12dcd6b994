using System.Text.Json;
using ElderAlert.Devices.Payloads;

namespace ElderAlert.Devices.Zigbee2Mqtt;

/// <summary>Which properties are measurements, and what they are called here. Settings and the rest of a device's state are left alone.</summary>
internal static class Metrics
{
    public const string Button = "button";
    public const string Vibration = "vibration";
    public const string Battery = "battery";
    private const string Presence = "presence";
    private const string Motion = "motion";

    private const double MillivoltsFrom = 1000;

    private static readonly Dictionary<string, string> Numbers = new(StringComparer.Ordinal)
    {
        ["battery"] = Battery,
        ["temperature"] = "roomTempC",
        ["device_temperature"] = "deviceTempC",
        ["humidity"] = "humidity",
        ["illuminance"] = "illuminanceLux",
        ["illuminance_lux"] = "illuminanceLux",
        ["linkquality"] = "linkQuality",
        ["breathing_rate"] = "breathingRate",
        ["respiration_rate"] = "breathingRate",
        ["heart_rate"] = "heartRate",
        ["co"] = "coPpm",
        ["co2"] = "co2Ppm",
        ["gas_value"] = "gasLevel",
        ["gas_density"] = "gasLevel",
        ["smoke_value"] = "smokeLevel",
        ["smoke_density"] = "smokeLevel",
        ["smoke_concentration"] = "smokeLevel",
        ["power"] = "powerW",
        ["noise"] = "noiseDb",
    };

    private static readonly Dictionary<string, string> Truths = new(StringComparer.Ordinal)
    {
        ["occupancy"] = Motion,
        ["motion"] = Motion,
        ["moving"] = "moving",
        ["presence"] = Presence,
        ["human_presence"] = Presence,
        ["vibration"] = Vibration,
        ["bed_occupied"] = "inBed",
    };

    /// <summary>What a radar says about the person, as the measurements that it amounts to.</summary>
    private static readonly Dictionary<string, KeyValuePair<string, double>[]> Postures = new(StringComparer.Ordinal)
    {
        ["unoccupied"] = [new(Presence, 0), new("inBed", 0), new("lowPosture", 0)],
        ["occupied"] = [new(Presence, 1), new("inBed", 0), new("lowPosture", 0)],
        ["sitting"] = [new(Presence, 1), new("inBed", 0), new("lowPosture", 0)],
        ["on_the_bed"] = [new(Presence, 1), new("inBed", 1), new("lowPosture", 0)],
        ["low_posture"] = [new(Presence, 1), new("inBed", 0), new("lowPosture", 1)],
        ["falling"] = [new(Presence, 1), new("inBed", 0), new("lowPosture", 1)],
    };

    /// <summary>Whether a value of <c>status</c> is a radar's word for what it sees, rather than some other device's state.</summary>
    public static bool IsPosture(string word) => Postures.ContainsKey(word);

    /// <summary>Adds what a property measures, if it measures anything.</summary>
    public static void Read(string property, JsonElement value, Dictionary<string, double> metrics)
    {
        if (Numbers.TryGetValue(property, out var name))
        {
            Add(metrics, name, Loose.Number(value));
        }
        else if (Truths.TryGetValue(property, out name))
        {
            Add(metrics, name, Loose.Truth(value) is { } truth ? Number(truth) : null);
        }
        else
        {
            ReadSpecial(property, value, metrics);
        }
    }

    private static void ReadSpecial(string property, JsonElement value, Dictionary<string, double> metrics)
    {
        switch (property)
        {
            case "contact":
                Add(metrics, "doorOpen", Loose.Truth(value) is { } closed ? Number(!closed) : null);
                break;
            case "voltage" when Loose.Number(value) is { } volts:
                metrics["voltageV"] = volts >= MillivoltsFrom ? volts / MillivoltsFrom : volts;
                break;
            case "status" when value.ValueKind is JsonValueKind.String && Postures.TryGetValue(value.GetString()!, out var posture):
                foreach (var (name, number) in posture)
                {
                    metrics[name] = number;
                }

                break;
            case "presence_state" when value.ValueKind is JsonValueKind.String:
                metrics[Presence] = Number(!value.ValueEquals("none") && !value.ValueEquals("NONE"));
                break;
            case "motion_state" or "human_motion_state" when value.ValueKind is JsonValueKind.String:
                metrics[Motion] = Number(!value.ValueEquals("none"));
                break;
        }
    }

    private static void Add(Dictionary<string, double> metrics, string name, double? value)
    {
        if (value is { } number)
        {
            metrics[name] = number;
        }
    }

    private static double Number(bool truth) => truth ? 1 : 0;
}
