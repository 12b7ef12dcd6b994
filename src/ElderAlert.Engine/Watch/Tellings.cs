using ElderAlert.Domain.Signals;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Engine.Watch;

/// <summary>
/// What the watch has found and the engine has not committed yet. It is told again until it is: nothing is saved before, so that a
/// server that dies in between finds the same and tells it under the same id.
/// </summary>
internal sealed class Tellings(IncidentEngine engine, ILogger log)
{
    private readonly Queue<Func<CancellationToken, Task>> _untold = new();

    /// <summary>Nothing waits.</summary>
    public bool IsEmpty => _untold.Count == 0;

    /// <summary>A signal is to be raised.</summary>
    public void Add(Signal signal) => Add(async stop => await engine.ReceiveAsync(signal, stop));

    /// <summary>Something is to be done by the engine. It may be done twice.</summary>
    public void Add(Func<CancellationToken, Task> telling) => _untold.Enqueue(telling);

    /// <summary>Tells all, in order; what could not be committed stays for the next time.</summary>
    public async Task TellAsync(CancellationToken stop)
    {
        while (_untold.TryPeek(out var telling))
        {
            try
            {
                await telling(stop);
            }
            catch (EngineUnavailableException unavailable)
            {
                WatchLog.NotTold(log, _untold.Count, unavailable);
                return;
            }
            catch (Exception refused) when (!stop.IsCancellationRequested)
            {
                WatchLog.Refused(log, refused);
            }

            _untold.Dequeue();
        }
    }
}
