using System.Text.Json;
using ElderAlert.Devices.Payloads;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Devices.OwnSchema;

/// <summary>The product's own schema on <c>ea/v1/{deviceId}/signal|telemetry|status</c>.</summary>
internal sealed class OwnSchemaDialect : IDialect
{
    private const string Prefix = "ea/v1/";

    public bool Speaks(string topic) => topic.StartsWith(Prefix, StringComparison.Ordinal);

    public Interpretation Interpret(DialectMessage message)
    {
        var rest = message.Topic.AsSpan(Prefix.Length);
        var slash = rest.IndexOf('/');
        return (slash < 0 ? "" : rest[(slash + 1)..]) switch
        {
            "signal" => WithObject(message, SignalMessage.Read),
            "telemetry" => WithObject(message, TelemetryMessage.Read),
            "status" => Status(message),
            _ => Interpretation.Refuse(InputProblem.ForeignTopic, "Devices publish to signal, telemetry and status only."),
        };
    }

    private static Interpretation WithObject(DialectMessage message, Func<DialectMessage, JsonElement, Interpretation> read)
    {
        using var json = JsonPayload.TryParse(message.Payload, out var reason);
        if (json is null)
        {
            return Interpretation.Refuse(InputProblem.Undecodable, reason);
        }

        return json.RootElement.ValueKind is JsonValueKind.Object
            ? read(message, json.RootElement)
            : Interpretation.Refuse(InputProblem.Undecodable, "The message is not a JSON object.");
    }

    /// <summary>
    /// A connection that ends is no danger yet: wearables go out of range all day. The silence that follows is watched by the
    /// device's profile, so that a status gives no signal.
    /// </summary>
    private static Interpretation Status(DialectMessage message)
    {
        if (JsonPayload.Trim(message.Payload).IsEmpty)
        {
            return Interpretation.Nothing;
        }

        return Connectivity.Read(message.Payload) is { } online
            ? Interpretation.Of(new DeviceReading(message.Sender) { Online = online })
            : Interpretation.Refuse(InputProblem.Undecodable, "A status is online or offline.", routine: true);
    }
}
