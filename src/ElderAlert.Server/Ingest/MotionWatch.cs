using System.Collections.Concurrent;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;

namespace ElderAlert.Server.Ingest;

/// <summary>
/// Hears in the measurements that somebody moves, and tells an incident that waits for it: one fact for a suspected fall. Only a beginning
/// counts: gateways repeat a sensor's last word with every message, and a sensor's "motion" outlasts the motion by a minute.
/// </summary>
internal sealed class MotionWatch(IncidentEngine engine)
{
    private const string Button = "button";
    private static readonly string[] Movements = ["motion", "moving"];

    private readonly ConcurrentDictionary<(DeviceId Device, string Metric), bool> _moving = new();

    /// <summary>The home's incident that waits to hear what the measurement tells; null where it tells no motion, or nobody waits for it.</summary>
    public Incident? AwaitedBy(Device device, TelemetryReading reading) =>
        Begins(reading) && engine.FindActive(device.Household, Lane.Life) is { AwaitsMotion: true } incident && reading.At >= incident.FallSuspectedAt
            ? incident
            : null;

    /// <summary>Tells the incident; completes after it is on disk.</summary>
    /// <exception cref="EngineUnavailableException">It was not committed.</exception>
    public async Task TellAsync(Device device, Incident incident)
    {
        try
        {
            await engine.ExecuteAsync(device.Centre, incident.Id, _ => new ReportMotion(device.Id), requestId: null, CancellationToken.None);
        }
        catch (EngineUnavailableException)
        {
            // The message comes again, and its motion begins again with it.
            foreach (var metric in Movements)
            {
                _moving.TryRemove((device.Id, metric), out _);
            }

            throw;
        }
    }

    private bool Begins(TelemetryReading reading)
    {
        var begins = reading.Metrics.TryGetValue(Button, out var pressed) && pressed > 0;
        foreach (var metric in Movements)
        {
            if (reading.Metrics.TryGetValue(metric, out var value))
            {
                var key = (reading.Device, metric);
                begins |= value > 0 && !_moving.GetValueOrDefault(key);
                _moving[key] = value > 0;
            }
        }

        return begins;
    }
}
