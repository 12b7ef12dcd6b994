using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;

namespace ElderAlert.Server.Ingest;

/// <summary>Which topics a device may use: its own, and for a gateway those of the ecosystems behind it.</summary>
internal sealed class DeviceTopics(IncidentEngine engine) : ITopicAuthorizer
{
    private const string Root = "ea/v1/";

    private static readonly string[] Own = ["/signal", "/telemetry", "/status"];

    private static readonly string[][] Ecosystems =
    [
        ["zigbee2mqtt", "#"],
        ["tele", "+", "#"],
        ["shellies", "#"],
        ["+", "events", "rpc"],
        ["application", "+", "device", "+", "event", "+"],
        ["v3", "+", "devices", "+", "up"],
        ["owntracks", "+", "+"],
    ];

    public bool CanPublish(ClientConnection client, string topic, QualityOfService qos, bool retain)
    {
        if (topic.StartsWith(Root, StringComparison.Ordinal))
        {
            return Array.Exists(Own, suffix => IsOwn(topic, client.Identity, suffix));
        }

        return IsGateway(client.Identity) && Array.Exists(Ecosystems, filter => Matches(topic, filter));
    }

    public bool CanSubscribe(ClientConnection client, string topicFilter) => IsOwn(topicFilter, client.Identity, "/command");

    /// <summary>The topic on which the server tells a device what becomes of its call.</summary>
    public static string CommandTopic(DeviceId device) => $"{Root}{device.Value}/command";

    /// <summary>The device whose topic it is; null: none of <c>ea/v1/{deviceId}/...</c>.</summary>
    public static string? OwnerOf(string topic)
    {
        var slash = topic.StartsWith(Root, StringComparison.Ordinal) ? topic.IndexOf('/', Root.Length) : -1;
        return slash > Root.Length ? topic[Root.Length..slash] : null;
    }

    private static bool IsOwn(string topic, string device, string suffix) =>
        topic.Length == Root.Length + device.Length + suffix.Length
        && topic.StartsWith(Root, StringComparison.Ordinal)
        && topic.AsSpan(Root.Length).StartsWith(device, StringComparison.Ordinal)
        && topic.EndsWith(suffix, StringComparison.Ordinal);

    private bool IsGateway(string identity) => engine.Directory.Find(new DeviceId(identity))?.Type is DeviceType.Gateway;

    private static bool Matches(string topic, string[] filter)
    {
        var level = 0;
        foreach (var range in topic.AsSpan().Split('/'))
        {
            if (level < filter.Length && filter[level] is "#")
            {
                return true;
            }

            if (level >= filter.Length || (filter[level] is not "+" && !topic.AsSpan()[range].SequenceEqual(filter[level])))
            {
                return false;
            }

            level++;
        }

        // "#" includes the level above it (MQTT 4.7.1.2).
        return level == filter.Length || (level == filter.Length - 1 && filter[level] is "#");
    }
}
