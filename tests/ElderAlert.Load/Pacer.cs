using System.Diagnostics;
using System.Net.Sockets;

namespace ElderAlert.Load;

/// <summary>
/// Does something at fixed times, to a tenth of a millisecond. The runtime's timers tick every few milliseconds on some kernels: what is
/// due one by one would then leave in bunches, and the server be measured with bursts that nobody asked for.
/// </summary>
internal static class Pacer
{
    /// <summary>Calls <paramref name="act"/> with 0, 1, 2 ... at <paramref name="rate"/> a second, on a thread of its own, beginning at <paramref name="start"/>.</summary>
    public static Task RunAsync(int count, int rate, long start, Func<int, Task> act) => Task.Factory.StartNew(
        () => PaceAsync(count, rate, start, act), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private static async Task PaceAsync(int count, int rate, long start, Func<int, Task> act)
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var acts = new Task[count];
        for (var i = 0; i < count; i++)
        {
            var due = start + (long)((double)i / rate * Stopwatch.Frequency);
            while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } wait)
            {
                // Nothing ever arrives there: it is a wait with the kernel's own resolution.
                silent.Poll(wait, SelectMode.SelectRead);
            }

            acts[i] = act(i);
        }

        await Task.WhenAll(acts);
    }
}
