using System.Collections.Concurrent;
using ElderAlert.Domain;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Server.Tests.Ingest;

/// <summary>A telemetry store that keeps what it is given, and can hang or fail.</summary>
internal sealed class RecordingTelemetry : ITelemetryStore
{
    private readonly ConcurrentQueue<TelemetryPoint> _points = new();

    /// <summary>Writes throw while this is set.</summary>
    public bool Fails { get; set; }

    /// <summary>Writes wait for this while it is set.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public IReadOnlyCollection<TelemetryPoint> Points => _points;

    /// <summary>A metric that this store cannot take.</summary>
    public string? Refuses { get; set; }

    public async ValueTask<IReadOnlyList<RefusedMetric>> WriteAsync(IReadOnlyList<TelemetryPoint> points, CancellationToken cancellation)
    {
        if (Gate is { } gate)
        {
            await gate.Task;
        }

        if (Fails)
        {
            throw new IOException("the telemetry disk is full");
        }

        foreach (var point in points)
        {
            _points.Enqueue(point);
        }

        return [.. points.Where(p => Refuses is { } bad && p.Fields.ContainsKey(bad)).Select(p => new RefusedMetric(p, Refuses!, "This store has no room for it."))];
    }

    public Task<IReadOnlyList<TelemetrySeries>> QueryAsync(TelemetryQuery query, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<TelemetrySeries>>([]);

    public Task EraseAsync(CentreId centre, HouseholdId household, CancellationToken cancellation) => Task.CompletedTask;
}
