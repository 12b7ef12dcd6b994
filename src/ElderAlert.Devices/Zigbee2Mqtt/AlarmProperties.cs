using System.Text.Json;
using ElderAlert.Devices.Payloads;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices.Zigbee2Mqtt;

/// <summary>Which properties raise which kind, and how their values are read (https://www.zigbee2mqtt.io/guide/usage/exposes.html).</summary>
internal static class AlarmProperties
{
    private static readonly Dictionary<string, SignalKind> Kinds = new(StringComparer.Ordinal)
    {
        ["sos"] = SignalKind.Sos,
        ["panic"] = SignalKind.Sos,
        ["emergency"] = SignalKind.Sos,
        ["smoke"] = SignalKind.Smoke,
        ["smoke_state"] = SignalKind.Smoke,
        ["smoke_alarm"] = SignalKind.Smoke,
        ["smoke_detected"] = SignalKind.Smoke,
        ["gas"] = SignalKind.Gas,
        ["gas_state"] = SignalKind.Gas,
        ["gas_alarm"] = SignalKind.Gas,
        ["gas_detected"] = SignalKind.Gas,
        ["carbon_monoxide"] = SignalKind.Co,
        ["carbon_monoxide_alarm"] = SignalKind.Co,
        ["co_state"] = SignalKind.Co,
        ["co_alarm"] = SignalKind.Co,
        ["water_leak"] = SignalKind.Leak,
        ["water_leak_alarm"] = SignalKind.Leak,
        ["active_water_leak"] = SignalKind.Leak,
        ["leak"] = SignalKind.Leak,
        ["leak_detect"] = SignalKind.Leak,
        ["water"] = SignalKind.Leak,
        ["flood"] = SignalKind.Leak,
        ["tamper"] = SignalKind.Tamper,
        ["tamper_alarm"] = SignalKind.Tamper,
        ["battery_low"] = SignalKind.BatteryLow,
        ["low_battery"] = SignalKind.BatteryLow,
        ["battery_state"] = SignalKind.BatteryLow,
        ["ac_status"] = SignalKind.MainsLost,
        ["trouble"] = SignalKind.Fault,
        ["fault"] = SignalKind.Fault,
        ["faults"] = SignalKind.Fault,
        ["fault_alarm"] = SignalKind.Fault,
        ["fault_state"] = SignalKind.Fault,
        ["device_fault"] = SignalKind.Fault,
        ["battery_defect"] = SignalKind.Fault,
        ["malfunction"] = SignalKind.Fault,
        ["test"] = SignalKind.Test,
        ["self_test"] = SignalKind.Test,
        ["selftest"] = SignalKind.Test,
    };

    private static readonly HashSet<string> Undecided = ["", "unknown", "detecting", "preheating", "warming_up", "undefined", "unavailable"];

    /// <summary>The kind that a property speaks of; null for any other. A trailing endpoint (<c>_1</c>, <c>_l1</c>) belongs to no name.</summary>
    public static SignalKind? KindOf(string property)
    {
        if (Kinds.TryGetValue(property, out var kind) || Kinds.TryGetValue(WithoutEndpoint(property), out kind))
        {
            return kind;
        }

        return property.EndsWith("_leak_detect", StringComparison.Ordinal) ? SignalKind.Leak : null;
    }

    /// <summary>
    /// The kind of a property that only says "alarm": a sensor that watches for one thing means that thing. On anything else it is a siren
    /// that somebody switched on.
    /// </summary>
    public static SignalKind? GenericKindOf(string property, Device device)
    {
        if (WithoutEndpoint(property) is not ("alarm" or "alarm_state" or "alarm_status"))
        {
            return null;
        }

        return device.Type switch
        {
            DeviceType.SmokeDetector => SignalKind.Smoke,
            DeviceType.GasDetector => SignalKind.Gas,
            DeviceType.CoDetector => SignalKind.Co,
            DeviceType.LeakDetector => SignalKind.Leak,
            DeviceType.Pendant => SignalKind.Sos,
            _ => null,
        };
    }

    /// <summary>Whether the word says that the sensor cannot tell yet.</summary>
    public static bool IsUndecided(string word) => Undecided.Contains(word);

    /// <summary>What the value says about the kind.</summary>
    /// <param name="kind">The kind that the property speaks of.</param>
    /// <param name="property">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="device">As it is registered.</param>
    /// <param name="unreadable">Somebody may be in danger, and nobody can say what the value means.</param>
    public static Finding? Read(SignalKind kind, string property, JsonElement value, Device device, out bool unreadable)
    {
        unreadable = false;
        if (value.ValueKind is JsonValueKind.Null || (value.ValueKind is JsonValueKind.Number && IsMeter(property, device)))
        {
            return null;
        }

        var word = value.ValueKind is JsonValueKind.String ? value.GetString()!.Trim().ToLowerInvariant() : null;
        if (Loose.Truth(value) is { } active)
        {
            return Finding.Level(property, active, active ? word : null);
        }

        var finding = OfWord(kind, property, word) ?? OfFault(kind, property, value, word);
        unreadable = finding is null && SignalKinds.LaneOf(kind) is Lane.Life && !IsUndecided(word ?? "?");
        return finding;
    }

    private static Finding? OfWord(SignalKind kind, string property, string? word) => (kind, word) switch
    {
        (SignalKind.BatteryLow, "low") => Finding.Level(property, active: true, word),
        (SignalKind.BatteryLow, "middle" or "medium" or "high" or "full") => Finding.Level(property, active: false),
        (SignalKind.Test, "checking" or "testing" or "test" or "self_test") => Finding.Level(property, active: true, word),
        (SignalKind.Test, "check_success" or "success" or "passed" or "check_failure" or "failure") => Finding.Level(property, active: false, word),
        (_, "alarmed" or "critical_alarm" or "alarm_smoke" or "alarm_co" or "alarm_gas" or "fire" or "leak") => Finding.Level(property, active: true, word),
        (_, "prealarm" or "pre_alarm") => Finding.Level(property, active: true, word, Suspicion.Confidence),
        _ => null,
    };

    /// <summary>Any word or number but those for "all well" is a fault; an empty list of faults is none.</summary>
    private static Finding? OfFault(SignalKind kind, string property, JsonElement value, string? word)
    {
        if (kind is not SignalKind.Fault || (word is not null && IsUndecided(word)))
        {
            return null;
        }

        var none = value.ValueKind is JsonValueKind.Array && value.GetArrayLength() == 0;
        return Finding.Level(property, !none, none ? null : Loose.Text(value));
    }

    /// <summary>A number under these names is what a meter has counted, except from a detector.</summary>
    private static bool IsMeter(string property, Device device) => property switch
    {
        "gas" => device.Type is not DeviceType.GasDetector,
        "water" => device.Type is not DeviceType.LeakDetector,
        _ => false,
    };

    private static string WithoutEndpoint(string property)
    {
        var underscore = property.LastIndexOf('_');
        if (underscore <= 0)
        {
            return property;
        }

        var endpoint = property.AsSpan(underscore + 1).TrimStart('l');
        return endpoint.Length > 0 && endpoint.IndexOfAnyExceptInRange('0', '9') < 0 ? property[..underscore] : property;
    }
}
