namespace ElderAlert.Server.Hosting;

/// <summary>
/// Work that goes on beside the alarms. What fails in it is logged, shown by the health check, and begun anew after a pause: trouble with a
/// dashboard's figures must not stop a server that takes alarms.
/// </summary>
/// <param name="name">What it is called in the log and by the health check.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="logger">Where failures are told.</param>
internal abstract class SteadyService(string name, TimeProvider time, ILogger logger) : BackgroundService
{
    /// <summary>So long after a failure the work begins anew.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>A failure counts as over when there was no other for so long.</summary>
    private static readonly TimeSpan Lasts = 3 * Pause;

    private volatile Failure? _failure;

    /// <summary>What it is called.</summary>
    public string Name => name;

    /// <summary>What failed a moment ago, by its type: a message may hold what a health check must not tell. Null while all is well.</summary>
    public string? Fault => _failure is { } failure && time.GetElapsedTime(failure.At) < Lasts ? failure.Type : null;

    protected TimeProvider Time => time;

    protected ILogger Logger => logger;

    /// <summary>Does the work until it is cancelled.</summary>
    protected abstract Task WorkAsync(CancellationToken stopping);

    protected sealed override Task ExecuteAsync(CancellationToken stoppingToken) => KeepAsync(WorkAsync, stoppingToken);

    /// <summary>Does a piece of work until it is done, beginning it anew whenever it fails.</summary>
    protected async Task KeepAsync(Func<CancellationToken, Task> workAsync, CancellationToken stopping)
    {
        while (!await TryAsync(workAsync, stopping))
        {
            await Task.Delay(Pause, time, stopping);
        }
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> workAsync, CancellationToken stopping)
    {
        try
        {
            await workAsync(stopping);
            return true;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            HostLog.ServiceFailed(logger, failure, name, Pause.TotalSeconds);
            _failure = new Failure(failure.GetType().Name, time.GetTimestamp());
            return false;
        }
    }

    private sealed record Failure(string Type, long At);
}
