namespace ElderAlert.Scenarios;

/// <summary>
/// While a town lives, one thread of the pool does everything that happens in it, and all others stand aside. Whoever finds nothing
/// queued on that thread therefore knows that everybody waits, for a timer or for the scenario: no waiting a while and guessing. A town
/// whose clock was turned while one of its loops was still arming a timer had that timer a turn too late.
/// </summary>
internal sealed class OnlyThread : IAsyncDisposable
{
    private readonly ManualResetEventSlim _mayGoOn = new();
    private readonly Task[] _aside;

    private OnlyThread(Task[] aside) => _aside = aside;

    /// <summary>Sends all but one of the pool's threads aside.</summary>
    public static async Task<OnlyThread> TakeAsync()
    {
        Assert.Null(SynchronizationContext.Current);
        ThreadPool.GetMaxThreads(out _, out var completionThreads);
        Assert.True(ThreadPool.SetMaxThreads(Environment.ProcessorCount, completionThreads));
        var others = Environment.ProcessorCount - 1;
        using var standing = new SemaphoreSlim(0);
        var only = new OnlyThread(new Task[others]);
        for (var thread = 0; thread < others; thread++)
        {
            only._aside[thread] = Task.Run(() =>
            {
                standing.Release();
                only._mayGoOn.Wait();
            });
        }

        for (var thread = 0; thread < others; thread++)
        {
            await standing.WaitAsync();
        }

        return only;
    }

    /// <summary>Lets everything run that can run now; returns when all of it waits.</summary>
    public static async Task SettleAsync()
    {
        do
        {
            await Task.Yield();
        }
        while (ThreadPool.PendingWorkItemCount > 0);
    }

    public async ValueTask DisposeAsync()
    {
        _mayGoOn.Set();
        await Task.WhenAll(_aside);
        _mayGoOn.Dispose();
    }
}
