using System.Threading.Channels;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Ingest;

/// <summary>
/// Telemetry on its way to the store, beside the alarms and never in front of them. What piled up during the last write goes in the next;
/// what nobody waits for gathers for a second first: a thousand alarms a second are not a thousand writes beside them, and ten thousand change
/// each series' page once and not for each of them. When the disk is nearly full it is counted and not kept: the rest of the disk is the journal's.
/// </summary>
internal sealed class TelemetryLane(
    CheckedTelemetry store, DiskSpace disk, IngestCounters counters, RecentKeys recent, TimeProvider time, ILogger<TelemetryLane> logger) : IHostedService
{
    /// <summary>Acknowledgements keep the order of messages, so that telemetry may not hold up an alarm behind it for longer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    private const int Capacity = 50_000;
    private const int EnoughBatches = 20_000;
    private const int PointsPerWrite = 50_000;
    private static readonly TimeSpan LogWindow = TimeSpan.FromMinutes(1);

    private readonly Channel<Batch> _batches = Channel.CreateBounded<Batch>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private TaskCompletionSource _hurry = NewHurry();
    private Task _writing = Task.CompletedTask;
    private volatile bool _isStopping;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = Task.Run(WriteAllAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing more and writes what it has.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _batches.Writer.TryComplete();
        _isStopping = true;
        Hurry();
        return _writing.WaitAsync(cancellationToken);
    }

    /// <summary>Hands points over without waiting; where there is no room they are counted and lost.</summary>
    public void Post(IReadOnlyList<TelemetryPoint> points)
    {
        if (_batches.Writer.TryWrite(new Batch(points, Stored: null)))
        {
            return;
        }

        var dropped = counters.DropTelemetry(points.Count);
        if (IsFirstInAWhile("telemetry dropped"))
        {
            IngestLog.TelemetryDropped(logger, dropped);
        }
    }

    /// <summary>Hands points over and waits until the store has them, at most <see cref="Patience"/>. False: it has not, and the log says why.</summary>
    public async Task<bool> WriteAsync(IReadOnlyList<TelemetryPoint> points)
    {
        var stored = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await _batches.Writer.WriteAsync(new Batch(points, stored), patience.Token);
            Hurry();
            return await stored.Task.WaitAsync(patience.Token);
        }
        catch (ChannelClosedException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            if (IsFirstInAWhile("telemetry slow"))
            {
                IngestLog.TelemetrySlow(logger, Patience.TotalSeconds);
            }

            return false;
        }
    }

    private async Task WriteAllAsync()
    {
        var batches = new List<Batch>();
        var points = new List<TelemetryPoint>();
        while (await _batches.Reader.WaitToReadAsync())
        {
            await GatherAsync();
            while (points.Count < PointsPerWrite && _batches.Reader.TryRead(out var batch))
            {
                batches.Add(batch);
                points.AddRange(batch.Points);
            }

            var stored = await TryWriteAsync(points);
            foreach (var batch in batches)
            {
                batch.Stored?.TrySetResult(stored);
            }

            batches.Clear();
            points.Clear();
        }
    }

    private static TaskCompletionSource NewHurry() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Hurry() => Volatile.Read(ref _hurry).TrySetResult();

    private async Task GatherAsync()
    {
        var hurry = _hurry.Task;
        if (!hurry.IsCompleted && !_isStopping && _batches.Reader.Count < EnoughBatches)
        {
            await Task.WhenAny(hurry, Task.Delay(Gathering, time));
        }

        if (hurry.IsCompleted)
        {
            // Before the batches are read: who comes after that hurries the next write.
            Volatile.Write(ref _hurry, NewHurry());
        }
    }

    private async Task<bool> TryWriteAsync(List<TelemetryPoint> points)
    {
        try
        {
            if (disk.IsJournalsOwn)
            {
                GiveWay(points.Count);
                return true;
            }

            await store.WriteAsync(points, CancellationToken.None);
            counters.TelemetryStored(points.Count);
            return true;
        }
        catch (Exception failure)
        {
            counters.TelemetryRefused(points.Count);
            if (IsFirstInAWhile("telemetry refused"))
            {
                IngestLog.TelemetryRefused(logger, failure, points.Count);
            }

            return false;
        }
    }

    private void GiveWay(int points)
    {
        var dropped = counters.DropTelemetry(points);
        if (IsFirstInAWhile("telemetry gives way"))
        {
            IngestLog.TelemetryGivesWay(logger, disk.Free >> 20, dropped);
        }
    }

    private bool IsFirstInAWhile(string what)
    {
        if (recent.Contains(what))
        {
            return false;
        }

        recent.Remember(what, LogWindow);
        return true;
    }

    private sealed record Batch(IReadOnlyList<TelemetryPoint> Points, TaskCompletionSource<bool>? Stored);
}
