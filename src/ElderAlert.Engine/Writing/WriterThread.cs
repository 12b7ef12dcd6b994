using System.Collections.Concurrent;

namespace ElderAlert.Engine.Writing;

/// <summary>
/// A thread of the writer's own. Whoever waits for an fsync on a pool thread takes it from those who receive and send: with two
/// processors every second acknowledgement would wait for the next batch's commit.
/// </summary>
internal sealed class WriterThread : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _steps = [];
    private readonly Thread _thread;

    public WriterThread()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "incident writer" };
        _thread.Start();
    }

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>The thread ends when it has done what was queued.</summary>
    public void Dispose() => _steps.CompleteAdding();

    protected override void QueueTask(Task task) => _steps.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        Thread.CurrentThread == _thread && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _steps];

    private void Work()
    {
        foreach (var step in _steps.GetConsumingEnumerable())
        {
            TryExecuteTask(step);
        }

        _steps.Dispose();
    }
}
