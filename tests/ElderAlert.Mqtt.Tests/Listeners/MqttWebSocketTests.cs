using System.Net;
using System.Net.WebSockets;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Listeners;

public sealed class MqttWebSocketTests
{
    [Fact]
    public async Task WebSocket_LargeMessages_BothWays()
    {
        await using var host = await MqttHost.StartAsync();
        var collector = new Collector();
        await using var client = await MqttClient.ConnectAsync(
            host.Options("ws") with { WebSocket = new Uri($"ws://127.0.0.1:{host.HttpPort}/mqtt") }, collector.OnMessage);
        await client.SubscribeAsync("a");

        await client.PublishAsync(new ApplicationMessage("a", new byte[200_000], QualityOfService.AtLeastOnce));

        Assert.Equal(200_000, (await collector.NextAsync()).Message.Payload.Length);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)host.Application.Connected.Single().RemoteAddress!).Address);
    }

    [Fact]
    public async Task WebSocket_PacketCutAcrossMessages_Joined()
    {
        await using var host = await MqttHost.StartAsync();
        using var socket = await OpenAsync(host);

        foreach (var value in Hex.Parse("10 0E 00 04 'MQTT' 04 02 00 00 00 02 'id'"))
        {
            await socket.SendAsync(new[] { value }, WebSocketMessageType.Binary, true, CancellationToken.None);
        }

        var answer = new byte[16];
        var result = await socket.ReceiveAsync(answer, CancellationToken.None);
        Assert.Equal([0x20, 0x02, 0x00, 0x00], answer[..result.Count]);
    }

    [Fact]
    public async Task WebSocket_TextMessage_Closed()
    {
        await using var host = await MqttHost.StartAsync();
        using var socket = await OpenAsync(host);

        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);

        var result = await socket.ReceiveAsync(new byte[16], CancellationToken.None);
        Assert.Equal(WebSocketMessageType.Close, result.MessageType);
    }

    [Fact]
    public async Task WebSocket_SubProtocolNotOffered_Refused()
    {
        await using var host = await MqttHost.StartAsync();
        using var socket = new ClientWebSocket();

        await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{host.HttpPort}/mqtt"), CancellationToken.None));
    }

    [Fact]
    public async Task WebSocket_ConnectionBreaks_WillIsPublished()
    {
        await using var host = await MqttHost.StartAsync();
        var client = await MqttClient.ConnectAsync(host.Options("ws") with
        {
            WebSocket = new Uri($"ws://127.0.0.1:{host.HttpPort}/mqtt"),
            Will = new ApplicationMessage("will", "gone"u8.ToArray()),
        });

        await client.DisposeAsync();

        Assert.True((await host.Application.NextPublishAsync()).IsWill);
    }

    private static async Task<ClientWebSocket> OpenAsync(MqttHost host)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("mqtt");
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{host.HttpPort}/mqtt"), CancellationToken.None);
        return socket;
    }
}
