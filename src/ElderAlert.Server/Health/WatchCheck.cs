using ElderAlert.Engine.Watch;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ElderAlert.Server.Health;

/// <summary>Whether silences are looked for. Alarms are taken all the same.</summary>
internal sealed class WatchCheck(SilenceWatch watch) : IHealthCheck
{
    /// <summary>The watch looks every few seconds; later than this, silent devices and homes are found late.</summary>
    private static readonly TimeSpan LatestLook = TimeSpan.FromMinutes(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(watch switch
        {
            { SinceLooked: var since } when since > LatestLook => HealthCheckResult.Degraded($"Nobody has looked for silences for {since.TotalSeconds:F0} s."),
            _ => HealthCheckResult.Healthy(),
        });
}
