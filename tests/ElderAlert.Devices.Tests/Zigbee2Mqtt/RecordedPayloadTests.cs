using System.Text;
using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Devices.Tests.Zigbee2Mqtt;

/// <summary>Every recorded message of real Zigbee2MQTT devices means what its file says that it means.</summary>
public sealed class RecordedPayloadTests
{
    private const string Folder = "payloads/zigbee2mqtt";

    public static TheoryData<string> Files()
    {
        var data = new TheoryData<string>();
        var folder = RecordedData.Folder is { } root ? Path.Combine(root, Folder) : "";
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetFileName(file));
        }

        if (data.Count == 0)
        {
            data.Add("");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Interpret_RecordedMessage_MeansWhatItsFileSays(string file)
    {
        var path = Path.Combine(RecordedData.Require(Folder), file);
        using var sample = JsonDocument.Parse(File.ReadAllBytes(path));
        var means = sample.RootElement.GetProperty("means");

        var said = Interpret(sample.RootElement, means);

        Assert.Empty(said.Problems);
        var kind = means.GetProperty("kind").GetString()!;
        var raisesLife = said.Raised().Any(k => SignalKinds.LaneOf(k) is Lane.Life);
        Assert.Equal(means.GetProperty("alarm").GetBoolean() || kind is "fall_suspected", raisesLife);
        AssertKind(kind, means.GetProperty("state").GetString()!, said);
        AssertDetails(means, said);
    }

    private static Interpretation Interpret(JsonElement sample, JsonElement means)
    {
        var onlyRegistrationKnows = means.TryGetProperty("assumption", out _);
        var device = DeviceSetup.Device("d1", DeviceType.Other, buttonIsSos: onlyRegistrationKnows);
        var topic = sample.GetProperty("topic").GetString()!;
        var payload = sample.GetProperty("payload");
        var name = topic["zigbee2mqtt/".Length..].Replace("/availability", "", StringComparison.Ordinal);
        var named = means.TryGetProperty("device", out var inside) ? inside.GetString()! : name;
        var text = payload.ValueKind is JsonValueKind.String ? payload.GetString()! : payload.GetRawText();
        return DialectCatalogue.Interpret(new DialectMessage(
            topic, Encoding.UTF8.GetBytes(text), Retained: false, DeviceSetup.Now, DeviceSetup.Gateway, n => n == name || n == named ? device : null));
    }

    private static void AssertKind(string kind, string state, Interpretation said)
    {
        switch (kind)
        {
            case "sos" or "fall" or "smoke" or "gas" or "co" or "tamper" or "battery_low":
                Assert.Contains(Enum.Parse<SignalKind>(kind.Replace("_", "", StringComparison.Ordinal), ignoreCase: true), InState(said, state));
                break;
            case "water_leak":
                Assert.Contains(SignalKind.Leak, InState(said, state));
                break;
            case "fall_suspected":
                Assert.InRange(said.Readings.Single().Signals.Single(s => s.Signal.Kind is SignalKind.Fall).Signal.Confidence!.Value, 0.1, 0.5);
                break;
            case "device_test":
                Assert.Equal([SignalKind.Test], said.Raised());
                break;
            case "online" or "bridge_online":
                Assert.True(said.Readings.Single().Online);
                break;
            case "bridge_offline":
                Assert.Equal([SignalKind.Offline], said.Raised());
                Assert.Equal(DeviceSetup.Gateway, said.Readings.Single().Device);
                break;
            case "device_removed":
                Assert.True(said.Readings.Single().Left);
                break;
            case "ignore":
                Assert.Empty(said.Readings);
                break;
            case "heartbeat":
                Assert.Empty(said.Raised());
                Assert.Single(said.Readings);
                break;
            default:
                AssertMeasured(kind, state, said);
                break;
        }
    }

    private static void AssertMeasured(string kind, string state, Interpretation said)
    {
        var (metric, value) = kind switch
        {
            "contact_open" => ("doorOpen", 1),
            "contact_closed" => ("doorOpen", 0),
            "motion" or "vibration" => (kind, state is "active" ? 1 : 0),
            "presence" => (said.Metric("presence") is null ? "motion" : "presence", state is "active" ? 1 : 0),
            _ => throw new InvalidOperationException($"the samples have a kind that this test does not know: {kind}"),
        };
        Assert.Equal(value, said.Metric(metric));
    }

    private static void AssertDetails(JsonElement means, Interpretation said)
    {
        if (means.TryGetProperty("battery_percent", out var battery))
        {
            Assert.Equal(battery.ValueKind is JsonValueKind.Null ? null : battery.GetDouble(), said.Metric("battery"));
        }

        if (means.TryGetProperty("tamper", out var tamper))
        {
            Assert.Equal(tamper.GetBoolean(), said.Raised().Contains(SignalKind.Tamper));
        }

        if (means.TryGetProperty("battery_low", out var low))
        {
            Assert.Equal(low.GetBoolean(), said.Raised().Contains(SignalKind.BatteryLow));
        }

        if (means.TryGetProperty("breathing_rate", out var breathing))
        {
            Assert.Equal(breathing.GetDouble(), said.Metric("breathingRate"));
        }
    }

    private static IEnumerable<SignalKind> InState(Interpretation said, string state) => state is "active" ? said.Raised() : said.Cleared();
}
