using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Client;

public sealed class MqttClientTests
{
    [Fact]
    public async Task Connect_NobodyAnswers_TimesOut()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        await Assert.ThrowsAsync<TimeoutException>(async () => await MqttClient.ConnectAsync(
            new MqttClientOptions { Host = "127.0.0.1", Port = port, ConnectTimeout = TimeSpan.FromMilliseconds(100) }));
    }

    [Fact]
    public async Task Publish_ConnectionLostBeforeAcknowledgement_Throws()
    {
        await using var host = await MqttHost.StartAsync();
        host.Application.Sink = _ => ValueTask.FromResult(PublishOutcome.Unavailable);
        await using var client = await host.ConnectAsync("d1");

        var exception = await Assert.ThrowsAsync<MqttConnectionLostException>(
            async () => await client.PublishAsync(new ApplicationMessage("a", "x"u8.ToArray(), QualityOfService.AtLeastOnce)));

        Assert.Equal(ReasonCode.ServerBusy, exception.ReasonCode);
        await Assert.ThrowsAsync<MqttConnectionLostException>(async () => await client.PublishAsync(new ApplicationMessage("a", "x"u8.ToArray())));
    }

    [Fact]
    public async Task Publish_LargerThanServerAccepts_RefusedHere()
    {
        await using var host = await MqttHost.StartAsync(options => options.MaximumPacketSize = 1000);
        await using var client = await host.ConnectAsync("d1");

        var exception = await Assert.ThrowsAsync<MqttProtocolException>(
            async () => await client.PublishAsync(new ApplicationMessage("a", new byte[2000], QualityOfService.AtLeastOnce)));

        Assert.Equal(ReasonCode.PacketTooLarge, exception.ReasonCode);
    }

    [Fact]
    public async Task Receive_ManualAcknowledgementOutOfOrder_AcknowledgedInOrder()
    {
        await using var host = await MqttHost.StartAsync();
        var collector = new Collector();
        await using var client = await MqttClient.ConnectAsync(
            host.Options("bridge") with { ManualAcknowledgement = true, ReceiveMaximum = 2 }, collector.OnMessage);
        await client.SubscribeAsync("#");
        for (var i = 0; i < 3; i++)
        {
            await host.Publisher.PublishAsync(new ApplicationMessage("a", new[] { (byte)('0' + i) }, QualityOfService.AtLeastOnce));
        }

        var (first, second) = (await collector.NextAsync(), await collector.NextAsync());
        second.Acknowledge();
        await client.SubscribeAsync("round/trip");
        Assert.Equal(0, collector.Waiting);
        first.Acknowledge();

        Assert.Equal("2", await collector.NextTextAsync());
    }

    [Fact]
    public async Task Receive_HandlerPublishesAndWaits_DoesNotLock()
    {
        await using var host = await MqttHost.StartAsync();
        MqttClient? client = null;
        client = await host.ConnectAsync("echo", onMessage: async message =>
            await client!.PublishAsync(new ApplicationMessage("reply", message.Message.Payload, QualityOfService.AtLeastOnce)));
        await client.SubscribeAsync("ask");

        await host.Publisher.PublishAsync(new ApplicationMessage("ask", "x"u8.ToArray(), QualityOfService.AtLeastOnce));

        Assert.Equal("reply", (await host.Application.NextPublishAsync()).Message.Topic);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Receive_HandlerThrows_ConnectionEndsUnacknowledged()
    {
        await using var host = await MqttHost.StartAsync();
        await using var client = await host.ConnectAsync("d1", onMessage: _ => throw new InvalidOperationException("no room"));
        await client.SubscribeAsync("a");

        await host.Publisher.PublishAsync(new ApplicationMessage("a", "x"u8.ToArray(), QualityOfService.AtLeastOnce));

        Assert.IsType<InvalidOperationException>((await client.Closed)!.InnerException);
    }

    [Fact]
    public async Task Receive_HandlerThrowsWhileMoreArrives_ConnectionEnds()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var accepting = AcceptAndFallSilentAsync(listener);
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var client = await MqttClient.ConnectAsync(
            new MqttClientOptions
            {
                Host = "127.0.0.1",
                Port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port,
                Version = MqttProtocolVersion.V311,
            },
            async _ =>
            {
                await failed.Task;
                throw new InvalidOperationException("no room");
            });
        using var server = await accepting;

        // More than the client keeps for its handler: the read loop waits in the middle of them.
        await server.GetStream().WriteAsync(Enumerable.Repeat(Hex.Parse("30 04 00 01 61 78"), 5000).SelectMany(publish => publish).ToArray());
        failed.SetResult();

        var lost = await client.Closed.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.IsType<InvalidOperationException>(lost!.InnerException);
    }

    [Fact]
    public async Task KeepAlive_ServerSilent_ConnectionIsGivenUp()
    {
        var time = new ManualTime();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var accepting = AcceptAndFallSilentAsync(listener);
        await using var client = await MqttClient.ConnectAsync(new MqttClientOptions
        {
            Host = "127.0.0.1",
            Port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port,
            Version = MqttProtocolVersion.V311,
            KeepAlive = TimeSpan.FromSeconds(10),
            Time = time,
        });
        using var server = await accepting;

        await time.AdvanceAsync(TimeSpan.FromSeconds(14));
        Assert.False(client.Closed.IsCompleted);
        await time.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(ReasonCode.KeepAliveTimeout, (await client.Closed)!.ReasonCode);
    }

    private static async Task<System.Net.Sockets.TcpClient> AcceptAndFallSilentAsync(System.Net.Sockets.TcpListener listener)
    {
        var server = await listener.AcceptTcpClientAsync();
        await server.GetStream().WriteAsync(Hex.Parse("20 02 00 00"));
        return server;
    }
}
