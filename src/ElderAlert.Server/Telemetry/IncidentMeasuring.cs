using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Engine.Feed;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Telemetry;

/// <summary>What an incident is measured with, and where measurements go.</summary>
/// <param name="Telemetry">Where they go.</param>
/// <param name="Positions">How far they are.</param>
internal sealed record IncidentMeasures(ITelemetryStore Telemetry, MeasuredPositions Positions);

/// <summary>
/// Writes the point of each incident that is resolved. It goes on where it stopped: what was resolved while it could not write, or in a
/// version that did not measure, it reads from the journal.
/// </summary>
internal sealed class IncidentMeasuring(
    IncidentEngine engine, IJournal journal, IncidentMeasures measures, TimeProvider time, ILogger<IncidentMeasuring> logger)
    : SteadyService("the incidents' figures", time, logger)
{
    private static readonly TimeSpan LookForCentres = TimeSpan.FromSeconds(5);

    protected override async Task WorkAsync(CancellationToken stopping)
    {
        var following = new Dictionary<CentreId, Task>();
        using var timer = new PeriodicTimer(LookForCentres, Time);
        do
        {
            foreach (var centre in engine.Directory.Centres.Where(c => !following.ContainsKey(c.Id)).ToList())
            {
                following[centre.Id] = KeepAsync(stop => FollowAsync(centre.Id, stop), stopping);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task FollowAsync(CentreId centre, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await MeasureAsync(centre, cancellation);
            }
            catch (FeedLaggedException)
            {
                // The next round reads the gap from the journal.
            }
        }
    }

    private async Task MeasureAsync(CentreId centre, CancellationToken cancellation)
    {
        using var subscription = engine.Feed.Subscribe(centre);
        var resolved = new List<JournalEntry>();
        await foreach (var entry in journal.ReadAsync(centre, measures.Positions.Of(centre), cancellation))
        {
            if (entry.Position <= subscription.Position && entry.Event is IncidentResolved)
            {
                resolved.Add(entry);
            }
        }

        foreach (var entry in resolved)
        {
            await WriteAsync(entry, await engine.FindAsync(centre, entry.Incident!.Value, cancellation), cancellation);
        }

        measures.Positions.Reached(centre, subscription.Position);
        await foreach (var committed in subscription.ReadAllAsync(cancellation))
        {
            if (committed.Entry.Event is IncidentResolved)
            {
                await WriteAsync(committed.Entry, committed.Incident, cancellation);
                measures.Positions.Reached(centre, committed.Entry.Position);
            }
        }
    }

    private async Task WriteAsync(JournalEntry resolved, Incident? incident, CancellationToken cancellation)
    {
        if (incident is not null)
        {
            await measures.Telemetry.WriteAsync([IncidentPoints.Of(incident, resolved)], cancellation);
        }
    }
}
