using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Server;

/// <summary>What becomes of a message that was sent to a client and is not finished (4.3, 4.4, 4.8.2).</summary>
public sealed class DeliveryTests
{
    private const string Publish = "34 06 00 01 'a' 00 01 'x'";

    [Fact]
    public async Task Unsubscribe_DeliveryUnderWay_CompletedAndNothingNewBegins()
    {
        await using var host = await MqttHost.StartAsync();
        using var client = await SubscribedAsync(host, "raw", "00 01 'a' 02");
        await host.Publisher.PublishAsync(Message());
        Assert.Equal(Hex.Parse(Publish), await client.ReadPacketAsync());

        await client.SendHexAsync("A2 05 00 02 00 01 'a'");
        Assert.Equal([0xB0, 0x02, 0x00, 0x02], await client.ReadPacketAsync());
        Assert.Equal(0, await host.Publisher.PublishAsync(Message()));
        await client.SendHexAsync("50 02 00 01");
        Assert.Equal([0x62, 0x02, 0x00, 0x01], await client.ReadPacketAsync());
        await client.SendHexAsync("70 02 00 01 C0 00");
        Assert.Equal([0xD0, 0x00], await client.ReadPacketAsync());
    }

    [Fact]
    public async Task Deliver_ReleasedBeforeTheConnectionBroke_OnlyTheReleaseIsSentAgain()
    {
        await using var host = await MqttHost.StartAsync();
        using (var client = await SubscribedAsync(host, "raw", "00 0A '$share/g/a' 02"))
        {
            await host.Publisher.PublishAsync(Message());
            await client.ReadPacketAsync();
            await client.SendHexAsync("50 02 00 01");
            Assert.Equal([0x62, 0x02, 0x00, 0x01], await client.ReadPacketAsync());
        }

        await host.Application.NextDisconnectAsync();
        using var again = await ResumedAsync(host, "raw");

        Assert.Equal([0x62, 0x02, 0x00, 0x01], await again.ReadPacketAsync());
        await again.SendHexAsync("70 02 00 01 C0 00");
        Assert.Equal([0xD0, 0x00], await again.ReadPacketAsync());
    }

    [Fact]
    public async Task Deliver_LargerThanTheClientAccepts_DroppedAndTheNextArrives()
    {
        await using var host = await MqttHost.StartAsync();
        var collector = new Collector();
        await using var client = await MqttClient.ConnectAsync(host.Options("d1") with { MaximumPacketSize = 100 }, collector.OnMessage);
        await client.SubscribeAsync("a");

        await host.Publisher.PublishAsync(Message() with { Payload = new byte[100] });
        await host.Publisher.PublishAsync(Message());

        Assert.Equal("x", await collector.NextTextAsync());
    }

    [Fact]
    public async Task Deliver_LargerThanTheClientAcceptsSinceItIsBack_DroppedAndTheNextArrives()
    {
        await using var host = await MqttHost.StartAsync(options => options.MaximumInFlight = 1);
        var options = Persistent(host, "d1") with { ManualAcknowledgement = true };
        var collector = new Collector();
        await using (var client = await MqttClient.ConnectAsync(options, collector.OnMessage))
        {
            await client.SubscribeAsync("a");
            await host.Publisher.PublishAsync(Message() with { Payload = new byte[100] });
            await collector.NextAsync();
        }

        await host.Application.NextDisconnectAsync();
        await using var again = await MqttClient.ConnectAsync(options with { MaximumPacketSize = 100 }, collector.OnMessage);
        await host.Publisher.PublishAsync(Message());

        Assert.Equal("x", await collector.NextTextAsync());
    }

    [Fact]
    public async Task Deliver_PublishedWithDup_DeliveredWithout()
    {
        await using var host = await MqttHost.StartAsync();
        using var client = await SubscribedAsync(host, "raw", "00 01 'a' 01");

        await client.SendHexAsync("3A 06 00 01 'a' 00 05 'x'");

        byte[][] answers = [await client.ReadPacketAsync(), await client.ReadPacketAsync()];
        Assert.Contains(answers, packet => packet.SequenceEqual(Hex.Parse("32 06 00 01 'a' 00 01 'x'")));
        Assert.Contains(answers, packet => packet.SequenceEqual(Hex.Parse("40 02 00 05")));
    }

    [Fact]
    public async Task Deliver_TopicAliases_NoMoreThanTheClientAllows()
    {
        await using var host = await MqttHost.StartAsync();
        using var client = await host.OpenAsync();
        await client.SendAsync(
            new Mqtt.Packets.ConnectPacket(MqttProtocolVersion.V500, "raw") { Properties = new MqttProperties { TopicAliasMaximum = 1 } },
            MqttProtocolVersion.V500);
        await client.ReadPacketAsync();
        await client.SendHexAsync("82 07 00 01 00 00 01 '+' 00");
        await client.ReadPacketAsync();

        foreach (var topic in new[] { "a", "a", "b" })
        {
            await host.Publisher.PublishAsync(Message() with { Topic = topic });
        }

        Assert.Equal(Hex.Parse("30 08 00 01 'a' 03 23 00 01 'x'"), await client.ReadPacketAsync());
        Assert.Equal(Hex.Parse("30 07 00 00 03 23 00 01 'x'"), await client.ReadPacketAsync());
        Assert.Equal(Hex.Parse("30 05 00 01 'b' 00 'x'"), await client.ReadPacketAsync());
    }

    [Fact]
    public async Task Deliver_ExpiredAfterItWasSent_SentAgainAllTheSame()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        var options = Persistent(host, "d1") with { ManualAcknowledgement = true };
        var unacknowledged = new Collector();
        await using (var first = await MqttClient.ConnectAsync(options, unacknowledged.OnMessage))
        {
            await first.SubscribeAsync("a", QualityOfService.ExactlyOnce);
            await host.Publisher.PublishAsync(Message() with { Properties = new MessageProperties { ExpirySeconds = 5 } });
            await unacknowledged.NextAsync();
        }

        await host.Application.NextDisconnectAsync();
        await time.AdvanceAsync(TimeSpan.FromSeconds(10));
        var collector = new Collector();
        await using var second = await MqttClient.ConnectAsync(options, collector.OnMessage);

        Assert.True((await collector.NextAsync()).Duplicate);
    }

    [Theory]
    [InlineData(1, "40 03 00 01 80")]
    [InlineData(2, "50 03 00 01 97")]
    public async Task Deliver_RefusedByTheClient_NotSentAgainNorToAnotherMember(int qos, string refusal)
    {
        await using var host = await MqttHost.StartAsync();
        using var client = await SubscribedAsync(host, "raw", $"00 0A '$share/g/a' 0{qos}");
        await host.Publisher.PublishAsync(Message());
        await client.ReadPacketAsync();
        var other = new Collector();
        await using var member = await host.ConnectAsync("other", onMessage: other.OnMessage);
        await member.SubscribeAsync("$share/g/a");

        await client.SendHexAsync(refusal + " C0 00");
        Assert.Equal([0xD0, 0x00], await client.ReadPacketAsync());
        client.Dispose();
        await host.Application.NextDisconnectAsync();
        using var again = await ResumedAsync(host, "raw");

        await again.SendHexAsync("C0 00");
        Assert.Equal([0xD0, 0x00], await again.ReadPacketAsync());
        Assert.Equal(0, other.Waiting);
    }

    [Fact]
    public async Task Deliver_SharedMemberLosesItsConnection_GetsTheMessageWhenItIsBackAndNobodyElseDoes()
    {
        await using var host = await MqttHost.StartAsync();
        using (var client = await SubscribedAsync(host, "raw", "00 0A '$share/g/a' 02"))
        {
            await host.Publisher.PublishAsync(Message());
            await client.ReadPacketAsync();
        }

        await host.Application.NextDisconnectAsync();
        var other = new Collector();
        await using var member = await host.ConnectAsync("other", onMessage: other.OnMessage);
        await member.SubscribeAsync("$share/g/a", QualityOfService.ExactlyOnce);
        using var again = await ResumedAsync(host, "raw");

        Assert.Equal(Hex.Parse("3C 07 00 01 'a' 00 01 00 'x'"), await again.ReadPacketAsync());
        Assert.Equal(0, other.Waiting);
    }

    [Fact]
    public async Task Deliver_SharedMembersSessionEnds_NobodyElseGetsTheMessage()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        using (var client = await SubscribedAsync(host, "raw", "00 0A '$share/g/a' 02"))
        {
            await host.Publisher.PublishAsync(Message());
            await client.ReadPacketAsync();
        }

        await host.Application.NextDisconnectAsync();
        var other = new Collector();
        await using var member = await MqttClient.ConnectAsync(host.Options("other") with { KeepAlive = TimeSpan.Zero }, other.OnMessage);
        await member.SubscribeAsync("$share/g/a", QualityOfService.ExactlyOnce);
        await time.AdvanceAsync(TimeSpan.FromHours(2));
        await host.Publisher.PublishAsync(Message() with { Payload = "next"u8.ToArray() });

        Assert.Equal("next", await other.NextTextAsync());
    }

    private static ApplicationMessage Message() => new("a", "x"u8.ToArray(), QualityOfService.ExactlyOnce);

    private static MqttClientOptions Persistent(MqttHost host, string clientId) =>
        host.Options(clientId) with { CleanStart = false, SessionExpiry = TimeSpan.FromHours(1), KeepAlive = TimeSpan.Zero };

    /// <summary>A client with one subscription: 3.1.1 for a plain filter, 5.0 with a session of an hour for a shared one.</summary>
    private static async Task<RawClient> SubscribedAsync(MqttHost host, string clientId, string filter)
    {
        var isShared = filter.Contains("$share", StringComparison.Ordinal);
        var client = isShared ? await ResumedAsync(host, clientId) : await host.OpenAsync();
        if (!isShared)
        {
            await client.ConnectAsync(MqttProtocolVersion.V311, clientId);
        }

        await client.SendHexAsync(isShared ? $"82 10 00 09 00 {filter}" : $"82 06 00 09 {filter}");
        await client.ReadPacketAsync();
        return client;
    }

    private static async Task<RawClient> ResumedAsync(MqttHost host, string clientId)
    {
        var client = await host.OpenAsync();
        await client.SendAsync(
            new Mqtt.Packets.ConnectPacket(MqttProtocolVersion.V500, clientId) { Properties = new MqttProperties { SessionExpirySeconds = 3600 } },
            MqttProtocolVersion.V500);
        Assert.Equal(0, (await client.ReadPacketAsync())[3]);
        return client;
    }
}
