using ElderAlert.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ElderAlert.Server.Health;

/// <summary>Whether alarms are committed and deadlines are looked at. Without that the node must get no devices.</summary>
internal sealed class EngineCheck(IncidentEngine engine) : IHealthCheck
{
    /// <summary>The deadline clock looks about every second; later than this, escalations are late.</summary>
    private static readonly TimeSpan LatestLook = TimeSpan.FromSeconds(10);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(engine switch
        {
            { Fault: { } fault } => HealthCheckResult.Unhealthy($"Nothing is acknowledged: {fault}"),
            { IsStopped: true } => HealthCheckResult.Unhealthy("The engine has stopped."),
            { SinceClockLooked: var since } when since > LatestLook => HealthCheckResult.Unhealthy($"The deadline clock has not looked for {since.TotalSeconds:F0} s."),
            _ => HealthCheckResult.Healthy(),
        });
}
