using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Server;

public sealed class SessionTests
{
    private static ApplicationMessage Command(string text, QualityOfService qos = QualityOfService.AtLeastOnce) =>
        new("ea/v1/d1/command", System.Text.Encoding.UTF8.GetBytes(text), qos);

    private static MqttClientOptions Persistent(MqttHost host, MqttProtocolVersion version) =>
        host.Options("d1", version) with { CleanStart = false, SessionExpiry = TimeSpan.FromHours(1), KeepAlive = TimeSpan.Zero };

    [Theory]
    [InlineData(MqttProtocolVersion.V311, QualityOfService.AtLeastOnce)]
    [InlineData(MqttProtocolVersion.V500, QualityOfService.AtLeastOnce)]
    [InlineData(MqttProtocolVersion.V311, QualityOfService.ExactlyOnce)]
    [InlineData(MqttProtocolVersion.V500, QualityOfService.ExactlyOnce)]
    public async Task Session_ClientAway_CommandsWaitInOrder(MqttProtocolVersion version, QualityOfService qos)
    {
        await using var host = await MqttHost.StartAsync();
        await using (var first = await MqttClient.ConnectAsync(Persistent(host, version)))
        {
            Assert.False(first.ConnectResult.SessionPresent);
            await first.SubscribeAsync("ea/v1/d1/command", qos);
            await first.DisconnectAsync();
        }

        await host.Application.NextDisconnectAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, await host.Publisher.PublishAsync(Command($"{i}", qos)));
        }

        var collector = new Collector();
        await using var second = await MqttClient.ConnectAsync(Persistent(host, version), collector.OnMessage);
        Assert.True(second.ConnectResult.SessionPresent);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal($"{i}", await collector.NextTextAsync());
        }
    }

    [Fact]
    public async Task Session_NotAcknowledged_SentAgainWithDup()
    {
        await using var host = await MqttHost.StartAsync();
        var unacknowledged = new Collector();
        var first = await MqttClient.ConnectAsync(
            Persistent(host, MqttProtocolVersion.V500) with { ManualAcknowledgement = true }, unacknowledged.OnMessage);
        await first.SubscribeAsync("ea/v1/d1/command");
        await host.Publisher.PublishAsync(Command("go"));
        Assert.False((await unacknowledged.NextAsync()).Duplicate);
        await first.DisposeAsync();

        var collector = new Collector();
        await using var second = await MqttClient.ConnectAsync(Persistent(host, MqttProtocolVersion.V500), collector.OnMessage);

        var again = await collector.NextAsync();
        Assert.True(again.Duplicate);
        Assert.Equal("go", RecordingApplication.Text(again.Message));
    }

    [Fact]
    public async Task Session_ReceiveMaximumOfClient_Kept()
    {
        await using var host = await MqttHost.StartAsync();
        var collector = new Collector();
        await using var client = await MqttClient.ConnectAsync(
            host.Options("d1") with { ReceiveMaximum = 2, ManualAcknowledgement = true }, collector.OnMessage);
        await client.SubscribeAsync("ea/v1/d1/command");
        for (var i = 0; i < 4; i++)
        {
            await host.Publisher.PublishAsync(Command($"{i}"));
        }

        var first = await collector.NextAsync();
        await collector.NextAsync();
        await client.SubscribeAsync("round/trip");
        Assert.Equal(0, collector.Waiting);
        first.Acknowledge();

        Assert.Equal("2", await collector.NextTextAsync());
        Assert.Equal(0, collector.Waiting);
    }

    [Theory]
    [InlineData(QualityOfService.AtLeastOnce)]
    [InlineData(QualityOfService.ExactlyOnce)]
    public async Task Session_BackWithASmallerReceiveMaximum_KeptForWhatIsSentAgain(QualityOfService qos)
    {
        await using var host = await MqttHost.StartAsync();
        var before = new Collector();
        var first = await MqttClient.ConnectAsync(
            Persistent(host, MqttProtocolVersion.V500) with { ManualAcknowledgement = true }, before.OnMessage);
        await first.SubscribeAsync("ea/v1/d1/command", qos);
        for (var i = 0; i < 4; i++)
        {
            await host.Publisher.PublishAsync(Command($"{i}", qos));
            await before.NextAsync();
        }

        await first.DisposeAsync();
        var collector = new Collector();
        await using var second = await MqttClient.ConnectAsync(
            Persistent(host, MqttProtocolVersion.V500) with { ManualAcknowledgement = true, ReceiveMaximum = 2 }, collector.OnMessage);
        await host.Publisher.PublishAsync(Command("4", qos));
        await second.SubscribeAsync("round/trip");
        // What the client has read, its handler has not heard yet.
        await Eventually.TrueAsync(() => collector.Waiting >= 2);
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Assert.Equal(2, collector.Waiting);

        for (var i = 0; i < 5; i++)
        {
            var message = await collector.NextAsync();
            Assert.Equal(($"{i}", i < 4), (RecordingApplication.Text(message.Message), message.Duplicate));
            message.Acknowledge();
        }
    }

    [Fact]
    public async Task Session_Expired_StartsAnew()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        await using (var first = await MqttClient.ConnectAsync(Persistent(host, MqttProtocolVersion.V500)))
        {
            await first.SubscribeAsync("ea/v1/d1/command");
        }

        await host.Application.NextDisconnectAsync();
        await time.AdvanceAsync(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        Assert.Equal(0, await host.Publisher.PublishAsync(Command("too late")));
        await using var second = await MqttClient.ConnectAsync(Persistent(host, MqttProtocolVersion.V500));
        Assert.False(second.ConnectResult.SessionPresent);
    }

    [Fact]
    public async Task Session_CleanStart_ForgetsTheFormer()
    {
        await using var host = await MqttHost.StartAsync();
        await using (var first = await MqttClient.ConnectAsync(Persistent(host, MqttProtocolVersion.V311)))
        {
            await first.SubscribeAsync("ea/v1/d1/command");
        }

        await host.Application.NextDisconnectAsync();
        await using var second = await MqttClient.ConnectAsync(Persistent(host, MqttProtocolVersion.V311) with { CleanStart = true });

        Assert.False(second.ConnectResult.SessionPresent);
        Assert.Equal(0, await host.Publisher.PublishAsync(Command("x")));
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311, ReasonCode.UnspecifiedError)]
    [InlineData(MqttProtocolVersion.V500, ReasonCode.SessionTakenOver)]
    public async Task Session_SecondConnection_TakesOver(MqttProtocolVersion version, ReasonCode told)
    {
        await using var host = await MqttHost.StartAsync();
        await using var first = await MqttClient.ConnectAsync(Persistent(host, version));
        await first.SubscribeAsync("ea/v1/d1/command");

        var collector = new Collector();
        await using var second = await MqttClient.ConnectAsync(Persistent(host, version), collector.OnMessage);

        Assert.Equal(told, (await first.Closed)!.ReasonCode);
        Assert.True(second.ConnectResult.SessionPresent);
        Assert.Equal(ReasonCode.SessionTakenOver, (await host.Application.NextDisconnectAsync()).Cause.ReasonCode);
        await host.Publisher.PublishAsync(Command("to the second"));
        Assert.Equal("to the second", await collector.NextTextAsync());
    }

    [Fact]
    public async Task Session_QueueFull_TelemetryGoesFirstAndCommandsStay()
    {
        await using var host = await MqttHost.StartAsync(options => options.MaximumQueuedMessages = 2);
        await using (var first = await MqttClient.ConnectAsync(Persistent(host, MqttProtocolVersion.V500)))
        {
            await first.SubscribeAsync("#");
        }

        await host.Application.NextDisconnectAsync();
        await using var other = await host.ConnectAsync("other");
        for (var i = 0; i < 5; i++)
        {
            await other.PublishAsync(new ApplicationMessage("telemetry", new[] { (byte)('0' + i) }, QualityOfService.AtLeastOnce));
            await host.Publisher.PublishAsync(Command($"command {i}"));
        }

        var collector = new Collector();
        await using var second = await MqttClient.ConnectAsync(Persistent(host, MqttProtocolVersion.V500), collector.OnMessage);
        Assert.Equal("0", await collector.NextTextAsync());
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal($"command {i}", await collector.NextTextAsync());
        }
    }
}
