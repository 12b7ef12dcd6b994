using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ElderAlert.Load;

/// <summary>
/// Does something at fixed times, to a tenth of a millisecond. The runtime's timers tick every few milliseconds on some kernels: what is
/// due one by one would then leave in bunches, and the server be measured with bursts that nobody asked for. Nor does it spin until the
/// time has come: a processor that is only burnt is one that the server lacks.
/// </summary>
internal static partial class Pacer
{
    /// <summary>Calls <paramref name="act"/> with 0, 1, 2 ... at <paramref name="rate"/> a second, on a thread of its own, beginning at <paramref name="start"/>.</summary>
    public static Task RunAsync(int count, int rate, long start, Func<int, Task> act) => Task.Factory.StartNew(
        () => PaceAsync(count, rate, start, act), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private static async Task PaceAsync(int count, int rate, long start, Func<int, Task> act)
    {
        var acts = new Task[count];
        for (var i = 0; i < count; i++)
        {
            var due = start + (long)((double)i / rate * Stopwatch.Frequency);
            while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } wait)
            {
                await SleepAsync(wait);
            }

            acts[i] = act(i);
        }

        await Task.WhenAll(acts);
    }

    private static Task SleepAsync(TimeSpan time)
    {
        if (!OperatingSystem.IsLinux())
        {
            return Task.Delay(time, TimeProvider.System);
        }

        var wait = new TimeSpec((nint)(time.Ticks / TimeSpan.TicksPerSecond), (nint)(time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick));
        // A signal may end it early; the caller looks at the clock again.
        _ = NanoSleep(in wait, 0);
        return Task.CompletedTask;
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(in TimeSpec time, nint remaining);

    /// <summary>POSIX <c>struct timespec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);
}
