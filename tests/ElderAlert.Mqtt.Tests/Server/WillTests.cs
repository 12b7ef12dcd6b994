using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Server;

public sealed class WillTests
{
    private static readonly ApplicationMessage s_will =
        new("ea/v1/d1/status", "offline"u8.ToArray(), QualityOfService.AtLeastOnce, Retain: true);

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task Will_ConnectionBreaks_PassesTheSinkAndIsRetained(MqttProtocolVersion version)
    {
        await using var host = await MqttHost.StartAsync();
        var client = await MqttClient.ConnectAsync(host.Options("d1", version) with { Will = s_will });

        await client.DisposeAsync();

        var publish = await host.Application.NextPublishAsync();
        Assert.True(publish.IsWill);
        Assert.Equal("offline", RecordingApplication.Text(publish.Message));
        await host.Application.NextDisconnectAsync();
        var collector = new Collector();
        await using var late = await host.ConnectAsync("late", onMessage: collector.OnMessage);
        await late.SubscribeAsync("ea/v1/+/status");
        var retained = await collector.NextAsync();
        Assert.True(retained.Message.Retain);
        Assert.Equal("offline", RecordingApplication.Text(retained.Message));
    }

    [Fact]
    public async Task Will_NotRetained_ReachesSubscribersWithItsPropertiesInOrderAndIsNotKept()
    {
        await using var host = await MqttHost.StartAsync();
        var (early, late) = (new Collector(), new Collector());
        await using var watching = await host.ConnectAsync("early", onMessage: early.OnMessage);
        await watching.SubscribeAsync("ea/v1/+/status");
        var properties = new MessageProperties { UserProperties = [new("b", "1"), new("a", "2"), new("b", "3")] };
        var client = await MqttClient.ConnectAsync(host.Options("d1") with { Will = s_will with { Retain = false, Properties = properties } });

        await client.DisposeAsync();

        Assert.Equal(properties.UserProperties, (await early.NextAsync()).Message.Properties!.UserProperties);
        await using var after = await host.ConnectAsync("late", onMessage: late.OnMessage);
        await after.SubscribeAsync("ea/v1/+/status");
        await after.PublishAsync(s_will with { Payload = "online"u8.ToArray() });
        Assert.Equal("online", await late.NextTextAsync());
    }

    [Theory]
    [InlineData(ReasonCode.Success, 0)]
    [InlineData(ReasonCode.DisconnectWithWill, 1)]
    public async Task Will_Disconnect_PublishedOnlyWhenAskedFor(ReasonCode reasonCode, int published)
    {
        await using var host = await MqttHost.StartAsync();
        var client = await MqttClient.ConnectAsync(host.Options("d1") with { Will = s_will });

        await client.DisconnectAsync(reasonCode);

        var (_, cause) = await host.Application.NextDisconnectAsync();
        Assert.True(cause.ByClient);
        Assert.Equal(published, host.Application.PublishesWaiting);
    }

    [Fact]
    public async Task Will_KeepAliveTimeout_Published()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        using var client = await host.OpenAsync();
        await client.SendAsync(
            new Mqtt.Packets.ConnectPacket(MqttProtocolVersion.V311, "d1") { CleanStart = true, KeepAliveSeconds = 5, Will = s_will },
            MqttProtocolVersion.V311);
        await client.ReadPacketAsync();

        await time.AdvanceAsync(TimeSpan.FromSeconds(9));

        Assert.True((await host.Application.NextPublishAsync()).IsWill);
    }

    [Fact]
    public async Task Will_Delayed_PublishedWhenTheDelayIsOver()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        await using (await MqttClient.ConnectAsync(Delayed(host)))
        {
        }

        await host.Application.NextDisconnectAsync();
        await time.AdvanceAsync(TimeSpan.FromSeconds(25));
        Assert.Equal(0, host.Application.PublishesWaiting);
        await time.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.True((await host.Application.NextPublishAsync()).IsWill);
    }

    [Fact]
    public async Task Will_DelayedAndClientReturns_NotPublished()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        await using (await MqttClient.ConnectAsync(Delayed(host)))
        {
        }

        await host.Application.NextDisconnectAsync();
        await using var back = await MqttClient.ConnectAsync(Delayed(host) with { CleanStart = false });
        await time.AdvanceAsync(TimeSpan.FromSeconds(60));

        Assert.True(back.ConnectResult.SessionPresent);
        Assert.Equal(0, host.Application.PublishesWaiting);
    }

    [Fact]
    public async Task Will_DelayedAndSessionEndsFirst_PublishedWithTheSession()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        await using (await MqttClient.ConnectAsync(Delayed(host) with { SessionExpiry = TimeSpan.FromSeconds(5) }))
        {
        }

        await host.Application.NextDisconnectAsync();
        await time.AdvanceAsync(TimeSpan.FromSeconds(7));

        Assert.True((await host.Application.NextPublishAsync()).IsWill);
    }

    [Fact]
    public async Task Will_SinkUnavailable_TriedAgain()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        var calls = 0;
        host.Application.Sink = _ => ValueTask.FromResult(
            Interlocked.Increment(ref calls) == 1 ? PublishOutcome.Unavailable : PublishOutcome.Accepted);
        await using (await MqttClient.ConnectAsync(host.Options("d1") with { Will = s_will, KeepAlive = TimeSpan.Zero }))
        {
        }

        await host.Application.NextPublishAsync();
        await host.Application.NextDisconnectAsync();
        await time.AdvanceAsync(TimeSpan.FromSeconds(3));

        Assert.True((await host.Application.NextPublishAsync()).IsWill);
    }

    [Fact]
    public async Task Will_ServerStops_NotPublished()
    {
        await using var host = await MqttHost.StartAsync();
        await using var client = await MqttClient.ConnectAsync(host.Options("d1") with { Will = s_will });

        await host.StopAsync();

        Assert.Equal(ReasonCode.ServerShuttingDown, (await host.Application.NextDisconnectAsync()).Cause.ReasonCode);
        Assert.Equal(0, host.Application.PublishesWaiting);
        Assert.Equal(ReasonCode.ServerShuttingDown, (await client.Closed)!.ReasonCode);
    }

    private static MqttClientOptions Delayed(MqttHost host) => host.Options("d1") with
    {
        Will = s_will,
        WillDelay = TimeSpan.FromSeconds(30),
        SessionExpiry = TimeSpan.FromMinutes(10),
        KeepAlive = TimeSpan.Zero,
    };
}
