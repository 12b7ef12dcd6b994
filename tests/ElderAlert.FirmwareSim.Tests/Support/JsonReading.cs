using System.Text.Json;

namespace ElderAlert.FirmwareSim.Tests.Support;

/// <summary>Short words for what tests look up in messages.</summary>
internal static class JsonReading
{
    public static string Id(this JsonElement signal) => signal.GetProperty("id").GetString()!;

    public static string Kind(this JsonElement signal) => signal.GetProperty("kind").GetString()!;

    public static string Detail(this JsonElement signal, string name) => signal.GetProperty("detail").GetProperty(name).GetString()!;

    public static double Metric(this JsonElement telemetry, string name) => telemetry.GetProperty("metrics").GetProperty(name).GetDouble();

    public static bool Has(this JsonElement telemetry, string name) => telemetry.GetProperty("metrics").TryGetProperty(name, out _);
}
