using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Server;

public sealed class PublishTests
{
    private static ApplicationMessage Message(string text, QualityOfService qos = QualityOfService.AtLeastOnce) =>
        new("ea/v1/d1/signal", System.Text.Encoding.UTF8.GetBytes(text), qos);

    [Theory]
    [InlineData(MqttProtocolVersion.V311, QualityOfService.AtLeastOnce)]
    [InlineData(MqttProtocolVersion.V500, QualityOfService.AtLeastOnce)]
    [InlineData(MqttProtocolVersion.V311, QualityOfService.ExactlyOnce)]
    [InlineData(MqttProtocolVersion.V500, QualityOfService.ExactlyOnce)]
    public async Task Publish_SinkUnderWay_AcknowledgesOnlyAfterwards(MqttProtocolVersion version, QualityOfService qos)
    {
        await using var host = await MqttHost.StartAsync();
        var commit = new TaskCompletionSource<PublishOutcome>();
        host.Application.Sink = _ => new ValueTask<PublishOutcome>(commit.Task);
        await using var client = await host.ConnectAsync("d1", version);

        var acknowledged = client.PublishAsync(Message("fall", qos)).AsTask();
        var publish = await host.Application.NextPublishAsync();
        await client.SubscribeAsync("other");

        Assert.Equal("fall", RecordingApplication.Text(publish.Message));
        Assert.Equal("d1", publish.Client.ClientId);
        Assert.False(acknowledged.IsCompleted);
        commit.SetResult(PublishOutcome.Accepted);
        Assert.Equal(ReasonCode.Success, await acknowledged);
    }

    [Fact]
    public async Task Publish_OutcomeComesWhileTheMessageIsPutInTheQueue_Acknowledged()
    {
        await using var host = await MqttHost.StartAsync();
        host.Application.Sink = _ => new OutcomeBetweenTwoLooks().Outcome;
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V311);

        await client.SendHexAsync("32 06 00 01 'a' 00 01 '1'");

        Assert.Equal([0x40, 0x02, 0x00, 0x01], await client.ReadPacketAsync());
    }

    [Fact]
    public async Task Publish_OutcomesOutOfOrder_AcknowledgedInOrderOfMessages()
    {
        await using var host = await MqttHost.StartAsync();
        var commits = new Dictionary<string, TaskCompletionSource<PublishOutcome>>
        {
            ["1"] = new(), ["2"] = new(), ["3"] = new(),
        };
        host.Application.Sink = publish => new ValueTask<PublishOutcome>(commits[RecordingApplication.Text(publish.Message)].Task);
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V311);

        await client.SendHexAsync("32 06 00 01 'a' 00 01 '1'  32 06 00 01 'a' 00 02 '2'  32 06 00 01 'a' 00 03 '3'  C0 00");
        Assert.Equal([0xD0, 0x00], await client.ReadPacketAsync());
        commits["3"].SetResult(PublishOutcome.Accepted);
        commits["2"].SetResult(PublishOutcome.Accepted);
        await client.SendHexAsync("C0 00");
        Assert.Equal([0xD0, 0x00], await client.ReadPacketAsync());
        commits["1"].SetResult(PublishOutcome.Accepted);

        Assert.Equal([0x40, 0x02, 0x00, 0x01], await client.ReadPacketAsync());
        Assert.Equal([0x40, 0x02, 0x00, 0x02], await client.ReadPacketAsync());
        Assert.Equal([0x40, 0x02, 0x00, 0x03], await client.ReadPacketAsync());
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311, "")]
    [InlineData(MqttProtocolVersion.V500, "E0 02 89 00")]
    public async Task Publish_SinkThrows_ClosesWithoutAcknowledgement(MqttProtocolVersion version, string answer)
    {
        await using var host = await MqttHost.StartAsync();
        host.Application.Sink = _ => throw new InvalidOperationException("disk full");
        using var client = await host.OpenAsync();
        await client.ConnectAsync(version);

        await client.SendHexAsync(version == MqttProtocolVersion.V500 ? "32 06 00 01 'a' 00 01 00" : "32 05 00 01 'a' 00 01");

        Assert.Equal(answer, BitConverter.ToString(await client.ReadToEndAsync()).Replace('-', ' '));
        Assert.Equal(ReasonCode.ServerBusy, (await host.Application.NextDisconnectAsync()).Cause.ReasonCode);
    }

    [Fact]
    public async Task Publish_SinkUnavailableForFirstOfTwo_NeitherIsAcknowledged()
    {
        await using var host = await MqttHost.StartAsync();
        var first = new TaskCompletionSource<PublishOutcome>();
        host.Application.Sink = publish => RecordingApplication.Text(publish.Message) == "1"
            ? new ValueTask<PublishOutcome>(first.Task)
            : ValueTask.FromResult(PublishOutcome.Accepted);
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V311);

        await client.SendHexAsync("32 06 00 01 'a' 00 01 '1'  32 06 00 01 'a' 00 02 '2'");
        await host.Application.NextPublishAsync();
        await host.Application.NextPublishAsync();
        first.SetResult(PublishOutcome.Unavailable);

        Assert.Empty(await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Publish_NotAuthorized500_AcknowledgedWithReasonAndObserved()
    {
        await using var host = await MqttHost.StartAsync();
        host.Application.MayPublish = topic => topic != "foreign";
        await using var client = await host.ConnectAsync("d1");

        var code = await client.PublishAsync(new ApplicationMessage("foreign", "x"u8.ToArray(), QualityOfService.AtLeastOnce));

        Assert.Equal(ReasonCode.NotAuthorized, code);
        Assert.Equal(("foreign", ReasonCode.NotAuthorized), Assert.Single(host.Application.RefusedPublishes));
        Assert.Equal(0, host.Application.PublishesWaiting);
        Assert.Equal(ReasonCode.Success, await client.PublishAsync(Message("still here")));
    }

    [Theory]
    [InlineData(RefusedPublish.Close, "")]
    [InlineData(RefusedPublish.Acknowledge, "40-02-00-07")]
    public async Task Publish_NotAuthorized311_AnsweredAsConfigured(RefusedPublish refused, string answer)
    {
        await using var host = await MqttHost.StartAsync(options => options.RefusedPublish = refused);
        host.Application.MayPublish = _ => false;
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V311);

        await client.SendHexAsync("32 05 00 01 'a' 00 07");
        client.ShutdownSend();

        Assert.Equal(answer, BitConverter.ToString(await client.ReadToEndAsync()));
        Assert.Single(host.Application.RefusedPublishes);
    }

    [Fact]
    public async Task Publish_WindowFull311_SocketIsNotReadUntilOneIsDone()
    {
        await using var host = await MqttHost.StartAsync(options => options.ReceiveMaximum = 2);
        var commits = new List<TaskCompletionSource<PublishOutcome>>();
        host.Application.Sink = _ =>
        {
            var commit = new TaskCompletionSource<PublishOutcome>();
            lock (commits)
            {
                commits.Add(commit);
            }

            return new ValueTask<PublishOutcome>(commit.Task);
        };
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V311);

        await client.SendHexAsync("32 05 00 01 'a' 00 01  32 05 00 01 'a' 00 02  32 05 00 01 'a' 00 03");
        await host.Application.NextPublishAsync();
        await host.Application.NextPublishAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Assert.Equal(0, host.Application.PublishesWaiting);
        commits[0].SetResult(PublishOutcome.Accepted);

        Assert.Equal([0x40, 0x02, 0x00, 0x01], await client.ReadPacketAsync());
        await host.Application.NextPublishAsync();
    }

    [Fact]
    public async Task Publish_ReceiveMaximumExceeded500_ClosesWithItsCode()
    {
        await using var host = await MqttHost.StartAsync(options => options.ReceiveMaximum = 1);
        var never = new TaskCompletionSource<PublishOutcome>();
        host.Application.Sink = _ => new ValueTask<PublishOutcome>(never.Task);
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V500);

        await client.SendHexAsync("32 06 00 01 'a' 00 01 00  32 06 00 01 'a' 00 02 00");

        Assert.Equal([0xE0, 0x02, 0x93, 0x00], await client.ReadPacketAsync());
        never.SetResult(PublishOutcome.Accepted);
    }

    [Fact]
    public async Task Publish_BudgetSpent_OtherConnectionsWaitToo()
    {
        await using var host = await MqttHost.StartAsync(options => options.MaximumPendingBytes = 10);
        var commit = new TaskCompletionSource<PublishOutcome>();
        host.Application.Sink = _ => new ValueTask<PublishOutcome>(commit.Task);
        await using var one = await host.ConnectAsync("one");
        await using var two = await host.ConnectAsync("two");

        var first = one.PublishAsync(Message("twelve bytes")).AsTask();
        await host.Application.NextPublishAsync();
        var second = two.PublishAsync(Message("a")).AsTask();
        await host.Application.NextPublishAsync();
        var third = two.PublishAsync(Message("b")).AsTask();
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Assert.Equal(0, host.Application.PublishesWaiting);
        commit.SetResult(PublishOutcome.Accepted);

        Assert.All(await Task.WhenAll(first, second, third), code => Assert.Equal(ReasonCode.Success, code));
    }

    [Fact]
    public async Task Publish_QoS2SentTwice_ReachesTheSinkOnce()
    {
        await using var host = await MqttHost.StartAsync();
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V311);

        await client.SendHexAsync("34 06 00 01 'a' 00 05 'x'");
        Assert.Equal([0x50, 0x02, 0x00, 0x05], await client.ReadPacketAsync());
        await client.SendHexAsync("3C 06 00 01 'a' 00 05 'x'");
        Assert.Equal([0x50, 0x02, 0x00, 0x05], await client.ReadPacketAsync());
        await client.SendHexAsync("62 02 00 05");
        Assert.Equal([0x70, 0x02, 0x00, 0x05], await client.ReadPacketAsync());

        await host.Application.NextPublishAsync();
        Assert.Equal(0, host.Application.PublishesWaiting);
    }

    [Fact]
    public async Task Publish_IdentifierUsedAgainAfterItsAcknowledgement_IsANewMessage()
    {
        await using var host = await MqttHost.StartAsync();
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V311);

        for (var i = 0; i < 2; i++)
        {
            await client.SendHexAsync("3A 06 00 01 'a' 00 05 'x'");
            Assert.Equal([0x40, 0x02, 0x00, 0x05], await client.ReadPacketAsync());
            await client.SendHexAsync("3C 06 00 01 'a' 00 05 'x'");
            Assert.Equal([0x50, 0x02, 0x00, 0x05], await client.ReadPacketAsync());
            await client.SendHexAsync("62 02 00 05");
            Assert.Equal([0x70, 0x02, 0x00, 0x05], await client.ReadPacketAsync());
        }

        Assert.Equal(4, host.Application.PublishesWaiting);
    }

    [Fact]
    public async Task Publish_QoS2RefusedAndSentAgain_IsANewMessage()
    {
        await using var host = await MqttHost.StartAsync();
        host.Application.Sink = _ => ValueTask.FromResult(PublishOutcome.Refused(ReasonCode.QuotaExceeded));
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V500);

        for (var i = 0; i < 2; i++)
        {
            await client.SendHexAsync("34 07 00 01 'a' 00 05 00 'x'");
            Assert.Equal([0x50, 0x03, 0x00, 0x05, 0x97], await client.ReadPacketAsync());
        }

        Assert.Equal(2, host.Application.PublishesWaiting);
    }

    [Fact]
    public async Task Publish_TopicAlias_StandsForItsTopicOnThisConnectionOnly()
    {
        await using var host = await MqttHost.StartAsync();
        using (var client = await host.OpenAsync())
        {
            await client.ConnectAsync(MqttProtocolVersion.V500);
            await client.SendHexAsync("30 08 00 01 'a' 03 23 00 10 'x'  30 07 00 00 03 23 00 10 'y'");
            Assert.Equal("a", (await host.Application.NextPublishAsync()).Message.Topic);
            Assert.Equal("a", (await host.Application.NextPublishAsync()).Message.Topic);
        }

        using var again = await host.OpenAsync();
        await again.ConnectAsync(MqttProtocolVersion.V500);
        await again.SendHexAsync("30 07 00 00 03 23 00 10 'z'");
        Assert.Equal([0xE0, 0x02, 0x82, 0x00], await again.ReadToEndAsync());
    }

    [Fact]
    public async Task Publish_ByteOrderMark_NeitherSkippedNorStripped()
    {
        await using var host = await MqttHost.StartAsync();
        var (marked, plain) = (new Collector(), new Collector());
        await using var one = await host.ConnectAsync("one", onMessage: marked.OnMessage);
        await using var two = await host.ConnectAsync("two", onMessage: plain.OnMessage);
        await one.SubscribeAsync("\uFEFFa\uFEFF/+");
        await two.SubscribeAsync("a/+");

        await one.PublishAsync(Message("x") with { Topic = "\uFEFFa\uFEFF/\uFEFF", Properties = new MessageProperties { ContentType = "\uFEFFtext" } });

        var received = (await marked.NextAsync()).Message;
        Assert.Equal(("\uFEFFa\uFEFF/\uFEFF", "\uFEFFtext"), (received.Topic, received.Properties!.ContentType));
        Assert.Equal(0, plain.Waiting);
    }

    [Theory]
    [InlineData("01 01")]
    [InlineData("02 00 00 00 64")]
    [InlineData("03 00 01 'c'")]
    [InlineData("08 00 01 'r'")]
    [InlineData("09 00 01 'd'")]
    [InlineData("26 00 01 'k' 00 01 'v' 26 00 01 'k' 00 01 'w'")]
    public async Task Publish_AnyProperty_ForwardedAloneAndUnaltered(string property)
    {
        await using var host = await MqttHost.StartAsync();
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V500);
        await client.SendHexAsync("82 07 00 01 00 00 01 'a' 00");
        await client.ReadPacketAsync();
        var properties = Hex.Parse(property);
        byte[] packet = [0x30, (byte)(properties.Length + 5), 0, 1, (byte)'a', (byte)properties.Length, .. properties, (byte)'x'];

        await client.SendAsync(packet);

        Assert.Equal(packet, await client.ReadPacketAsync());
    }

    [Fact]
    public async Task Publish_LargePayloadInPieces_ArrivesWhole()
    {
        await using var host = await MqttHost.StartAsync();
        var payload = new byte[200_000];
        new Random(7).NextBytes(payload);
        await using var client = await host.ConnectAsync("d1");

        await client.PublishAsync(new ApplicationMessage("big", payload, QualityOfService.AtLeastOnce));

        Assert.Equal(payload, (await host.Application.NextPublishAsync()).Message.Payload.ToArray());
    }

    [Fact]
    public async Task Publish_PropertiesOf500_ReachTheSink()
    {
        await using var host = await MqttHost.StartAsync();
        await using var client = await host.ConnectAsync("d1");
        var properties = new MessageProperties
        {
            ContentType = "application/json",
            CorrelationData = new byte[] { 1, 2 },
            UserProperties = [new UserProperty("room", "bath"), new UserProperty("room", "hall")],
        };

        await client.PublishAsync(Message("x") with { Properties = properties });

        var received = (await host.Application.NextPublishAsync()).Message.Properties!;
        Assert.Equal("application/json", received.ContentType);
        Assert.Equal([1, 2], received.CorrelationData!.Value.ToArray());
        Assert.Equal(properties.UserProperties, received.UserProperties);
    }
}
