using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Client;

/// <summary>SUBSCRIBE and UNSUBSCRIBE that wait for their answer.</summary>
internal sealed class PendingReplies
{
    private readonly Lock _sync = new();
    private readonly Dictionary<ushort, TaskCompletionSource<IReadOnlyList<ReasonCode>>> _pending = [];
    private Exception? _failure;
    private ushort _lastPacketId;

    /// <summary>
    /// Reserves an identifier. It counts down from the top, away from those of messages, which count up: the two never
    /// meet while fewer than 65,535 are in use (2.2.1).
    /// </summary>
    public (ushort PacketId, Task<IReadOnlyList<ReasonCode>> Reply) Add()
    {
        var reply = new TaskCompletionSource<IReadOnlyList<ReasonCode>>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_sync)
        {
            if (_failure is not null)
            {
                reply.SetException(_failure);
                return (1, reply.Task);
            }

            do
            {
                _lastPacketId--;
            }
            while (_lastPacketId == 0 || _pending.ContainsKey(_lastPacketId));
            _pending.Add(_lastPacketId, reply);
            return (_lastPacketId, reply.Task);
        }
    }

    public void Complete(SubAckPacket packet)
    {
        lock (_sync)
        {
            if (!_pending.Remove(packet.PacketId, out var reply))
            {
                throw MqttProtocolException.Error($"{packet.Type} for an identifier that was not asked for (3.9.2)");
            }

            reply.SetResult(packet.ReasonCodes);
        }
    }

    public void Fail(Exception exception)
    {
        lock (_sync)
        {
            _failure = exception;
            foreach (var reply in _pending.Values)
            {
                reply.TrySetException(exception);
            }

            _pending.Clear();
        }
    }
}
