using ElderAlert.Domain.Directory;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Retention;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Retention;

/// <summary>Once a day, erases what each centre has kept for long enough.</summary>
internal sealed class RetentionJob(IncidentEngine engine, TextRetention retention, TimeProvider time, ILogger<RetentionJob> logger)
    : SteadyService("the daily retention", time, logger)
{
    /// <summary>After a start: the alarms that waited come first.</summary>
    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterAFailure = TimeSpan.FromHours(1);

    protected override async Task WorkAsync(CancellationToken stopping)
    {
        for (var pause = First; ; pause = await RunAsync(stopping) ? Interval : AfterAFailure)
        {
            await Task.Delay(pause, Time, stopping);
        }
    }

    private async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var done = true;
        foreach (var centre in engine.Directory.Centres.ToList())
        {
            done &= await TryApplyAsync(centre, cancellation);
        }

        return done;
    }

    private async Task<bool> TryApplyAsync(Centre centre, CancellationToken cancellation)
    {
        try
        {
            var result = await retention.ApplyAsync(centre, cancellation);
            return result.Outstanding.Count == 0;
        }
        catch (Exception failure) when (failure is EngineUnavailableException or JournalException)
        {
            ServerRetentionLog.Failed(Logger, centre.Key, failure);
            return false;
        }
    }
}
