using System.Collections.Concurrent;
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

    public async ValueTask WriteAsync(IReadOnlyList<TelemetryPoint> points, CancellationToken cancellation)
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
    }

    public Task<IReadOnlyList<TelemetrySeries>> QueryAsync(TelemetryQuery query, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<TelemetrySeries>>([]);
}
