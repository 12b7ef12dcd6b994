using System.Threading.Channels;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Client;

/// <summary>
/// Messages from the server on one connection: handed to the application one after the other, apart from the read
/// loop so that a handler may itself publish and wait, and acknowledged in the order received.
/// </summary>
internal sealed class IncomingPublishes
{
    private const int Room = 4096;

    private readonly Channel<ReceivedMessage> _channel = Channel.CreateBounded<ReceivedMessage>(
        new BoundedChannelOptions(Room) { SingleReader = true, SingleWriter = true });

    private readonly Lock _sync = new();
    private readonly Queue<ReceivedMessage> _unacknowledged = [];
    private readonly PacketOutput _output;
    private readonly ClientSession _session;
    private readonly bool _isManual;
    private bool _isOver;

    public IncomingPublishes(PacketOutput output, ClientSession session, bool isManual)
    {
        _output = output;
        _session = session;
        _isManual = isManual;
    }

    /// <summary>Takes a message from the read loop; waits while the application is far behind.</summary>
    public ValueTask AddAsync(ReceivedMessage message)
    {
        if (message.Message.QoS == QualityOfService.AtMostOnce)
        {
            return _channel.Writer.WriteAsync(message);
        }

        lock (_sync)
        {
            if (message.Message.QoS == QualityOfService.ExactlyOnce && IsKnown(message))
            {
                return ValueTask.CompletedTask;
            }

            _unacknowledged.Enqueue(message);
        }

        return _channel.Writer.WriteAsync(message);
    }

    /// <summary>PUBREL: the identifier may be used again.</summary>
    public void Release(ushort packetId)
    {
        lock (_sync)
        {
            var code = _session.Received.Remove(packetId) ? ReasonCode.Success : ReasonCode.PacketIdentifierNotFound;
            _output.Write(new AckPacket(PacketType.PubComp, packetId, code));
        }
    }

    /// <summary>No more will come.</summary>
    public void Complete() => _channel.Writer.TryComplete();

    /// <summary>
    /// The connection is over, and the session belongs to the next: on it the server sends again what was not acknowledged here, and may use
    /// identifiers anew.
    /// </summary>
    public void End()
    {
        lock (_sync)
        {
            _isOver = true;
        }
    }

    /// <summary>Calls the handler for each message until <see cref="Complete"/>; an exception of the handler ends it.</summary>
    public async Task RunAsync(Func<ReceivedMessage, ValueTask> handle)
    {
        await foreach (var message in _channel.Reader.ReadAllAsync())
        {
            await handle(message);
            if (!_isManual)
            {
                Acknowledge(message);
            }
        }
    }

    public void Acknowledge(ReceivedMessage message)
    {
        lock (_sync)
        {
            message.IsAcknowledged = true;
            while (_unacknowledged.TryPeek(out var head) && head.IsAcknowledged)
            {
                _unacknowledged.Dequeue();
                var type = head.Message.QoS == QualityOfService.AtLeastOnce ? PacketType.PubAck : PacketType.PubRec;
                if (type == PacketType.PubRec && !_isOver)
                {
                    _session.Received.Add(head.PacketId);
                }

                _output.Write(new AckPacket(type, head.PacketId, ReasonCode.Success));
            }
        }

        _output.Flush();
    }

    /// <summary>Sent again although it was acknowledged, which is said once more, or although it is still with the application.</summary>
    private bool IsKnown(ReceivedMessage message)
    {
        if (_session.Received.Contains(message.PacketId))
        {
            _output.Write(new AckPacket(PacketType.PubRec, message.PacketId, ReasonCode.Success));
            return true;
        }

        return message.Duplicate && _unacknowledged.Any(waiting => waiting.PacketId == message.PacketId);
    }
}
