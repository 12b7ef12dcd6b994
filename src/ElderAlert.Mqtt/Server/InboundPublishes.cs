using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Server;

/// <summary>
/// The messages of one connection that wait for the sink, in the order received. Outcomes may come in any order and
/// from any thread; routing and acknowledgements follow the order of the messages [MQTT-4.6.0-2], and those that are
/// ready together are written together.
/// </summary>
internal sealed class InboundPublishes : IThreadPoolWorkItem
{
    private readonly MqttServer _server;
    private readonly ConnectedClient _client;
    private readonly Lock _sync = new();
    private readonly DurableAcknowledgements _acknowledgements;
    private Queue<PendingPublish>? _pending;
    private TaskCompletionSource? _changed;
    private int _isScheduled;
    private int _expectingAck;

    public InboundPublishes(MqttServer server, ConnectedClient client)
    {
        _server = server;
        _client = client;
        _acknowledgements = new DurableAcknowledgements(server, client, Wake);
    }

    /// <summary>False: so many wait that the connection must not be read.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_sync)
            {
                return (_pending?.Count ?? 0) < _client.PendingMaximum;
            }
        }
    }

    /// <summary>Messages at QoS 1 and 2 that are neither acknowledged nor refused.</summary>
    public int ExpectingAck => Volatile.Read(ref _expectingAck);

    /// <summary>Hands a message to the sink, or to whoever records its refusal.</summary>
    public void Add(ApplicationMessage message, ushort packetId, ValueTask<PublishOutcome> outcome)
    {
        if (packetId != 0)
        {
            Interlocked.Increment(ref _expectingAck);
        }

        lock (_sync)
        {
            var isCompleted = outcome.IsCompleted;
            if (isCompleted && (_pending?.Count ?? 0) == 0)
            {
                Finish(message, packetId, ResultOf(outcome));
                return;
            }

            _server.Budget.Take(message.Payload.Length);
            var pending = _server.PendingPool.Get();
            pending.Start(this, message, packetId, outcome, isCompleted);
            (_pending ??= new Queue<PendingPublish>(4)).Enqueue(pending);
            pending.Watch();
        }
    }

    /// <summary>Answers a message at QoS 2 that was taken before and is sent again, once what is on record of it is on disk.</summary>
    public void AcknowledgeAgain(ushort packetId) => _acknowledgements.Send(new AckPacket(PacketType.PubRec, packetId, ReasonCode.Success));

    /// <summary>Is this message, sent again, still with the sink?</summary>
    public bool IsPending(ushort packetId)
    {
        lock (_sync)
        {
            return _pending?.Any(pending => pending.PacketId == packetId) == true;
        }
    }

    /// <summary>
    /// Called by a message whose outcome is known. Several of one connection often come together, and are gathered; one that waits alone is
    /// finished at once.
    /// </summary>
    public void OnCompleted()
    {
        if (Interlocked.Exchange(ref _isScheduled, 1) != 0)
        {
            return;
        }

        if (IsAlone)
        {
            Execute();
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Finishes what is ready at the head of the queue.</summary>
    public void Execute()
    {
        Interlocked.Exchange(ref _isScheduled, 0);
        try
        {
            FinishReady();
        }
        catch (Exception exception)
        {
            Log.ConnectionFailed(_server.Logger, exception, _client.Connection.ConnectionId);
            _client.Close(ReasonCode.UnspecifiedError, "A defect of the server");
        }

        _client.Output.Flush();
    }

    private bool IsAlone
    {
        get
        {
            lock (_sync)
            {
                return _pending!.Count == 1;
            }
        }
    }

    private bool IsEmpty => (_pending?.Count ?? 0) == 0 && _acknowledgements.IsEmpty;

    /// <summary>Completes when at least one more message is finished, or at once when none waits.</summary>
    public Task WaitForChangeAsync()
    {
        lock (_sync)
        {
            if (IsEmpty)
            {
                return Task.CompletedTask;
            }

            _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _changed.Task;
        }
    }

    /// <summary>Wakes whoever waits for a change, because the connection ends.</summary>
    public void Wake()
    {
        lock (_sync)
        {
            _changed?.TrySetResult();
            _changed = null;
        }
    }

    /// <summary>Completes when the sink has answered for every message.</summary>
    public async Task WhenEmptyAsync()
    {
        while (true)
        {
            Task change;
            lock (_sync)
            {
                if (IsEmpty)
                {
                    return;
                }

                change = WaitForChangeAsync();
            }

            await change;
        }
    }

    private void FinishReady()
    {
        lock (_sync)
        {
            while (_pending!.TryPeek(out var head) && head.IsCompleted)
            {
                _pending.Dequeue();
                var (message, packetId) = (head.Message, head.PacketId);
                var outcome = ResultOf(head.TakeOutcome());
                _server.PendingPool.Return(head);
                _server.Budget.Return(message.Payload.Length);
                Finish(message, packetId, outcome);
            }

            _changed?.TrySetResult();
            _changed = null;
        }
    }

    private PublishOutcome ResultOf(ValueTask<PublishOutcome> outcome)
    {
        try
        {
            return outcome.GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            Log.SinkFailed(_server.Logger, exception, _client.Connection.ClientId);
            return PublishOutcome.Unavailable;
        }
    }

    private void Finish(ApplicationMessage message, ushort packetId, PublishOutcome outcome)
    {
        if (packetId != 0)
        {
            Interlocked.Decrement(ref _expectingAck);
        }

        if (message.QoS == QualityOfService.ExactlyOnce && _server.Journal is { } journal)
        {
            // What subscribers are to get and that the publisher has been heard: one without the other, a crash would double or lose it.
            using var together = journal.Together();
            RouteAndAcknowledge(message, packetId, outcome);
            return;
        }

        RouteAndAcknowledge(message, packetId, outcome);
    }

    private void RouteAndAcknowledge(ApplicationMessage message, ushort packetId, PublishOutcome outcome)
    {
        if (outcome.IsAvailable && outcome.ReasonCode == ReasonCode.Success)
        {
            _server.Router.Publish(message, _client.Session, essential: false);
        }

        Acknowledge(message.QoS, packetId, outcome);
    }

    private void Acknowledge(QualityOfService qos, ushort packetId, PublishOutcome outcome)
    {
        if (!outcome.IsAvailable)
        {
            GiveUp(qos);
            return;
        }

        var isRefused = outcome.ReasonCode.IsFailure();
        if (qos == QualityOfService.AtMostOnce)
        {
            return;
        }

        if (isRefused && _client.Connection.Version == MqttProtocolVersion.V311
            && _server.Options.RefusedPublish == RefusedPublish.Close)
        {
            _client.Close(outcome.ReasonCode, "The publish was refused [MQTT-3.3.5-2]");
            return;
        }

        if (qos == QualityOfService.ExactlyOnce && !(isRefused && _client.Connection.Version == MqttProtocolVersion.V500))
        {
            _client.Session.MarkReceived(packetId);
        }

        var type = qos == QualityOfService.AtLeastOnce ? PacketType.PubAck : PacketType.PubRec;
        _acknowledgements.Send(new AckPacket(type, packetId, outcome.ReasonCode));
    }

    private void GiveUp(QualityOfService qos)
    {
        if (qos == QualityOfService.AtMostOnce)
        {
            Log.UnacknowledgedLost(_server.Logger, _client.Connection.ClientId);
            return;
        }

        _client.Close(ReasonCode.ServerBusy, "The message could not be taken; it is to be sent again");
    }
}
