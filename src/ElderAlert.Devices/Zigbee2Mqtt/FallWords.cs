using System.Text.Json;
using ElderAlert.Devices.Payloads;

namespace ElderAlert.Devices.Zigbee2Mqtt;

/// <summary>Reads what fall radars and wearables report. Their settings (sensitivity, ranges, areas) hold the word fall too and are not among these.</summary>
internal static class FallWords
{
    private static readonly HashSet<string> Properties =
    [
        "fall", "fall_detected", "fall_status", "fall_state", "fall_alarm", "fall_down", "fall_down_status", "fall_detection_state",
        "fall_detection_status", "falling",
    ];

    private static readonly HashSet<string> Fallen = ["fall", "falling", "fallen", "fall_alarm", "fall_down", "fall_detected", "drop", "alarm", "detected"];
    private static readonly HashSet<string> Suspected =
        ["maybe_fall", "fall_warning", "fall_suspected", "suspected", "suspected_fall", "pre_fall", "slip", "warning"];

    private static readonly HashSet<string> Upright = ["none", "normal", "no_fall", "not_fall", "clear", "idle"];

    public static bool IsAbout(string property) => Properties.Contains(property);

    /// <summary>What the value says; null where it says nothing (unknown, starting up) or cannot be read.</summary>
    public static Finding? Read(string property, JsonElement value, out bool unreadable)
    {
        unreadable = false;
        var word = value.ValueKind is JsonValueKind.String ? value.GetString()!.Trim().ToLowerInvariant() : "?";
        if (Suspected.Contains(word))
        {
            return Finding.Level(property, active: true, word, Suspicion.Confidence);
        }

        if (Fallen.Contains(word) || Upright.Contains(word))
        {
            return Finding.Level(property, Fallen.Contains(word), word);
        }

        if (Loose.Truth(value) is { } fallen)
        {
            return Finding.Level(property, fallen);
        }

        unreadable = value.ValueKind is not JsonValueKind.Null && !AlarmProperties.IsUndecided(word);
        return null;
    }
}
