using System.Collections.Concurrent;
using System.Diagnostics;
using ElderAlert.EndToEnd.Support;

namespace ElderAlert.Load;

/// <summary>
/// From a pendant's publish at QoS 1 to its acknowledgement, and to the entry on a signed-in console: durable, decided and pushed.
/// Signals leave at fixed times, so that a stall counts for every signal that it held up.
/// </summary>
internal static class LoopMeasurement
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    public static async Task<string> RunAsync(LoadOptions options)
    {
        await using IWatcher watcher = options.Peer is { } peer
            ? await SocketWatcher.ConnectAsync(peer)
            : await ConsoleWatcher.SignInAsync(new Uri($"http://127.0.0.1:{options.HttpPort}"));
        var presses = options.Presses;
        var pressedAt = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        var seen = new List<double>(presses.Counted);
        using var stop = new CancellationTokenSource();
        var watching = WatchAsync(watcher, pressedAt, seen, stop.Token);

        var pendants = Math.Min(options.Connections, Math.Max(1, presses.Counted));
        var connections = await Task.WhenAll(Enumerable.Range(0, pendants).Select(n => ConnectAsync(options, n)));
        var start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 2);
        var acknowledged = await Pendant.PressAllAsync(connections, presses, start, i =>
        {
            if (i >= presses.WarmUp)
            {
                pressedAt[Id(options.Run, i % pendants, 1 + (i / pendants))] = Stopwatch.GetTimestamp();
            }
        });

        await Task.Delay(LastWords, TimeProvider.System);
        await stop.CancelAsync();
        await watching;
        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        return $"{options.Rate:N0} signals/s for {options.Duration.TotalSeconds:N0} s from {pendants} pendants; "
            + $"PUBACK {Describe(acknowledged)}; entry on the console {Describe(seen)}, {seen.Count} of {presses.Counted} seen";
    }

    private static string Id(string run, int pendant, int sequence) => $"{run}-{pendant}-{sequence:D12}";

    private static async Task<LoadConnection> ConnectAsync(LoadOptions options, int pendant)
    {
        var name = PilotFile.Pendant(pendant);
        var payload = PilotFile.Signal
            .Replace("{run}", options.Run, StringComparison.Ordinal)
            .Replace("{n}", $"{pendant}", StringComparison.Ordinal);
        var connection = new LoadConnection($"ea/v1/{name}/signal", System.Text.Encoding.UTF8.GetBytes(payload));
        await connection.ConnectAsync(options.Port, name, name, PilotFile.Key);
        return connection;
    }

    private static async Task WatchAsync(IWatcher watcher, ConcurrentDictionary<string, long> pressedAt, List<double> seen, CancellationToken stop)
    {
        await foreach (var sighting in watcher.ReadAsync(stop))
        {
            if (pressedAt.TryRemove(sighting.Id, out var pressed))
            {
                seen.Add(Stopwatch.GetElapsedTime(pressed, sighting.At).TotalMilliseconds);
            }
        }
    }

    private static string Describe(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0
            ? "never"
            : $"median {sorted[sorted.Length / 2]:F2} ms, p99 {sorted[Math.Min(sorted.Length - 1, sorted.Length * 99 / 100)]:F2} ms";
    }
}
