using ElderAlert.Domain.Directory;
using ElderAlert.Engine.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Engine.Watch;

/// <summary>After a start, teaches the watch the rhythms of homes of which it knows none, from telemetry. Nobody waits for it.</summary>
internal sealed class RhythmTeacher(IncidentEngine engine, SilenceWatch watch, ITelemetryStore telemetry, TimeProvider time, ILogger<RhythmTeacher> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var rebuild = new RhythmRebuild(telemetry, new Zones());
        var homes = engine.Directory.Centres.SelectMany(c => engine.Directory.Of<Household>(c.Id)).Where(h => !watch.KnowsRhythmOf(h.Id)).ToList();
        foreach (var home in homes)
        {
            try
            {
                var rhythm = await rebuild.OfAsync(engine.Directory, home, time.GetUtcNow(), stoppingToken);
                if (rhythm.Days.Count > 0)
                {
                    watch.Teach(home.Id, rhythm);
                    WatchLog.Taught(log, home.Id.Value, rhythm.Days.Count);
                }
            }
            catch (Exception silent) when (!stoppingToken.IsCancellationRequested)
            {
                WatchLog.NotTaught(log, home.Id.Value, silent);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
