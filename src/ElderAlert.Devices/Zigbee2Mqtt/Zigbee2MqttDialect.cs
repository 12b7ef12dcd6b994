using System.Text.Json;
using ElderAlert.Devices.Payloads;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices.Zigbee2Mqtt;

/// <summary>
/// Zigbee2MQTT 1.x and 2.x under its usual base topic (https://www.zigbee2mqtt.io/guide/usage/mqtt_topics_and_messages.html).
/// Friendly names may hold spaces, slashes and any letter, so that only the directory knows where a name ends.
/// </summary>
internal sealed class Zigbee2MqttDialect : IDialect
{
    private const string Prefix = "zigbee2mqtt/";
    private const string Bridge = "bridge/";
    private const string Availability = "/availability";

    public bool Speaks(string topic) => topic.StartsWith(Prefix, StringComparison.Ordinal);

    public Interpretation Interpret(DialectMessage message)
    {
        var name = message.Topic[Prefix.Length..];
        if (name.StartsWith(Bridge, StringComparison.Ordinal))
        {
            return BridgeTopics.Interpret(message, name[Bridge.Length..]);
        }

        // An empty payload takes a retained message back: the device was renamed or removed.
        if (JsonPayload.Trim(message.Payload).IsEmpty && message.FindBinding(name) is not null)
        {
            return Interpretation.Nothing;
        }

        return name.EndsWith(Availability, StringComparison.Ordinal)
            ? AvailabilityOf(message, name[..^Availability.Length])
            : State(message, name);
    }

    private static Interpretation AvailabilityOf(DialectMessage message, string name)
    {
        if (JsonPayload.Trim(message.Payload).IsEmpty)
        {
            return Interpretation.Nothing;
        }

        if (message.FindBinding(name) is not { } device)
        {
            return UnknownDevice(name);
        }

        return Connectivity.Read(message.Payload) is { } online
            ? Interpretation.Of(ConnectivityReading.Of(message, device, online))
            : Interpretation.Refuse(InputProblem.Undecodable, "Availability is online or offline.");
    }

    private static Interpretation State(DialectMessage message, string name)
    {
        if (message.FindBinding(name) is { } device)
        {
            return WithObject(message, root => new StateReader(message, device).Read(root));
        }

        if (IsRequest(name))
        {
            return Interpretation.Nothing;
        }

        var slash = name.LastIndexOf('/');
        if (slash > 0 && message.FindBinding(name[..slash]) is { } owner)
        {
            using var attribute = AttributePayload.Wrap(name[(slash + 1)..], message.Payload);
            return new StateReader(message, owner).Read(attribute.RootElement);
        }

        return Stranger(message, name);
    }

    /// <summary>Commands and queries that a home automation sends to the gateway on the same topics.</summary>
    private static bool IsRequest(string name)
    {
        var parts = name.Split('/');
        return parts.Length > 1 && (parts[^1] is "set" or "get" || (parts.Length > 2 && parts[^2] is "set" or "get"));
    }

    /// <summary>
    /// Something that nobody has registered. Danger to life is raised for the gateway's home under the unknown name, because it may be a
    /// call for help; the rest is reported as input that nobody can place, loudly where it sounds like trouble.
    /// </summary>
    private static Interpretation Stranger(DialectMessage message, string name)
    {
        if (JsonPayload.Trim(message.Payload).IsEmpty)
        {
            return Interpretation.Nothing;
        }

        var nobody = message.Sender with { Type = DeviceType.Other, ButtonIsSos = false };
        using var json = JsonPayload.TryParse(message.Payload, out _);
        using var attribute = AttributePayload.Wrap(name[(name.LastIndexOf('/') + 1)..], message.Payload);
        var root = json is { RootElement.ValueKind: JsonValueKind.Object } ? json.RootElement : attribute.RootElement;
        var reading = new StateReader(message, nobody).Read(root).Readings[0];
        var said = reading.Signals.Where(s => s.Signal.State is SignalState.Active).ToList();
        if (said.Count == 0 && reading.Telemetry?.Metrics.ContainsKey(Metrics.Button) is not true)
        {
            return UnknownDevice(name);
        }

        var words = said.Count > 0 ? string.Join(", ", said.Select(s => s.Signal.Kind)) : "a button press";
        var cut = Loose.Cut(name, 80);
        var dangers = said
            .Where(s => SignalKinds.LaneOf(s.Signal.Kind) is Lane.Life)
            .Select(s => s with { Signal = s.Signal with { UnknownName = new PrivateText(cut) } })
            .ToList();
        return new Interpretation(
            dangers.Count > 0 ? [new DeviceReading(message.Sender) { Signals = dangers }] : [],
            [new ReadingProblem(InputProblem.UnknownDevice, $"No device on file is called \"{cut}\" behind this gateway, and it reports {words}.")]);
    }

    private static Interpretation UnknownDevice(string name) => Interpretation.Refuse(
        InputProblem.UnknownDevice, $"No device on file is called \"{Loose.Cut(name, 80)}\" behind this gateway.", routine: true);

    private static Interpretation WithObject(DialectMessage message, Func<JsonElement, Interpretation> read)
    {
        using var json = JsonPayload.TryParse(message.Payload, out var reason);
        if (json is null)
        {
            return Interpretation.Refuse(InputProblem.Undecodable, reason);
        }

        return json.RootElement.ValueKind is JsonValueKind.Object
            ? read(json.RootElement)
            : Interpretation.Refuse(InputProblem.Undecodable, "The state of a device is a JSON object.");
    }
}
