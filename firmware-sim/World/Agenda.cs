namespace ElderAlert.FirmwareSim.World;

/// <summary>What will happen in a home, in order of time and then of planning.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action<DateTimeOffset>, (DateTimeOffset Due, long Order)> _queue = new();
    private long _order;

    public DateTimeOffset Next => _queue.TryPeek(out _, out var first) ? first.Due : DateTimeOffset.MaxValue;

    public void At(DateTimeOffset due, Action<DateTimeOffset> happen) => _queue.Enqueue(happen, (due, _order++));

    public void RunDue(DateTimeOffset now)
    {
        while (_queue.TryPeek(out var happen, out var first) && first.Due <= now)
        {
            _queue.Dequeue();
            happen(now);
        }
    }
}
