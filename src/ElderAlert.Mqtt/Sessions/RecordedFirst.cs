using ElderAlert.Mqtt.Persistence;

namespace ElderAlert.Mqtt.Sessions;

/// <summary>
/// Deliveries at QoS 2 that wait until their packet identifier is on disk. Sent before, one would be sent again under
/// another identifier after a crash, and the client would take it for a second message.
/// </summary>
/// <param name="log">The session's records.</param>
/// <param name="send">Sends what waits; returns whether nothing is left.</param>
internal sealed class RecordedFirst(SessionLog log, Func<bool> send)
{
    private readonly Queue<(long Position, ushort PacketId)> _waiting = [];

    /// <summary>Called by the outbox, under its lock.</summary>
    public void Add(ushort packetId)
    {
        _waiting.Enqueue((log.Appended, packetId));
        if (_waiting.Count == 1)
        {
            _ = SendAsync();
        }
    }

    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>The next whose record is on disk. Called by the outbox, under its lock.</summary>
    public bool TryTake(out ushort packetId)
    {
        packetId = 0;
        if (!_waiting.TryPeek(out var next) || next.Position > log.Durable)
        {
            return false;
        }

        packetId = next.PacketId;
        return _waiting.TryDequeue(out _);
    }

    private async Task SendAsync()
    {
        do
        {
            await log.FlushAsync().ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!send() && !log.HasFailed);
    }
}
