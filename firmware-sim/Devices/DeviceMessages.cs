using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElderAlert.FirmwareSim.Devices;

/// <summary>Body of <c>ea/v1/{deviceId}/signal</c>. Without a state it raises its kind; <c>clear</c> says that the condition is over.</summary>
internal sealed record SignalMessage(
    string Id,
    SignalKind Kind,
    string At,
    long Seq,
    string Boot,
    double? Confidence = null,
    MessageLocation? Location = null,
    IReadOnlyDictionary<string, string>? Detail = null,
    string? State = null);

/// <summary>Where the device believes to be.</summary>
internal sealed record MessageLocation(double Lat, double Lon, double AccuracyM);

/// <summary>Body of <c>ea/v1/{deviceId}/telemetry</c>.</summary>
internal sealed record TelemetryMessage(string At, IReadOnlyDictionary<string, double> Metrics);

/// <summary>Writes and reads the JSON of the MQTT contract.</summary>
internal static class DeviceJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Write<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, Options);

    public static string Time(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a command. Firmware that meets a type or a shape it does not know ignores it: a newer server may speak more.</summary>
    public static DeviceCommand? ReadCommand(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize<DeviceCommand>(payload, Options) is { Id.Length: > 0 } command ? command : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
