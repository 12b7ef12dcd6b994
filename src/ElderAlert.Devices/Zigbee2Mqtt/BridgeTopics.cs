using System.Text.Json;
using ElderAlert.Devices.Payloads;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Devices.Zigbee2Mqtt;

/// <summary>What the gateway says about itself and its network. Its settings, lists and logs are nobody's danger.</summary>
internal static class BridgeTopics
{
    public static Interpretation Interpret(DialectMessage message, string topic) => topic switch
    {
        "state" => State(message),
        "event" => WithJson(message, Event),
        "response/device/remove" => WithJson(message, Removed),
        _ => Interpretation.Nothing,
    };

    private static Interpretation State(DialectMessage message)
    {
        if (JsonPayload.Trim(message.Payload).IsEmpty)
        {
            return Interpretation.Nothing;
        }

        return Connectivity.Read(message.Payload) is { } online
            ? Interpretation.Of(ConnectivityReading.Of(message, message.Sender, online))
            : Interpretation.Refuse(InputProblem.Undecodable, "The gateway's state is online or offline.");
    }

    private static Interpretation Event(DialectMessage message, JsonElement root) => TextOf(root, "type") switch
    {
        "device_joined" or "device_announce" => About(message, root, d => ConnectivityReading.Of(message, d, online: true)),
        "device_leave" => About(message, root, d => new DeviceReading(d) { Left = true }),
        _ => Interpretation.Nothing,
    };

    private static Interpretation Removed(DialectMessage message, JsonElement root) =>
        TextOf(root, "status") is "ok" ? About(message, root, d => new DeviceReading(d) { Left = true }) : Interpretation.Nothing;

    /// <summary>Events of devices that are not on file concern nobody: a lamp may come and go.</summary>
    private static Interpretation About(DialectMessage message, JsonElement root, Func<Device, DeviceReading> read)
    {
        if (!root.TryGetProperty("data", out var data) || data.ValueKind is not JsonValueKind.Object)
        {
            return Interpretation.Nothing;
        }

        var device = new[] { "friendly_name", "ieee_address", "id" }
            .Select(field => TextOf(data, field) is { } name ? message.FindBinding(name) : null)
            .FirstOrDefault(d => d is not null);
        return device is null ? Interpretation.Nothing : Interpretation.Of(read(device));
    }

    private static string? TextOf(JsonElement value, string field) =>
        value.TryGetProperty(field, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;

    private static Interpretation WithJson(DialectMessage message, Func<DialectMessage, JsonElement, Interpretation> read)
    {
        using var json = JsonPayload.TryParse(message.Payload, out var reason);
        if (json is null)
        {
            return Interpretation.Refuse(InputProblem.Undecodable, reason, routine: true);
        }

        return json.RootElement.ValueKind is JsonValueKind.Object ? read(message, json.RootElement) : Interpretation.Nothing;
    }
}
