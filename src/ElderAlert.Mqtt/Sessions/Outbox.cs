using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Persistence;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Sessions;

/// <summary>
/// What one session still has to receive: deliveries in flight and those that wait for the window, for a slow reader
/// or for the client to come back. Outlives connections.
/// </summary>
internal sealed class Outbox(OutboxLimits limits, TimeProvider time)
{
    private readonly Lock _sync = new();
    private readonly DeliveryWindow _window = new();
    private WaitingDeliveries? _waiting;
    private Queue<ushort>? _again;
    private RecordedFirst? _recordedFirst;
    private PacketOutput? _output;
    private long _order;
    private Exception? _failure;

    /// <summary>Where deliveries at QoS 1 and 2 are kept over a restart; null: nowhere.</summary>
    public SessionLog? Log
    {
        get;
        set
        {
            lock (_sync)
            {
                field = value;
            }
        }
    }

    /// <summary>Sends now when the client can take it, else queues. False: dropped, because there was no room.</summary>
    public bool Deliver(in Delivery unordered)
    {
        lock (_sync)
        {
            var delivery = unordered with { Order = _order++ };
            if (delivery.QoS > QualityOfService.AtMostOnce)
            {
                Log?.Queued(delivery);
            }

            if ((_waiting?.Count ?? 0) == 0 && CanSend(delivery.QoS))
            {
                Send(delivery);
                _output!.Flush();
                return true;
            }

            if (_failure is not null)
            {
                delivery.Completion?.TrySetException(_failure);
                return true;
            }

            if (_output is null && delivery.QoS == QualityOfService.AtMostOnce)
            {
                return true;
            }

            if ((_waiting ??= new WaitingDeliveries(limits)).TryAdd(delivery))
            {
                return true;
            }

            Log?.Finished(delivery.Order);
            return false;
        }
    }

    /// <summary>A client is back: sends again what it has not finished [MQTT-4.4.0-1], then what waited.</summary>
    public void Attach(PacketOutput output, int window)
    {
        lock (_sync)
        {
            _output = output;
            _window.Maximum = window;
            _again = null;
            foreach (var (id, sent) in _window.InOrder.Where(entry => !entry.Value.Held))
            {
                if (sent.Released)
                {
                    output.Write(new AckPacket(PacketType.PubRel, id, ReasonCode.Success));
                }
                else
                {
                    (_again ??= new Queue<ushort>()).Enqueue(id);
                }
            }

            SendWaiting();
        }
    }

    /// <summary>The connection is gone. Nothing of QoS 0 is kept for later.</summary>
    public void Detach(PacketOutput output)
    {
        lock (_sync)
        {
            if (ReferenceEquals(_output, output))
            {
                _output = null;
                _waiting?.RemoveAtMostOnce();
            }
        }
    }

    /// <summary>The client can take more: sends what waits.</summary>
    public void Pump()
    {
        lock (_sync)
        {
            SendWaiting();
        }
    }

    /// <summary>
    /// PUBACK or PUBCOMP, or a PUBREC that refuses: the delivery is finished. Throws when it is not the answer that the
    /// delivery's QoS asks for; one for an unknown delivery is ignored.
    /// </summary>
    public void Finish(AckPacket ack)
    {
        lock (_sync)
        {
            if (_window.Answered(ack.Type, ack.PacketId) is { } sent)
            {
                _window.Remove(ack.PacketId);
                Log?.Finished(sent.Delivery.Order);
                sent.Delivery.Completion?.TrySetResult(ack.ReasonCode);
                SendWaiting();
            }
        }
    }

    /// <summary>Nobody will acknowledge any more: whoever waits gets the exception.</summary>
    public void Fail(Exception exception)
    {
        lock (_sync)
        {
            foreach (var sent in _window.TakeAll())
            {
                sent.Delivery.Completion?.TrySetException(exception);
            }

            while (_waiting is { Count: > 0 })
            {
                _waiting.Take().Completion?.TrySetException(exception);
            }

            _failure = exception;
        }
    }

    /// <summary>PUBREC: the message is done, its identifier stays in use until PUBCOMP. False: not known.</summary>
    public bool Release(ushort packetId)
    {
        lock (_sync)
        {
            if (_window.Answered(PacketType.PubRec, packetId) is not { } sent)
            {
                return false;
            }

            Log?.Released(sent.Delivery.Order);
            _window.Replace(packetId, sent with { Released = true });
            return true;
        }
    }

    /// <summary>Takes over what a former process had not finished, in order.</summary>
    public void Restore(IEnumerable<StoredDelivery> deliveries)
    {
        lock (_sync)
        {
            foreach (var stored in deliveries)
            {
                _order = stored.Delivery.Order + 1;
                if (stored.PacketId is { } packetId)
                {
                    _window.Restore(packetId, stored);
                }
                else
                {
                    (_waiting ??= new WaitingDeliveries(limits)).TryAdd(stored.Delivery);
                }
            }
        }
    }

    /// <summary>
    /// Sends again, as far as the client takes it: its receive maximum may be smaller than on the connection before [MQTT-3.3.4-9]. Until all of
    /// it is sent the window has no room for anything new.
    /// </summary>
    private void SendAgain()
    {
        while (_output is not null && _again is { Count: > 0 } && _window.Count - _again.Count < _window.Maximum)
        {
            var id = _again.Dequeue();
            if (_window.TryGet(id, out var sent) && !sent.Released)
            {
                WriteOrDrop(sent.Delivery, id, duplicate: true);
            }
        }
    }

    private void SendWaiting()
    {
        SendAgain();
        while (_waiting is { Count: > 0 } && CanSend(_waiting.Peek().QoS))
        {
            Send(_waiting.Take());
        }

        _output?.Flush();
    }

    private bool CanSend(QualityOfService qos) =>
        _output is { IsBlocked: false } && (qos == QualityOfService.AtMostOnce || _window.HasRoom);

    private void Send(in Delivery delivery)
    {
        if (delivery.Timed.IsExpired(time.GetUtcNow()))
        {
            Log?.Finished(delivery.Order);
            delivery.Completion?.TrySetException(new TimeoutException("The message expired before it could be sent"));
            return;
        }

        if (delivery.QoS == QualityOfService.AtMostOnce)
        {
            Write(delivery, packetId: 0, duplicate: false);
            return;
        }

        var isHeld = delivery.QoS == QualityOfService.ExactlyOnce && Log is not null;
        var id = _window.Add(new InFlightDelivery(delivery, Held: isHeld));
        Log?.Sent(delivery.Order, id);
        if (isHeld)
        {
            (_recordedFirst ??= new RecordedFirst(Log!, SendRecorded)).Add(id);
        }
        else
        {
            WriteOrDrop(delivery, id, duplicate: false);
        }
    }

    /// <summary>A message above the peer's maximum packet size counts as delivered [MQTT-3.1.2-25].</summary>
    private void WriteOrDrop(in Delivery delivery, ushort packetId, bool duplicate)
    {
        if (!Write(delivery, packetId, duplicate))
        {
            _window.Remove(packetId);
            Log?.Finished(delivery.Order);
            delivery.Completion?.TrySetException(new MqttProtocolException(
                ReasonCode.PacketTooLarge, "The message is larger than the peer accepts [MQTT-3.1.2-24]"));
        }
    }

    /// <summary>Sends deliveries whose packet identifier is on disk; one whose client is gone is sent when it is back.</summary>
    private bool SendRecorded()
    {
        lock (_sync)
        {
            while (_recordedFirst!.TryTake(out var id))
            {
                if (_window.TryGet(id, out var held))
                {
                    _window.Replace(id, held with { Held = false });
                    if (_output is not null)
                    {
                        WriteOrDrop(held.Delivery, id, duplicate: false);
                    }
                }
            }

            SendWaiting();
            return _recordedFirst.IsEmpty;
        }
    }

    private bool Write(in Delivery delivery, ushort packetId, bool duplicate) => _output!.TryWrite(
        new OutgoingPublish(delivery.Timed.Message, delivery.QoS, delivery.Retain, packetId, duplicate)
        {
            SubscriptionIdentifiers = delivery.SubscriptionIdentifiers,
            RemainingExpirySeconds = delivery.Timed.ExpiresAt is null ? null : delivery.Timed.RemainingSeconds(time.GetUtcNow()),
        });
}
