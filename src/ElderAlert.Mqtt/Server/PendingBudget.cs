namespace ElderAlert.Mqtt.Server;

/// <summary>
/// Bounds the bytes of all connections that wait for the sink. It is never exceeded by refusing a message that was
/// read, only by not reading the next: one message may overshoot.
/// </summary>
internal sealed class PendingBudget(long limit)
{
    /// <summary>What a waiting message costs beside its payload.</summary>
    private const int Overhead = 256;

    private readonly Lock _sync = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private long _used;

    public long Used => Volatile.Read(ref _used);

    public bool IsExhausted => Used >= limit;

    public void Take(int payload) => Interlocked.Add(ref _used, payload + Overhead);

    public void Return(int payload)
    {
        if (Interlocked.Add(ref _used, -payload - Overhead) >= limit)
        {
            return;
        }

        lock (_sync)
        {
            while (_waiting.TryDequeue(out var next))
            {
                next.TrySetResult();
            }
        }
    }

    /// <summary>Completes when there is room again.</summary>
    public Task WaitAsync()
    {
        lock (_sync)
        {
            if (!IsExhausted)
            {
                return Task.CompletedTask;
            }

            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(source);
            return source.Task;
        }
    }
}
