using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace ElderAlert.FirmwareSim.Transport;

/// <summary>
/// What a device keeps through power cuts and dead networks: messages that must arrive, in order, until the server acknowledges them,
/// and behind them the newest readings. Safe for one device thread and one link task.
/// </summary>
/// <param name="readingCapacity">Readings that fit; the oldest make room. Signals always fit.</param>
internal sealed class Flash(int readingCapacity = Flash.DefaultReadings)
{
    public const int DefaultReadings = 64;

    private readonly Lock _lock = new();
    private readonly Queue<OutgoingMessage> _signals = new();
    private readonly Queue<OutgoingMessage> _readings = new();
    private readonly Channel<bool> _stored = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Store(OutgoingMessage message)
    {
        lock (_lock)
        {
            if (message.MustArrive)
            {
                _signals.Enqueue(message);
            }
            else
            {
                _readings.Enqueue(message);
                if (_readings.Count > readingCapacity)
                {
                    _readings.Dequeue();
                }
            }
        }

        _stored.Writer.TryWrite(true);
    }

    /// <summary>The next message to send: signals before readings, each in the order of storing.</summary>
    public bool TryPeek([NotNullWhen(true)] out OutgoingMessage? message)
    {
        lock (_lock)
        {
            return _signals.TryPeek(out message) || _readings.TryPeek(out message);
        }
    }

    /// <summary>Forgets a message that was sent (a reading) or acknowledged (a signal).</summary>
    public void Remove(OutgoingMessage message)
    {
        lock (_lock)
        {
            var queue = message.MustArrive ? _signals : _readings;
            if (queue.TryPeek(out var head) && ReferenceEquals(head, message))
            {
                queue.Dequeue();
            }
        }
    }

    /// <summary>Completes when something was stored since the last wait.</summary>
    public async Task WaitAsync(CancellationToken ct) => await _stored.Reader.ReadAsync(ct);
}
