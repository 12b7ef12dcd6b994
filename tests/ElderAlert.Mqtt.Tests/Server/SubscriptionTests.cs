using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Server;

public sealed class SubscriptionTests
{
    private static ApplicationMessage Message(string topic, QualityOfService qos = QualityOfService.AtLeastOnce, bool retain = false) =>
        new(topic, "x"u8.ToArray(), qos, retain);

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task Subscribe_NotAuthorized_RefusedAloneAndObserved(MqttProtocolVersion version)
    {
        await using var host = await MqttHost.StartAsync();
        host.Application.MaySubscribe = filter => filter != "secret/#";
        await using var client = await host.ConnectAsync("d1", version);

        var codes = await client.SubscribeAsync([new("own"), new("secret/#"), new("other", QualityOfService.ExactlyOnce)]);

        var refused = version == MqttProtocolVersion.V500 ? ReasonCode.NotAuthorized : ReasonCode.UnspecifiedError;
        Assert.Equal([ReasonCode.GrantedQoS1, refused, ReasonCode.GrantedQoS2], codes);
        Assert.Equal("secret/#", Assert.Single(host.Application.RefusedSubscriptions));
    }

    [Fact]
    public async Task Subscribe_Overlapping_OneDeliveryAtTheHighestQoSWithAllIdentifiers()
    {
        await using var host = await MqttHost.StartAsync();
        var collector = new Collector();
        await using var client = await host.ConnectAsync("d1", onMessage: collector.OnMessage);
        await client.SubscribeAsync([new("a/#", QualityOfService.AtMostOnce)], 7);
        await client.SubscribeAsync([new("a/+", QualityOfService.ExactlyOnce)], 9);

        await client.PublishAsync(Message("a/b", QualityOfService.ExactlyOnce));

        var received = await collector.NextAsync();
        Assert.Equal(QualityOfService.ExactlyOnce, received.Message.QoS);
        Assert.Equal([7u, 9u], received.SubscriptionIdentifiers.Order());
        await client.SubscribeAsync("round/trip");
        Assert.Equal(0, collector.Waiting);
    }

    [Fact]
    public async Task Subscribe_NoLocal_OwnMessagesDoNotComeBack()
    {
        await using var host = await MqttHost.StartAsync();
        var collector = new Collector();
        await using var client = await host.ConnectAsync("d1", onMessage: collector.OnMessage);
        await client.SubscribeAsync([new("a") { NoLocal = true }]);
        await using var other = await host.ConnectAsync("d2");

        await client.PublishAsync(Message("a"));
        await other.PublishAsync(Message("a") with { Payload = "from d2"u8.ToArray() });

        Assert.Equal("from d2", await collector.NextTextAsync());
    }

    [Fact]
    public async Task Subscribe_RetainOptions_AsAskedFor()
    {
        await using var host = await MqttHost.StartAsync();
        await using var publisher = await host.ConnectAsync("p");
        await publisher.PublishAsync(Message("kept", retain: true));
        var collector = new Collector();
        await using var client = await host.ConnectAsync("d1", onMessage: collector.OnMessage);

        await client.SubscribeAsync([new("kept") { RetainHandling = RetainHandling.DoNotSend }]);
        await client.SubscribeAsync([new("kept") { RetainHandling = RetainHandling.SendIfNew }]);
        Assert.Equal(0, collector.Waiting);
        await client.SubscribeAsync([new("kept") { RetainAsPublished = true }]);
        Assert.True((await collector.NextAsync()).Message.Retain);
        await publisher.PublishAsync(Message("kept", retain: true));
        Assert.True((await collector.NextAsync()).Message.Retain);
        await client.SubscribeAsync([new("kept") { RetainHandling = RetainHandling.DoNotSend }]);
        await publisher.PublishAsync(Message("kept", retain: true));
        Assert.False((await collector.NextAsync()).Message.Retain);
    }

    [Fact]
    public async Task Retained_EmptyPayload_Cleared()
    {
        await using var host = await MqttHost.StartAsync();
        var collector = new Collector();
        await using var client = await host.ConnectAsync("d1", MqttProtocolVersion.V311, collector.OnMessage);
        await client.PublishAsync(Message("kept", retain: true));
        await client.PublishAsync(new ApplicationMessage("kept", ReadOnlyMemory<byte>.Empty, QualityOfService.AtLeastOnce, Retain: true));

        await client.SubscribeAsync("kept");
        await client.PublishAsync(Message("kept"));

        Assert.False((await collector.NextAsync()).Message.Retain);
    }

    [Fact]
    public async Task Retained_MoreTopicsThanAllowed_DeliveredButNotKept()
    {
        await using var host = await MqttHost.StartAsync(options => options.MaximumRetainedMessages = 1);
        var collector = new Collector();
        await using var client = await host.ConnectAsync("d1", onMessage: collector.OnMessage);
        await client.SubscribeAsync("+");

        await client.PublishAsync(Message("kept", retain: true));
        await client.PublishAsync(Message("passing", retain: true));
        await client.PublishAsync(Message("kept", retain: true));
        Assert.Equal(["kept", "passing", "kept"], new[] { await collector.NextAsync(), await collector.NextAsync(), await collector.NextAsync() }.Select(m => m.Message.Topic));
        await client.SubscribeAsync("+");

        Assert.Equal("kept", (await collector.NextAsync()).Message.Topic);
        await client.PublishAsync(Message("last"));
        Assert.Equal("last", (await collector.NextAsync()).Message.Topic);
    }

    [Fact]
    public async Task Subscribe_Shared_MembersTakeTurns()
    {
        await using var host = await MqttHost.StartAsync();
        var (one, two) = (new Collector(), new Collector());
        await using var first = await host.ConnectAsync("s1", onMessage: one.OnMessage);
        await using var second = await host.ConnectAsync("s2", onMessage: two.OnMessage);
        await first.SubscribeAsync("$share/g/jobs/#");
        await second.SubscribeAsync("$share/g/jobs/#");

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(1, await host.Publisher.PublishAsync(Message("jobs/1")));
        }

        for (var i = 0; i < 5; i++)
        {
            await one.NextAsync();
            await two.NextAsync();
        }
    }

    [Fact]
    public async Task Unsubscribe_UnknownAndKnown_ToldApart()
    {
        await using var host = await MqttHost.StartAsync();
        await using var client = await host.ConnectAsync("d1");
        await client.SubscribeAsync("a");

        Assert.Equal([ReasonCode.Success, ReasonCode.NoSubscriptionExisted], await client.UnsubscribeAsync(["a", "b"]));
        Assert.Equal(0, await host.Publisher.PublishAsync(Message("a")));
    }

    [Fact]
    public async Task Deliver_MessageExpiry_RemainingTimeIsForwardedAndExpiredIsNot()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        var options = host.Options("d1") with { CleanStart = false, SessionExpiry = TimeSpan.FromHours(1), KeepAlive = TimeSpan.Zero };
        await using (var first = await MqttClient.ConnectAsync(options))
        {
            await first.SubscribeAsync("a");
        }

        await host.Application.NextDisconnectAsync();
        await host.Publisher.PublishAsync(Message("a") with { Properties = new MessageProperties { ExpirySeconds = 10 } });
        await host.Publisher.PublishAsync(Message("a") with { Properties = new MessageProperties { ExpirySeconds = 100 } });
        await time.AdvanceAsync(TimeSpan.FromSeconds(30));

        var collector = new Collector();
        await using var second = await MqttClient.ConnectAsync(options, collector.OnMessage);
        Assert.Equal(70u, (await collector.NextAsync()).Message.Properties!.ExpirySeconds);
        Assert.Equal(0, collector.Waiting);
    }
}
