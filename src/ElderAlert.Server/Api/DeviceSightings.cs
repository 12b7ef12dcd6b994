using ElderAlert.Domain;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Ingest;
using ElderAlert.Server.Views;

namespace ElderAlert.Server.Api;

/// <summary>
/// When the devices of a home were last heard, and their charge: from the receiver and the watch, and from telemetry. Telemetry may be
/// down; the incident's page does not wait for it.
/// </summary>
internal sealed class DeviceSightings(
    IncidentEngine engine, DeviceWitness witness, ITelemetryStore telemetry, TimeProvider time, ILogger<DeviceSightings> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Span = TimeSpan.FromHours(24);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    /// <summary>By device; one that has not been heard for a day is missing.</summary>
    public async Task<IReadOnlyDictionary<DeviceId, Sighting>> OfAsync(CentreId centre, HouseholdId household, CancellationToken cancellation)
    {
        var sightings = await MeasuredAsync(centre, household, cancellation);
        foreach (var device in engine.Directory.DevicesOf(household))
        {
            if (witness.SeenAt(device.Id) is { } heard)
            {
                var measured = sightings.GetValueOrDefault(device.Id);
                sightings[device.Id] = measured with { At = heard > measured.At ? heard : measured.At };
            }
        }

        return sightings;
    }

    /// <summary>The last window of the last day in which each device measured anything.</summary>
    private async Task<Dictionary<DeviceId, Sighting>> MeasuredAsync(CentreId centre, HouseholdId household, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            var series = await telemetry.QueryAsync(new TelemetryQuery(centre, household, now - Span, now, Window), either.Token).WaitAsync(either.Token);
            return series
                .Where(s => s.Buckets.Count > 0)
                .GroupBy(s => s.Device)
                .ToDictionary(g => g.Key, g => new Sighting(g.Max(s => s.Buckets[^1].Start), g.FirstOrDefault(s => s.Metric == "battery")?.Buckets[^1].Mean));
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            ApiLog.NoSightings(logger, e.GetType().Name);
            return [];
        }
    }
}
