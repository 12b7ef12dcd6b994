namespace ElderAlert.Simulation.Time;

/// <summary>
/// The process has a single pool thread (set in the project file). Everything runs on it, the server's loops and the world alike, in the
/// order in which it was queued; that, and not a scheduler of our own, makes a run repeatable: <c>ConfigureAwait(false)</c> in HTTP and retry
/// code cannot escape from it.
/// </summary>
internal static class OnlyThread
{
    /// <exception cref="InvalidOperationException">The pool may use more than one thread.</exception>
    public static void Require()
    {
        ThreadPool.GetMaxThreads(out var workers, out _);
        if (workers != 1)
        {
            throw new InvalidOperationException($"The thread pool has {workers} threads; the simulation needs exactly one (ThreadPoolMaxThreads).");
        }
    }

    /// <summary>Lets everything run that can run now; returns when all of it waits for time or for the world.</summary>
    public static async Task SettleAsync()
    {
        do
        {
            await Task.Yield();
        }
        while (ThreadPool.PendingWorkItemCount > 0);
    }
}
