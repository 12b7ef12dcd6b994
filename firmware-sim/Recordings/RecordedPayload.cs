using System.Text.Encodings.Web;
using System.Text.Json;
using ElderAlert.FirmwareSim.Zigbee;

namespace ElderAlert.FirmwareSim.Recordings;

/// <summary>One recorded payload of a device.</summary>
/// <param name="Model">The device that was recorded.</param>
/// <param name="Type">What it is.</param>
/// <param name="Occasion">Why it spoke.</param>
/// <param name="IsActive">For reports: door open, somebody present; null where it says nothing of that.</param>
/// <param name="NeedsRegistration">It means a call for help only where the directory says so.</param>
/// <param name="Bytes">As recorded, without the file's line breaks.</param>
internal sealed record RecordedPayload(
    string Model, SimulatedDeviceType Type, ZigbeeOccasion Occasion, bool? IsActive, bool NeedsRegistration, byte[] Bytes)
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public bool Fits(ZigbeeReport report) =>
        Occasion == report.Occasion && (Occasion != ZigbeeOccasion.Report || IsActive is null || IsActive == report.IsActive);

    /// <summary>Reads the folder <c>payloads/zigbee2mqtt</c>. Recordings of other kinds of message (bridge events, tampering) are left out.</summary>
    /// <exception cref="IOException">The folder is not there or not readable.</exception>
    /// <exception cref="FormatException">A file is not as described; the message names it.</exception>
    public static IReadOnlyList<RecordedPayload> Read(string folder)
    {
        var found = new List<RecordedPayload>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var recording = ReadOne(file);
            if (Reading(recording.Means) is { } reading)
            {
                found.Add(new RecordedPayload(
                    Path.GetFileName(file).Split('.')[0],
                    reading.Type,
                    reading.Occasion,
                    reading.IsActive,
                    recording.Means.Assumption is not null && reading.Occasion == ZigbeeOccasion.Alarm,
                    JsonSerializer.SerializeToUtf8Bytes(recording.Payload, Compact)));
            }
        }

        return found;
    }

    private static Recording ReadOne(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Recording>(File.ReadAllBytes(file), Strict) ?? throw new FormatException($"{file} is empty");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"{file}: {exception.Message}", exception);
        }
    }

    private static (SimulatedDeviceType Type, ZigbeeOccasion Occasion, bool? IsActive)? Reading(Meaning means) => (means.Kind, means.State) switch
    {
        ("sos", "active") => (SimulatedDeviceType.Pendant, ZigbeeOccasion.Alarm, null),
        ("fall", "active") => (SimulatedDeviceType.Radar, ZigbeeOccasion.Alarm, null),
        ("presence", "active") => (SimulatedDeviceType.Radar, ZigbeeOccasion.Report, true),
        ("presence", "clear") => (SimulatedDeviceType.Radar, ZigbeeOccasion.Report, false),
        ("smoke", "active") => (SimulatedDeviceType.SmokeDetector, ZigbeeOccasion.Alarm, null),
        ("smoke", "clear") => (SimulatedDeviceType.SmokeDetector, ZigbeeOccasion.Clear, null),
        ("device_test", _) => (SimulatedDeviceType.SmokeDetector, ZigbeeOccasion.Test, null),
        ("battery_low", _) => (SimulatedDeviceType.SmokeDetector, ZigbeeOccasion.BatteryLow, null),
        ("gas", "active") => (SimulatedDeviceType.GasDetector, ZigbeeOccasion.Alarm, null),
        ("co", "active") => (SimulatedDeviceType.CoDetector, ZigbeeOccasion.Alarm, null),
        ("water_leak", "active") => (SimulatedDeviceType.LeakDetector, ZigbeeOccasion.Alarm, null),
        ("water_leak", "clear") => (SimulatedDeviceType.LeakDetector, ZigbeeOccasion.Clear, null),
        ("contact_open", _) => (SimulatedDeviceType.DoorContact, ZigbeeOccasion.Report, true),
        ("contact_closed", _) => (SimulatedDeviceType.DoorContact, ZigbeeOccasion.Report, false),
        ("motion", "active") => (SimulatedDeviceType.MotionSensor, ZigbeeOccasion.Report, true),
        _ => null,
    };

    private sealed record Recording(JsonElement Payload, Meaning Means);

    private sealed record Meaning(string Kind, string? State = null, string? Assumption = null);
}
