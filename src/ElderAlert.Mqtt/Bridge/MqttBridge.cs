using System.Net;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Bridge;

/// <summary>
/// Takes messages from another broker into the publish sink, with the promise devices have: the broker gets its
/// acknowledgement only when the sink has the message, and keeps it for us until then.
/// </summary>
internal sealed class MqttBridge : IHostedService, IAsyncDisposable
{
    private readonly MqttBridgeOptions _options;
    private readonly IPublishSink _sink;
    private readonly IBridgeObserver? _observer;
    private readonly TimeProvider _time;
    private readonly ILogger<MqttBridge> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _room;
    private readonly MqttSessionClient _client;
    private readonly ClientConnection _source;

    public MqttBridge(MqttBridgeOptions options, IPublishSink sink, IBridgeObserver? observer, TimeProvider time, ILogger<MqttBridge> logger)
    {
        if (options.Broker.ClientId.Length == 0)
        {
            throw new ArgumentException("A bridge needs a fixed client identifier: without it the broker keeps nothing for it", nameof(options));
        }

        (_options, _sink, _observer, _time, _logger) = (options, sink, observer, time, logger);
        _room = new SemaphoreSlim(options.Broker.ReceiveMaximum);
        var broker = options.Broker with
        {
            CleanStart = false,
            SessionExpiry = options.SessionExpiry,
            ManualAcknowledgement = true,
        };
        _client = new MqttSessionClient(broker, OnMessage)
        {
            Connected = OnConnected,
            Disconnected = OnDisconnected,
            SubscriptionRefused = (filter, code) => Log.BridgeSubscriptionRefused(logger, Name, filter, $"{code}"),
        };
        _source = new ClientConnection(
            $"bridge-{broker.ClientId}", broker.ClientId, options.Identity, new DnsEndPoint(broker.Host, broker.Port), broker.Version, time.GetUtcNow());
    }

    private string Name => $"{_options.Broker.Host}:{_options.Broker.Port}";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var subscription in _options.Subscriptions)
        {
            await _client.SubscribeAsync(subscription, cancellationToken);
        }

        _observer?.Disconnected(_options.Identity, _time.GetUtcNow());
        _client.Start();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _client.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _stopping.Dispose();
        _room.Dispose();
    }

    private void OnConnected(ConnectResult result)
    {
        Log.BridgeConnected(_logger, Name, result.SessionPresent);
        _observer?.Connected(_options.Identity, _time.GetUtcNow());
    }

    private void OnDisconnected(Exception exception)
    {
        Log.BridgeDisconnected(_logger, exception, Name);
        _observer?.Disconnected(_options.Identity, _time.GetUtcNow());
    }

    /// <summary>
    /// As many as the receive maximum may be with the sink at once; beyond it the broker is not read, for in 3.1.1 and
    /// at QoS 0 it knows no limit. The client keeps the order of acknowledgements.
    /// </summary>
    private async ValueTask OnMessage(ReceivedMessage received)
    {
        await _room.WaitAsync(_stopping.Token);
        _ = HandOverAsync(received);
    }

    private async Task HandOverAsync(ReceivedMessage received)
    {
        await TakeAsync(received);
        _room.Release();
    }

    private async Task TakeAsync(ReceivedMessage received)
    {
        var publish = new InboundPublish(_source, received.Message, received.Duplicate, IsWill: false, _time.GetUtcNow());
        while (!_stopping.IsCancellationRequested)
        {
            var outcome = await OfferAsync(publish);
            if (outcome.IsAvailable)
            {
                if (outcome != PublishOutcome.Accepted)
                {
                    Log.BridgeMessageRefused(_logger, Name, received.Message.Topic, $"{outcome.ReasonCode}");
                }

                received.Acknowledge();
                return;
            }

            await Task.Delay(_options.RetryDelay, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask<PublishOutcome> OfferAsync(InboundPublish publish)
    {
        try
        {
            return await _sink.PublishAsync(publish);
        }
        catch (Exception exception)
        {
            Log.SinkFailed(_logger, exception, publish.Client.ClientId);
            return PublishOutcome.Unavailable;
        }
    }
}
