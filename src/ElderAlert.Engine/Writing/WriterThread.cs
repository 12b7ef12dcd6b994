using System.Diagnostics.CodeAnalysis;

namespace ElderAlert.Engine.Writing;

/// <summary>
/// A thread of the writer's own. Whoever waits for an fsync on a pool thread takes it from those who receive and send: with two
/// processors every second acknowledgement would wait for the next batch's commit. It sleeps while there is nothing to do and never
/// spins, for the same reason.
/// </summary>
internal sealed class WriterThread : TaskScheduler, IDisposable
{
    private readonly Queue<Task> _steps = [];
    private readonly Thread _thread;
    private bool _isEnding;

    public WriterThread()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "incident writer" };
        _thread.Start();
    }

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>The thread ends when it has done what was queued.</summary>
    public void Dispose()
    {
        lock (_steps)
        {
            _isEnding = true;
            Monitor.Pulse(_steps);
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_steps)
        {
            _steps.Enqueue(task);
            Monitor.Pulse(_steps);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        Thread.CurrentThread == _thread && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_steps)
        {
            return [.. _steps];
        }
    }

    private void Work()
    {
        while (TryTakeNext(out var step))
        {
            TryExecuteTask(step);
        }
    }

    /// <summary>Waits for the next step. False: nothing is left to do and nothing more will come.</summary>
    private bool TryTakeNext([MaybeNullWhen(false)] out Task step)
    {
        lock (_steps)
        {
            while (!_steps.TryDequeue(out step))
            {
                if (_isEnding)
                {
                    return false;
                }

                Monitor.Wait(_steps);
            }

            return true;
        }
    }
}
