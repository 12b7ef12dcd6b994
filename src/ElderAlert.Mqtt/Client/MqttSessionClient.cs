using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Client;

/// <summary>
/// A client that stays: it reconnects with back-off, sends unacknowledged messages again with the DUP flag, and
/// subscribes to what the server's session is not known to have. What is unfinished lives in memory.
/// </summary>
public sealed class MqttSessionClient : IAsyncDisposable
{
    private readonly MqttClientOptions _options;
    private readonly ReconnectBackoff _backoff;
    private readonly Func<ReceivedMessage, ValueTask>? _onMessage;
    private readonly ClientSession _session;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _sync = new();
    private readonly Dictionary<string, SubscriptionRequest> _subscriptions = new(StringComparer.Ordinal);

    // Filters that the server has granted to its present session. One that a former process left may lack any of them.
    private readonly HashSet<string> _granted = new(StringComparer.Ordinal);
    private MqttClient? _client;
    private Task _running = Task.CompletedTask;

    /// <summary>Prepares a client; nothing is sent before <see cref="Start"/>.</summary>
    /// <param name="options">
    /// Where and as whom. With <see cref="MqttClientOptions.CleanStart"/> only the first connection starts clean.
    /// </param>
    /// <param name="onMessage">Called for one message after the other; null: acknowledged and dropped.</param>
    /// <param name="backoff">Null: <see cref="ReconnectBackoff.Default"/>.</param>
    public MqttSessionClient(
        MqttClientOptions options, Func<ReceivedMessage, ValueTask>? onMessage = null, ReconnectBackoff? backoff = null)
    {
        _options = options;
        _onMessage = onMessage;
        _backoff = backoff ?? ReconnectBackoff.Default;
        _session = new ClientSession(options.Time, outlivesConnection: true);
    }

    /// <summary>Called after each successful connect, on the connecting task.</summary>
    public Action<ConnectResult>? Connected { get; set; }

    /// <summary>Called with the cause each time a connection is lost or cannot be made.</summary>
    public Action<Exception>? Disconnected { get; set; }

    /// <summary>Called with the filter and the server's reason when a subscription is refused.</summary>
    public Action<string, ReasonCode>? SubscriptionRefused { get; set; }

    /// <summary>True while a connection stands.</summary>
    public bool IsConnected => Volatile.Read(ref _client) is not null;

    /// <summary>Begins to connect, and goes on until <see cref="StopAsync"/>.</summary>
    public void Start() => _running = RunAsync(_stopping.Token);

    /// <summary>
    /// Publishes. At QoS 1 and 2 completes with the acknowledgement, over as many connections as it takes; cancelling
    /// stops the waiting, not the sending. At QoS 0 the message is dropped while there is no connection.
    /// </summary>
    public async ValueTask<ReasonCode> PublishAsync(ApplicationMessage message, CancellationToken cancellationToken = default) =>
        await _session.PublishAsync(message).WaitAsync(cancellationToken);

    /// <summary>Subscribes now, if connected, and with each connection until the server's session has it.</summary>
    public async ValueTask SubscribeAsync(SubscriptionRequest request, CancellationToken cancellationToken = default)
    {
        lock (_sync)
        {
            _subscriptions[request.TopicFilter] = request;
            _granted.Remove(request.TopicFilter);
        }

        if (Volatile.Read(ref _client) is { } client)
        {
            await SubscribeAsync(client, [request], cancellationToken);
        }
    }

    /// <summary>Leaves with DISCONNECT; messages not acknowledged fail.</summary>
    public async ValueTask StopAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _session.Outbox.Fail(new MqttConnectionLostException(ReasonCode.Success, "The client was stopped"));
    }

    /// <summary>Breaks the current connection without a DISCONNECT, as a device does that loses its network.</summary>
    public async ValueTask BreakAsync()
    {
        if (Volatile.Read(ref _client) is { } client)
        {
            await client.DisposeAsync();
        }
    }

    /// <summary>As <see cref="StopAsync"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var (failures, cleanStart) = (0, _options.CleanStart);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var client = await MqttClient.ConnectAsync(
                    _options with { CleanStart = cleanStart }, _session, _onMessage, cancellationToken);
                (failures, cleanStart) = (0, false);
                await ServeAsync(client, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever it is: nobody would notice that the client has ended.
                Disconnected?.Invoke(exception);
            }

            await Task.Delay(_backoff.DelayAfter(failures++, Random.Shared.NextDouble()), _options.Time, cancellationToken);
        }
    }

    private async Task ServeAsync(MqttClient client, CancellationToken cancellationToken)
    {
        try
        {
            Volatile.Write(ref _client, client);
            await SubscribeAsync(client, Missing(client.ConnectResult.SessionPresent), cancellationToken);
            Connected?.Invoke(client.ConnectResult);
            if (await client.Closed.WaitAsync(cancellationToken) is { } lost)
            {
                Disconnected?.Invoke(lost);
            }
        }
        catch (OperationCanceledException)
        {
            await client.DisconnectAsync();
            throw;
        }
        finally
        {
            Volatile.Write(ref _client, null);
        }
    }

    /// <summary>
    /// What the server's session is not known to have. One that it has after all brings its retained messages no second time (5.0).
    /// </summary>
    private SubscriptionRequest[] Missing(bool sessionPresent)
    {
        lock (_sync)
        {
            if (!sessionPresent)
            {
                _granted.Clear();
                return [.. _subscriptions.Values];
            }

            return [.. _subscriptions.Values
                .Where(request => !_granted.Contains(request.TopicFilter))
                .Select(request => request.RetainHandling is RetainHandling.Send ? request with { RetainHandling = RetainHandling.SendIfNew } : request)];
        }
    }

    /// <summary>A refused subscription does not end the connection: what the client publishes must get through.</summary>
    private async ValueTask SubscribeAsync(
        MqttClient client, IReadOnlyList<SubscriptionRequest> requests, CancellationToken cancellationToken)
    {
        if (requests.Count == 0)
        {
            return;
        }

        var codes = await client.SubscribeAsync(requests, null, cancellationToken);
        for (var i = 0; i < codes.Count; i++)
        {
            if (codes[i].IsFailure())
            {
                SubscriptionRefused?.Invoke(requests[i].TopicFilter, codes[i]);
                continue;
            }

            lock (_sync)
            {
                _granted.Add(requests[i].TopicFilter);
            }
        }
    }
}
