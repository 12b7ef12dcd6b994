using System.Diagnostics;

namespace ElderAlert.Load;

/// <summary>The measurements, one method each.</summary>
internal static class Measurements
{
    /// <summary>Acknowledgements a second with a fixed number of messages under way.</summary>
    public static async Task<string> ThroughputAsync(LoadOptions options)
    {
        var connections = await OpenAsync(options);
        using var stopping = new CancellationTokenSource();
        var counts = new long[connections.Count];
        var loops = connections.Select((connection, index) => PumpAsync(connection, index, options.Window, counts, stopping.Token)).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        var before = counts.Sum();
        var watch = Stopwatch.StartNew();
        await Task.Delay(options.Duration, TimeProvider.System);
        var rate = (counts.Sum() - before) / watch.Elapsed.TotalSeconds;
        await stopping.CancelAsync();
        await Task.WhenAll(loops);
        Close(connections);
        return $"{rate:N0} acknowledgements/s, {options.Connections} connections, window {options.Window}";
    }

    /// <summary>Publish to PUBACK at a fixed rate.</summary>
    public static async Task<string> LatencyAsync(LoadOptions options)
    {
        var connections = await OpenAsync(options);
        using var stopping = new CancellationTokenSource();
        var background = BackgroundAsync(options, stopping.Token);
        var all = await Pendant.PressAllAsync(connections, options.Presses, Soon(), _ => { });
        await stopping.CancelAsync();
        await background;
        Close(connections);
        Array.Sort(all);
        return $"{options.Rate:N0} messages/s, publish to PUBACK: median {At(all, 0.5):F2} ms, "
            + $"p99 {At(all, 0.99):F2} ms, p99.9 {At(all, 0.999):F2} ms, most {all[^1]:F2} ms";
    }

    /// <summary>Every connection sends one message, as fast as the server takes them: each opens an incident of its own.</summary>
    public static async Task<string> OnceAsync(LoadOptions options)
    {
        var connections = await OpenAsync(options);
        await SendOnceAsync(connections[..options.Uncounted], options.Window);
        var counted = connections[options.Uncounted..];
        var watch = Stopwatch.StartNew();
        await SendOnceAsync(counted, options.Window);
        var elapsed = watch.Elapsed.TotalSeconds;
        Close(connections);
        return $"{counted.Count / elapsed:N0} acknowledgements/s, one from each of {counted.Count} connections, {options.Window} under way";
    }

    /// <summary>All devices come back while an alarm a second arrives.</summary>
    public static async Task<string> StormAsync(LoadOptions options)
    {
        var next = options.Connections;
        using var alarm = new LoadConnection(options.Topic(next), options.Payload(next));
        await alarm.ConnectAsync(options.Port, "load-alarm", options.User(next), options.Password(next));
        var alarms = Pendant.PressAllAsync([alarm], new Presses((int)options.Duration.TotalSeconds, Rate: 1), Soon(), _ => { });
        var watch = Stopwatch.StartNew();
        var parts = Enumerable.Range(0, 16).Select(part => OpenAsync(options, part, 16)).ToArray();
        var connections = (await Task.WhenAll(parts)).SelectMany(part => part).ToList();
        var elapsed = watch.Elapsed;
        var samples = await alarms;
        Close(connections);
        return $"{connections.Count} connections in {elapsed.TotalSeconds:F1} s; {samples.Length} alarms meanwhile, slowest PUBACK {samples.Max():F1} ms";
    }

    /// <summary>Resident memory of the server for each connection that does nothing.</summary>
    public static async Task<string> IdleAsync(LoadOptions options)
    {
        using var server = Process.GetProcessById(options.ServerProcess);
        var before = server.WorkingSet64;
        var connections = await OpenAsync(options);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        server.Refresh();
        var each = (server.WorkingSet64 - before) / (double)connections.Count;
        Close(connections);
        return $"{connections.Count} idle connections, {each / 1024:F1} KB each";
    }

    private static async Task BackgroundAsync(LoadOptions options, CancellationToken cancellationToken)
    {
        if (options.Background == 0)
        {
            return;
        }

        using var telemetry = new LoadConnection(options.BackgroundTopic, options.BackgroundPayload, isAcknowledged: false);
        await telemetry.ConnectAsync(options.Port, "load-telemetry", options.User(0), options.Password(0));
        var (sent, watch) = (0L, Stopwatch.StartNew());
        while (!cancellationToken.IsCancellationRequested)
        {
            var due = (long)(watch.Elapsed.TotalSeconds * options.Background) - sent;
            await telemetry.PublishAsync((int)due);
            sent += due;
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task<List<LoadConnection>> OpenAsync(LoadOptions options, int first = 0, int step = 1)
    {
        var connections = new List<LoadConnection>();
        for (var i = first; i < options.Connections; i += step)
        {
            var number = options.First + i;
            var connection = new LoadConnection(options.Topic(number), options.Payload(number));
            await connection.ConnectAsync(options.Port, $"load-{number}", options.User(number), options.Password(number));
            connections.Add(connection);
        }

        return connections;
    }

    private static void Close(List<LoadConnection> connections) => connections.ForEach(connection => connection.Dispose());

    private static async Task PumpAsync(LoadConnection connection, int index, int window, long[] counts, CancellationToken cancellationToken)
    {
        try
        {
            await connection.PublishAsync(window);
            while (true)
            {
                var count = await connection.ReceiveAsync(cancellationToken);
                Volatile.Write(ref counts[index], counts[index] + count);
                await connection.PublishAsync(count);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private static async Task SendOnceAsync(List<LoadConnection> connections, int most)
    {
        using var window = new SemaphoreSlim(most);
        var sending = new List<Task>(connections.Count);
        foreach (var connection in connections)
        {
            await window.WaitAsync();
            sending.Add(SendOnceAsync(connection, window));
        }

        await Task.WhenAll(sending);
    }

    private static async Task SendOnceAsync(LoadConnection connection, SemaphoreSlim window)
    {
        await connection.PublishAsync(1);
        while (await connection.ReceiveAsync(CancellationToken.None) == 0)
        {
        }

        window.Release();
    }

    private static long Soon() => Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 5);

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
