using System.Collections.Concurrent;
using System.Text;
using ElderAlert.Mqtt;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.FirmwareSim.Tests.Support;

/// <summary>Subscribes to everything on a broker and keeps what comes.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly MqttClient _client;
    private readonly ConcurrentQueue<(string Topic, string Text)> _heard;

    private Listener(MqttClient client, ConcurrentQueue<(string Topic, string Text)> heard) => (_client, _heard) = (client, heard);

    public IReadOnlyList<(string Topic, string Text)> Heard => [.. _heard];

    public IEnumerable<string> Signals => Heard.Where(message => message.Topic.EndsWith("/signal", StringComparison.Ordinal)).Select(message => message.Text);

    public static async Task<Listener> StartAsync(int port)
    {
        var heard = new ConcurrentQueue<(string, string)>();
        var client = await MqttClient.ConnectAsync(new MqttClientOptions { Host = "127.0.0.1", Port = port }, received =>
        {
            heard.Enqueue((received.Message.Topic, Encoding.UTF8.GetString(received.Message.Payload.Span)));
            return ValueTask.CompletedTask;
        });
        await client.SubscribeAsync("#", QualityOfService.AtLeastOnce);
        return new Listener(client, heard);
    }

    public async Task SendAsync(string topic, string payload) =>
        await _client.PublishAsync(new ApplicationMessage(topic, Encoding.UTF8.GetBytes(payload), QualityOfService.AtLeastOnce));

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();
}
