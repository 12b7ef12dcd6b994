using System.IO.Pipelines;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Client;

/// <summary>One connection to an MQTT server. It does not reconnect: see <see cref="MqttSessionClient"/>.</summary>
public sealed class MqttClient : IAsyncDisposable
{
    private readonly MqttClientOptions _options;
    private readonly Stream _stream;
    private readonly PipeReader _input;
    private readonly PacketOutput _output;
    private readonly ClientSession _session;
    private readonly IncomingPublishes _incoming;
    private readonly PendingReplies _replies = new();
    private readonly TaskCompletionSource<MqttConnectionLostException?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MqttConnectionLostException? _lost;
    private readonly KeepAlivePings _pings;
    private bool _isLeaving;

    private MqttClient(MqttClientOptions options, Stream stream, ClientSession session)
    {
        _options = options;
        _stream = stream;
        _session = session;
        _input = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        _output = new PacketOutput(PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true))) { Version = options.Version };
        _output.Unblocked = session.Outbox.Pump;
        _incoming = new IncomingPublishes(_output, session, options.ManualAcknowledgement);
        _pings = new KeepAlivePings(_output, options.Time, () => Lose(ReasonCode.KeepAliveTimeout, "The server does not answer PINGREQ"));
    }

    /// <summary>What CONNACK said.</summary>
    public ConnectResult ConnectResult { get; private set; } = null!;

    /// <summary>Completes when the connection is over: with null after <see cref="DisconnectAsync"/>, else with the cause.</summary>
    public Task<MqttConnectionLostException?> Closed => _closed.Task;

    /// <summary>
    /// Connects. Throws <see cref="MqttConnectException"/> when the server refuses, <see cref="TimeoutException"/> after
    /// <see cref="MqttClientOptions.ConnectTimeout"/>, and what the socket or TLS throws.
    /// </summary>
    /// <param name="options">Where and as whom.</param>
    /// <param name="onMessage">
    /// Called for one message after the other; null: they are acknowledged and dropped. An exception of it ends the
    /// connection, so that the message is not acknowledged.
    /// </param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    public static ValueTask<MqttClient> ConnectAsync(
        MqttClientOptions options, Func<ReceivedMessage, ValueTask>? onMessage = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(options, new ClientSession(options.Time, outlivesConnection: false), onMessage, cancellationToken);

    internal static async ValueTask<MqttClient> ConnectAsync(
        MqttClientOptions options, ClientSession session, Func<ReceivedMessage, ValueTask>? onMessage, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var stream = await StreamConnector.OpenAsync(options, either.Token);
            var client = new MqttClient(options, stream, session);
            try
            {
                await client.HandshakeAsync(either.Token);
            }
            catch
            {
                await stream.DisposeAsync();
                throw;
            }

            client.Start(onMessage ?? (_ => ValueTask.CompletedTask));
            return client;
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The server did not answer within {options.ConnectTimeout}", exception);
        }
    }

    /// <summary>
    /// Publishes. At QoS 0 completes once written; at QoS 1 with the reason code of PUBACK, at QoS 2 with that of PUBCOMP
    /// or of the refusing PUBREC. Throws <see cref="MqttConnectionLostException"/> when the connection ends before.
    /// </summary>
    public async ValueTask<ReasonCode> PublishAsync(ApplicationMessage message, CancellationToken cancellationToken = default)
    {
        ThrowIfLost();
        var reply = _session.PublishAsync(message);
        if (message.QoS == QualityOfService.AtMostOnce)
        {
            await _output.WaitUntilUnblockedAsync().WaitAsync(cancellationToken);
            ThrowIfLost();
            return ReasonCode.Success;
        }

        return await reply.WaitAsync(cancellationToken);
    }

    /// <summary>Subscribes; returns a code for each request: the QoS granted, or a failure.</summary>
    public async ValueTask<IReadOnlyList<ReasonCode>> SubscribeAsync(
        IReadOnlyList<SubscriptionRequest> requests, uint? subscriptionIdentifier = null, CancellationToken cancellationToken = default)
    {
        var (id, reply) = _replies.Add();
        _output.Write(new SubscribePacket(id, requests) { SubscriptionIdentifier = subscriptionIdentifier });
        _output.Flush();
        return await reply.WaitAsync(cancellationToken);
    }

    /// <summary>Subscribes to one filter; returns the QoS granted, or a failure.</summary>
    public async ValueTask<ReasonCode> SubscribeAsync(
        string topicFilter, QualityOfService qos = QualityOfService.AtLeastOnce, CancellationToken cancellationToken = default) =>
        (await SubscribeAsync([new SubscriptionRequest(topicFilter, qos)], null, cancellationToken))[0];

    /// <summary>Ends subscriptions; returns a code for each filter (in 3.1.1, which has none, an empty list).</summary>
    public async ValueTask<IReadOnlyList<ReasonCode>> UnsubscribeAsync(
        IReadOnlyList<string> topicFilters, CancellationToken cancellationToken = default)
    {
        var (id, reply) = _replies.Add();
        _output.Write(new UnsubscribePacket(id, topicFilters));
        _output.Flush();
        return await reply.WaitAsync(cancellationToken);
    }

    /// <summary>Leaves. <see cref="ReasonCode.DisconnectWithWill"/> (5.0) asks the server to publish the will all the same.</summary>
    public async ValueTask DisconnectAsync(ReasonCode reasonCode = ReasonCode.Success)
    {
        _isLeaving = true;
        _output.Write(new DisconnectPacket(reasonCode));
        _output.Close();
        await _output.WaitUntilUnblockedAsync();
        await DisposeAsync();
    }

    /// <summary>Breaks the connection without a DISCONNECT: the server publishes the will.</summary>
    public async ValueTask DisposeAsync()
    {
        _isLeaving = true;
        await _stream.DisposeAsync();
        await _closed.Task;
    }

    private async Task HandshakeAsync(CancellationToken cancellationToken)
    {
        _output.Write(ClientConnect.PacketOf(_options));
        _output.Flush();
        var answer = await ClientConnect.ReadAnswerAsync(_input, _options, cancellationToken);
        ConnectResult = ConnectResult.From(answer, _options);
        if (!answer.SessionPresent)
        {
            _session.Received.Clear();
        }

        _output.MaximumPacketSize = ConnectResult.MaximumPacketSize;
        _session.Outbox.Attach(_output, ConnectResult.ReceiveMaximum);
    }

    private void Start(Func<ReceivedMessage, ValueTask> onMessage)
    {
        _pings.Start(ConnectResult.KeepAlive);
        _ = RunAsync(onMessage);
    }

    private async Task RunAsync(Func<ReceivedMessage, ValueTask> onMessage)
    {
        var handling = HandleAsync(onMessage);
        try
        {
            await new ClientReader(_input, _options).RunAsync(ReceiveAsync, _output.Flush);
            Lose(ReasonCode.UnspecifiedError, "The server closed the connection");
        }
        catch (MqttProtocolException exception)
        {
            _output.Write(new DisconnectPacket(exception.ReasonCode));
            _output.Flush();
            Lose(exception.ReasonCode, exception.Message, exception);
        }
        catch (Exception exception)
        {
            // Whatever it is: whoever waits for the end of the connection must hear of it.
            Lose(ReasonCode.UnspecifiedError, "The network connection broke", exception);
        }

        _incoming.Complete();
        await handling;
        _incoming.End();
        _closed.TrySetResult(_isLeaving ? null : _lost);
    }

    private async Task HandleAsync(Func<ReceivedMessage, ValueTask> onMessage)
    {
        try
        {
            await _incoming.RunAsync(onMessage);
        }
        catch (Exception exception)
        {
            Lose(ReasonCode.ImplementationSpecificError, "The message handler failed; the message is not acknowledged", exception);
            _incoming.Complete();
        }
    }

    private async ValueTask ReceiveAsync(ReceivedPacket packet)
    {
        switch (packet)
        {
            case { Publish: { } publish }:
                await _incoming.AddAsync(new ReceivedMessage(publish.Message, publish.Duplicate, publish.PacketId, publish.SubscriptionIdentifiers, _incoming));
                break;
            case { Ack: { Type: PacketType.PubRel } ack }:
                _incoming.Release(ack.PacketId);
                break;
            case { Ack: { Type: PacketType.PubRec, ReasonCode: < ReasonCode.UnspecifiedError } ack }:
                _session.Outbox.Release(ack.PacketId);
                _output.Write(new AckPacket(PacketType.PubRel, ack.PacketId, ReasonCode.Success));
                break;
            case { Ack: { } ack }:
                _session.Outbox.Finish(ack);
                break;
            case { SubAck: { } subAck }:
                _replies.Complete(subAck);
                break;
            case { Disconnect: { } disconnect }:
                Lose(disconnect.ReasonCode, $"The server sent DISCONNECT: {disconnect.ReasonCode} {disconnect.Properties?.ReasonString}");
                break;
            default:
                _pings.Answered();
                break;
        }
    }

    private void Lose(ReasonCode reasonCode, string message, Exception? inner = null)
    {
        if (Interlocked.CompareExchange(ref _lost, new MqttConnectionLostException(reasonCode, message, inner), null) is not null)
        {
            return;
        }

        _pings.Dispose();
        _output.Close();
        _session.Outbox.Detach(_output);
        _replies.Fail(_lost!);
        if (!_session.OutlivesConnection)
        {
            _session.Outbox.Fail(_lost!);
        }

        _stream.Dispose();
    }

    private void ThrowIfLost()
    {
        if (Volatile.Read(ref _lost) is { } lost)
        {
            throw lost;
        }
    }
}
