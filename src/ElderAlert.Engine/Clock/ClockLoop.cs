using ElderAlert.Domain;

namespace ElderAlert.Engine.Clock;

/// <summary>
/// Hands each incident to the writer when it is due. It looks at the wall clock at least once a second, so that a clock that was put
/// forward is noticed, and tells when it last looked.
/// </summary>
internal sealed class ClockLoop(DeadlineQueue deadlines, TimeProvider time)
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(1);

    private long _lastLook = time.GetTimestamp();

    /// <summary>How long ago the loop last looked at the clock; more than a few seconds means that it is stuck.</summary>
    public TimeSpan SinceLastLook => time.GetElapsedTime(Interlocked.Read(ref _lastLook));

    /// <summary>Runs until cancelled.</summary>
    /// <param name="fire">Takes an incident that is due.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task RunAsync(Func<IncidentId, CancellationToken, ValueTask> fire, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Interlocked.Exchange(ref _lastLook, time.GetTimestamp());
            foreach (var incident in deadlines.TakeDue(time.GetUtcNow()))
            {
                await fire(incident, cancellation);
            }

            await NapAsync(cancellation);
        }
    }

    private async Task NapAsync(CancellationToken cancellation)
    {
        var nap = deadlines.Soonest() is { } soonest ? soonest - time.GetUtcNow() : LongestNap;
        if (nap <= TimeSpan.Zero)
        {
            return;
        }

        // Task.Delay counts whole milliseconds, downwards: a delay of less than one would be none, and the loop would spin until it is over.
        var wholeMilliseconds = TimeSpan.FromMilliseconds(Math.Ceiling(nap.TotalMilliseconds));
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sooner = deadlines.WaitForSoonerAsync(woken.Token);
        await Task.WhenAny(sooner, Task.Delay(wholeMilliseconds < LongestNap ? wholeMilliseconds : LongestNap, time, woken.Token));
        await woken.CancelAsync();
    }
}
