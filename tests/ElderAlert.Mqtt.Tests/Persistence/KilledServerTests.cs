using System.Collections.Concurrent;
using System.Globalization;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Tests.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Mqtt.Tests.Persistence;

/// <summary>A server in a process of its own, killed without warning.</summary>
public sealed class KilledServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mqtt-killed").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_WhileMessagesAreQueuedForAnAbsentClient_EveryAcknowledgedOneIsDelivered()
    {
        var port = FreePort.Next();
        var options = new MqttClientOptions { Host = "127.0.0.1", Port = port, Version = MqttProtocolVersion.V311 };
        var acknowledged = new List<int>();
        using (var server = await StartAsync(port))
        {
            await using (var subscriber = await MqttClient.ConnectAsync(options with { ClientId = "s", CleanStart = false }))
            {
                await subscriber.SubscribeAsync("a");
                await subscriber.DisconnectAsync();
            }

            await using var publisher = await MqttClient.ConnectAsync(options with { ClientId = "p" });
            var publishing = PublishAsync(publisher, acknowledged);
            await Eventually.TrueAsync(() => acknowledged.Count > 200);
            server.Kill();
            await publishing;
        }

        using var restarted = await StartAsync(port);
        var collector = new Collector();
        await using var back = await MqttClient.ConnectAsync(options with { ClientId = "s", CleanStart = false }, collector.OnMessage);
        Assert.True(back.ConnectResult.SessionPresent);
        for (var i = 0; i <= acknowledged[^1]; i++)
        {
            Assert.Equal(i.ToString(CultureInfo.InvariantCulture), await collector.NextTextAsync());
        }
    }

    [Fact]
    public async Task Kill_WhileMessagesAtQoS2AreUnderWay_EachIsDeliveredExactlyOnce()
    {
        const int Messages = 900;
        var options = new MqttClientOptions { Host = "127.0.0.1", Port = FreePort.Next(), Version = MqttProtocolVersion.V311, CleanStart = false };
        var backoff = new ReconnectBackoff(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20));
        var received = new ConcurrentQueue<string>();
        var server = await StartAsync(options.Port);
        await using var subscriber = new MqttSessionClient(options with { ClientId = "s" }, message => Keep(received, message), backoff);
        var subscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        subscriber.Connected = _ => subscribed.TrySetResult();
        await subscriber.SubscribeAsync(new SubscriptionRequest("a", QualityOfService.ExactlyOnce));
        subscriber.Start();
        await using var publisher = new MqttSessionClient(options with { ClientId = "p" }, backoff: backoff);
        publisher.Start();
        // A connection stands before its subscription is there: what was published in between would not be for the subscriber.
        await subscribed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var published = Enumerable.Range(0, Messages).Select(i => publisher.PublishAsync(Message(i) with { QoS = QualityOfService.ExactlyOnce }).AsTask()).ToList();
        for (var kill = 1; kill <= 3; kill++)
        {
            await Eventually.TrueAsync(() => received.Count > kill * Messages / 5);
            server.Kill();
            server.Dispose();
            server = await StartAsync(options.Port);
        }

        await Task.WhenAll(published).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => received.Count >= Messages);
        server.Dispose();
        Assert.Equal(Enumerable.Range(0, Messages).Select(i => $"{i}"), received);
    }

    [Fact]
    public async Task Kill_ClientDoesNotComeBack_ItsWillIsPublishedAfterTheRestart()
    {
        var port = FreePort.Next();
        var options = new MqttClientOptions { Host = "127.0.0.1", Port = port };
        var will = Message(1) with { Topic = "status" };
        using (var server = await StartAsync(port))
        {
            await using var lost = await MqttClient.ConnectAsync(options with { ClientId = "lost", Will = will });
            await using var back = await MqttClient.ConnectAsync(options with { ClientId = "back", Will = will with { Payload = "2"u8.ToArray() } });
            await using var left = await MqttClient.ConnectAsync(options with { ClientId = "left", Will = will with { Payload = "3"u8.ToArray() } });
            await left.DisconnectAsync();
            await lost.PublishAsync(Message(0));
            server.Kill();
            await Task.WhenAll(lost.Closed, back.Closed);
        }

        using var restarted = await StartAsync(port, "--will-grace", "2");
        var collector = new Collector();
        await using var watching = await MqttClient.ConnectAsync(options with { ClientId = "watching" }, collector.OnMessage);
        await watching.SubscribeAsync("status");
        await using var again = await MqttClient.ConnectAsync(options with { ClientId = "back" });

        Assert.Equal("1", await collector.NextTextAsync());
        await watching.PublishAsync(will with { Payload = "last"u8.ToArray() });
        Assert.Equal("last", await collector.NextTextAsync());
    }

    private static ApplicationMessage Message(int number) =>
        new("a", System.Text.Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), QualityOfService.AtLeastOnce);

    private static ValueTask Keep(ConcurrentQueue<string> received, ReceivedMessage message)
    {
        received.Enqueue(RecordingApplication.Text(message.Message));
        return ValueTask.CompletedTask;
    }

    private static async Task PublishAsync(MqttClient publisher, List<int> acknowledged)
    {
        try
        {
            for (var i = 0; i < 900; i++)
            {
                await publisher.PublishAsync(Message(i));
                acknowledged.Add(i);
            }
        }
        catch (MqttConnectionLostException)
        {
            // The server was killed, as it should be.
        }
    }

    private Task<ToolProcess> StartAsync(int port, params string[] arguments) =>
        TestHostProcess.StartAsync(port, ["--data", _folder, .. arguments]);
}
