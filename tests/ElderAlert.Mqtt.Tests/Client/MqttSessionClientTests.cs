using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Client;

public sealed class MqttSessionClientTests
{
    private static readonly ReconnectBackoff s_fast = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50));

    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task Publish_ServerNotAvailableAtFirst_RedeliveredWithDupUntilAcknowledged(MqttProtocolVersion version)
    {
        await using var host = await MqttHost.StartAsync();
        var calls = 0;
        host.Application.Sink = _ => ValueTask.FromResult(
            Interlocked.Increment(ref calls) < 3 ? PublishOutcome.Unavailable : PublishOutcome.Accepted);
        await using var client = new MqttSessionClient(host.Options("d1", version), backoff: s_fast);
        client.Start();

        var code = await client.PublishAsync(new ApplicationMessage("a", "fall"u8.ToArray(), QualityOfService.AtLeastOnce));

        Assert.Equal(ReasonCode.Success, code);
        Assert.False((await host.Application.NextPublishAsync()).Duplicate);
        Assert.True((await host.Application.NextPublishAsync()).Duplicate);
        Assert.True((await host.Application.NextPublishAsync()).Duplicate);
    }

    [Fact]
    public async Task Subscribe_ServerForgotTheSession_SubscribedAgain()
    {
        await using var host = await MqttHost.StartAsync();
        var collector = new Collector();
        await using var client = new MqttSessionClient(host.Options("d1"), collector.OnMessage, s_fast);
        var connects = 0;
        client.Connected = _ => Interlocked.Increment(ref connects);
        await client.SubscribeAsync(new SubscriptionRequest("commands"));
        client.Start();
        await Eventually.TrueAsync(() => connects == 1);

        await client.BreakAsync();
        await Eventually.TrueAsync(() => connects == 2);
        await host.Publisher.PublishAsync(new ApplicationMessage("commands", "go"u8.ToArray(), QualityOfService.AtLeastOnce));

        Assert.Equal("go", await collector.NextTextAsync());
    }

    [Fact]
    public async Task Publish_ManyWhileConnectionsBreak_EachArrivesAtLeastOnceInOrder()
    {
        await using var host = await MqttHost.StartAsync();
        await using var client = new MqttSessionClient(host.Options("d1"), backoff: s_fast);
        client.Start();
        var acknowledged = new List<Task<ReasonCode>>();
        for (var i = 0; i < 300; i++)
        {
            acknowledged.Add(client.PublishAsync(new ApplicationMessage("a", BitConverter.GetBytes(i), QualityOfService.AtLeastOnce)).AsTask());
            if (i % 100 == 50)
            {
                await client.BreakAsync();
            }
        }

        await Task.WhenAll(acknowledged);
        var firsts = new List<int>();
        while (host.Application.PublishesWaiting > 0)
        {
            var number = BitConverter.ToInt32((await host.Application.NextPublishAsync()).Message.Payload.Span);
            if (!firsts.Contains(number))
            {
                firsts.Add(number);
            }
        }

        Assert.Equal(Enumerable.Range(0, 300), firsts);
    }

    [Fact]
    public async Task Receive_HandlerFailsAtQoS2_MessageIsHandledOnTheNextConnection()
    {
        await using var host = await MqttHost.StartAsync();
        var (collector, calls) = (new Collector(), 0);
        await using var client = await ReceiverAsync(host, message => Interlocked.Increment(ref calls) == 1
            ? throw new InvalidOperationException("no room")
            : collector.OnMessage(message));

        await host.Publisher.PublishAsync(new ApplicationMessage("commands", "go"u8.ToArray(), QualityOfService.ExactlyOnce));

        Assert.Equal("go", await collector.NextTextAsync());
    }

    [Fact]
    public async Task Receive_ConnectionBreaksWhileAMessageAtQoS2IsHandled_HandledOnce()
    {
        await using var host = await MqttHost.StartAsync();
        var (collector, mayGoOn) = (new Collector(), new TaskCompletionSource());
        await using var client = await ReceiverAsync(host, async message =>
        {
            await collector.OnMessage(message);
            await mayGoOn.Task;
        });
        await host.Publisher.PublishAsync(new ApplicationMessage("commands", "go"u8.ToArray(), QualityOfService.ExactlyOnce));
        Assert.Equal("go", await collector.NextTextAsync());

        var broken = client.BreakAsync();
        mayGoOn.SetResult();
        await broken;
        await host.Publisher.PublishAsync(new ApplicationMessage("commands", "next"u8.ToArray(), QualityOfService.ExactlyOnce));

        Assert.Equal("next", await collector.NextTextAsync());
        Assert.Equal(0, collector.Waiting);
    }

    /// <summary>Whatever keeps it from connecting, it tries again: nobody else would.</summary>
    [Fact]
    public async Task Start_ConnectingFailsInAnUnknownWay_SaysSoAndGoesOn()
    {
        await using var host = await MqttHost.StartAsync();
        var (attempts, failures) = (0, new System.Collections.Concurrent.ConcurrentQueue<Exception>());
        await using var client = new MqttSessionClient(
            host.Options("d1") with
            {
                OpenStream = async cancellation =>
                {
                    if (Interlocked.Increment(ref attempts) == 1)
                    {
                        throw new InvalidOperationException("no way");
                    }

                    var tcp = new System.Net.Sockets.TcpClient();
                    await tcp.ConnectAsync("127.0.0.1", host.Port, cancellation);
                    return tcp.GetStream();
                },
            },
            backoff: s_fast)
        {
            Disconnected = failures.Enqueue,
        };
        client.Start();

        await Eventually.TrueAsync(() => client.IsConnected);
        Assert.IsType<InvalidOperationException>(Assert.Single(failures));
    }

    [Fact]
    public void DelayAfter_Failures_DoublesUpToTheLongest()
    {
        var backoff = new ReconnectBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(0.5), backoff.DelayAfter(0, 0));
        Assert.Equal(TimeSpan.FromSeconds(1), backoff.DelayAfter(0, 1));
        Assert.Equal(TimeSpan.FromSeconds(4), backoff.DelayAfter(2, 1));
        Assert.Equal(TimeSpan.FromSeconds(10), backoff.DelayAfter(100, 1));
    }

    /// <summary>A client whose session the server keeps, subscribed at QoS 2.</summary>
    private static async Task<MqttSessionClient> ReceiverAsync(MqttHost host, Func<ReceivedMessage, ValueTask> onMessage)
    {
        var client = new MqttSessionClient(host.Options("d1") with { SessionExpiry = TimeSpan.FromHours(1) }, onMessage, s_fast);
        await client.SubscribeAsync(new SubscriptionRequest("commands", QualityOfService.ExactlyOnce));
        client.Start();
        await Eventually.TrueAsync(() => host.Server.Router.SubscriptionCount == 1);
        return client;
    }
}
