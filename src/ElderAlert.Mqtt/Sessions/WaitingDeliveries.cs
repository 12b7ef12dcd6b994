using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Sessions;

/// <summary>
/// A bounded queue that gives up telemetry first: over the limit a newcomer at QoS 0 is dropped, one at QoS 1 or 2
/// pushes out the oldest at QoS 0, and what the host published itself is always kept.
/// </summary>
internal sealed class WaitingDeliveries(OutboxLimits limits)
{
    private readonly LinkedList<Delivery> _queue = [];
    private long _bytes;
    private int _atMostOnce;

    public int Count => _queue.Count;

    public Delivery Peek() => _queue.First!.Value;

    public Delivery Take()
    {
        var first = _queue.First!;
        Remove(first);
        return first.Value;
    }

    public bool TryAdd(in Delivery delivery)
    {
        var isFull = _queue.Count >= limits.Messages || _bytes + delivery.Timed.Message.Payload.Length > limits.Bytes;
        if (isFull && !delivery.Essential && (delivery.QoS == QualityOfService.AtMostOnce || !MakeRoom()))
        {
            return false;
        }

        _queue.AddLast(delivery);
        _bytes += delivery.Timed.Message.Payload.Length;
        _atMostOnce += delivery.QoS == QualityOfService.AtMostOnce ? 1 : 0;
        return true;
    }

    public void RemoveAtMostOnce()
    {
        for (var node = _queue.First; node is not null;)
        {
            var next = node.Next;
            if (node.Value.QoS == QualityOfService.AtMostOnce)
            {
                Remove(node);
            }

            node = next;
        }
    }

    private bool MakeRoom()
    {
        if (_atMostOnce == 0)
        {
            return false;
        }

        var oldest = _queue.First!;
        while (oldest.Value.QoS != QualityOfService.AtMostOnce)
        {
            oldest = oldest.Next!;
        }

        Remove(oldest);
        return true;
    }

    private void Remove(LinkedListNode<Delivery> node)
    {
        _queue.Remove(node);
        _bytes -= node.Value.Timed.Message.Payload.Length;
        _atMostOnce -= node.Value.QoS == QualityOfService.AtMostOnce ? 1 : 0;
    }
}
