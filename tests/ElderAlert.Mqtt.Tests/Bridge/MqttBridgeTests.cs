using System.Collections.Concurrent;
using ElderAlert.Mqtt.Bridge;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Mqtt.Tests.Bridge;

public sealed class MqttBridgeTests
{
    [Fact]
    public async Task Bridge_SinkNotAvailable_OfferedAgainAndAcknowledgedOnce()
    {
        await using var broker = await MqttHost.StartAsync();
        var application = new RecordingApplication();
        var calls = 0;
        application.Sink = _ => ValueTask.FromResult(
            Interlocked.Increment(ref calls) < 3 ? PublishOutcome.Unavailable : PublishOutcome.Accepted);
        await using var bridge = await StartAsync(broker.Port, application, MqttProtocolVersion.V500);
        await Eventually.TrueAsync(() => broker.Server.Router.SubscriptionCount == 1);

        await PublishAsync(broker.Port, "fall");

        for (var i = 0; i < 3; i++)
        {
            var publish = await application.NextPublishAsync();
            Assert.Equal(("site-gateway", "fall"), (publish.Client.Identity, RecordingApplication.Text(publish.Message)));
        }

        await bridge.StopAsync(CancellationToken.None);
        Assert.Equal(0, application.PublishesWaiting);
    }

    [Fact]
    public async Task Bridge_StoppedBeforeTheSinkHadTheMessage_BrokerKeepsItForTheNext()
    {
        await using var broker = await MqttHost.StartAsync();
        var busy = new RecordingApplication { Sink = _ => ValueTask.FromResult(PublishOutcome.Unavailable) };
        await using (var first = await StartAsync(broker.Port, busy, MqttProtocolVersion.V500))
        {
            await Eventually.TrueAsync(() => broker.Server.Router.SubscriptionCount == 1);
            await PublishAsync(broker.Port, "fall");
            await busy.NextPublishAsync();
            await first.StopAsync(CancellationToken.None);
        }

        var application = new RecordingApplication();
        await using var second = await StartAsync(broker.Port, application, MqttProtocolVersion.V500);

        var publish = await application.NextPublishAsync();
        Assert.True(publish.Duplicate);
        Assert.Equal("fall", RecordingApplication.Text(publish.Message));
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task Bridge_MosquittoRestarts_NothingIsLost(MqttProtocolVersion version)
    {
        ToolProcess.Require("/usr/sbin/mosquitto");
        var port = FreePort.Next();
        var folder = Directory.CreateTempSubdirectory("bridge").FullName;
        var file = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllTextAsync(file, $"listener {port} 127.0.0.1\nallow_anonymous true\n");
        var application = new RecordingApplication();
        await using var bridge = await StartAsync(port, application, version);
        for (var run = 0; run < 2; run++)
        {
            using var mosquitto = ToolProcess.Start("/usr/sbin/mosquitto", "-c", file, "-v");
            await Eventually.TrueAsync(() => mosquitto.Output.Contains("Sending SUBACK", StringComparison.Ordinal));

            await PublishAsync(port, $"fall {run}");

            Assert.Equal($"fall {run}", RecordingApplication.Text((await application.NextPublishAsync()).Message));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Bridge_ConnectedAndDropped_ObserverHearsOfBoth()
    {
        var line = new RecordedLine();
        var broker = await MqttHost.StartAsync();
        await using var bridge = await StartAsync(broker.Port, new RecordingApplication(), MqttProtocolVersion.V500, line);
        await Eventually.TrueAsync(() => line.IsWhole);

        await broker.DisposeAsync();
        await Eventually.TrueAsync(() => !line.IsWhole);

        Assert.Equal(["down", "up", "down"], line.Changes);
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task Bridge_TopicAddedWhileTheBrokerKeptTheSession_IsHeard(MqttProtocolVersion version)
    {
        await using var broker = await MqttHost.StartAsync();
        await using (var first = await StartAsync(broker.Port, new RecordingApplication(), version, topics: "shellies/#"))
        {
            await Eventually.TrueAsync(() => broker.Server.Router.SubscriptionCount == 1);
            await first.StopAsync(CancellationToken.None);
        }

        var application = new RecordingApplication();
        await using var second = await StartAsync(broker.Port, application, version, topics: ["shellies/#", "zigbee2mqtt/#"]);
        await Eventually.TrueAsync(() => broker.Server.Router.SubscriptionCount == 2);

        await PublishAsync(broker.Port, "fall");

        Assert.Equal("fall", RecordingApplication.Text((await application.NextPublishAsync()).Message));
    }

    private static async Task<MqttBridge> StartAsync(
        int port, IPublishSink sink, MqttProtocolVersion version, IBridgeObserver? observer = null, params string[] topics)
    {
        var bridge = new MqttBridge(
            new MqttBridgeOptions
            {
                Broker = new MqttClientOptions { Host = "127.0.0.1", Port = port, ClientId = "elderalert-bridge", Version = version },
                Subscriptions = [.. (topics is [] ? ["zigbee2mqtt/#"] : topics).Select(topic => new SubscriptionRequest(topic))],
                Identity = "site-gateway",
                RetryDelay = TimeSpan.FromMilliseconds(10),
            },
            sink,
            observer,
            TimeProvider.System,
            NullLogger<MqttBridge>.Instance);
        await bridge.StartAsync(CancellationToken.None);
        return bridge;
    }

    private static async Task PublishAsync(int port, string text)
    {
        await using var client = await MqttClient.ConnectAsync(new MqttClientOptions { Host = "127.0.0.1", Port = port, ClientId = "sensor" });
        await client.PublishAsync(new ApplicationMessage("zigbee2mqtt/button", System.Text.Encoding.UTF8.GetBytes(text), QualityOfService.AtLeastOnce));
    }

    /// <summary>What a bridge said of its connection; what it said again is left out.</summary>
    private sealed class RecordedLine : IBridgeObserver
    {
        private readonly ConcurrentQueue<string> _changes = new();

        public IReadOnlyList<string> Changes => [.. _changes];

        public bool IsWhole => Changes is [.., "up"];

        public void Connected(string identity, DateTimeOffset at) => Note(identity, "up");

        public void Disconnected(string identity, DateTimeOffset at) => Note(identity, "down");

        private void Note(string identity, string change)
        {
            Assert.Equal("site-gateway", identity);
            if (Changes is not [.., var last] || last != change)
            {
                _changes.Enqueue(change);
            }
        }
    }
}
