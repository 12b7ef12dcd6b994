using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using ElderAlert.EndToEnd.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Load;

/// <summary>
/// From a pendant's publish at QoS 1 to its acknowledgement, and to the entry on a signed-in console: durable, decided and pushed.
/// Signals are due at fixed times, so that a stall counts for every signal that it held up.
/// </summary>
internal static class LoopMeasurement
{
    private const int IdLength = 17;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    public static async Task<string> RunAsync(LoadOptions options)
    {
        await using var console = await SignInAsync(new Uri($"http://127.0.0.1:{options.HttpPort}"));
        var due = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        var seen = new ConcurrentBag<double>();
        using var stop = new CancellationTokenSource();
        var watching = WatchAsync(console, due, seen, stop.Token);

        var count = (int)(options.Rate * options.Duration.TotalSeconds);
        var pendants = Math.Min(options.Connections, Math.Max(1, count));
        var run = Guid.NewGuid().ToString("N")[..8];
        var clients = await Task.WhenAll(Enumerable.Range(0, pendants).Select(n => ConnectAsync(options.Port, n)));
        var start = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 2;
        var pressing = clients.Select((client, n) => new Pendant(client, n, pendants, count)).ToArray();
        var acknowledged = Task.WhenAll(pressing.Select(pendant => pendant.AnswersAsync()));
        await Pacer.RunAsync(count, options.Rate, start, i => pressing[i % pendants].PressAsync(i, run, due));
        await acknowledged;
        await Task.Delay(LastWords, TimeProvider.System);
        await stop.CancelAsync();
        await watching;
        foreach (var client in clients)
        {
            client.Dispose();
        }

        return $"{options.Rate:N0} signals/s for {options.Duration.TotalSeconds:N0} s from {pendants} pendants; "
            + $"PUBACK {Describe((await acknowledged).SelectMany(a => a))}; entry on the console {Describe(seen)}, {seen.Count} of {count} seen";
    }

    private static async Task<HubClient> SignInAsync(Uri server)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = server };
        using var answer = await http.PostAsJsonAsync("/api/session", new { user = "wang", password = PilotFile.Password });
        answer.EnsureSuccessStatusCode();
        var hub = await HubClient.ConnectAsync(server, cookies.GetCookieHeader(server));
        await hub.ResumeAsync(PilotFile.Centre, 0);
        return hub;
    }

    private static async Task<LoadConnection> ConnectAsync(int port, int pendant)
    {
        var name = PilotFile.Pendant(pendant);
        var connection = new LoadConnection($"ea/v1/{name}/signal", Payload("".PadLeft(IdLength, '0')));
        await connection.ConnectAsync(port, name, name, PilotFile.Key);
        return connection;
    }

    internal static byte[] Payload(string id) =>
        Encoding.UTF8.GetBytes($$$"""{"id":"{{{id}}}","kind":"sos","at":"2026-11-21T03:12:07Z","confidence":0.93,"detail":{"room":"bathroom"}}""");

    private static async Task WatchAsync(HubClient console, ConcurrentDictionary<string, long> due, ConcurrentBag<double> seen, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var message = await NextAsync(console, stop);
            if (message?.Target == "Entry"
                && message.Arguments[3].TryGetProperty("signal", out var signal)
                && signal.ValueKind == System.Text.Json.JsonValueKind.Object
                && due.TryRemove(signal.GetProperty("id").GetString()!, out var sent))
            {
                seen.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        }
    }

    /// <summary>The next message; null when the measurement is over.</summary>
    private static async Task<HubMessage?> NextAsync(HubClient console, CancellationToken stop)
    {
        var next = console.NextAsync(stop);
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return next.IsCanceled ? null : await next;
    }

    private static string Describe(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0
            ? "never"
            : $"median {sorted[sorted.Length / 2]:F2} ms, p99 {sorted[Math.Min(sorted.Length - 1, sorted.Length * 99 / 100)]:F2} ms";
    }
}
