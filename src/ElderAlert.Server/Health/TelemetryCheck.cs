using ElderAlert.Engine.Ports;
using ElderAlert.Influx.Sending;
using ElderAlert.Server.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ElderAlert.Server.Health;

/// <summary>Whether telemetry reaches its server. It may be down for days: lines wait on disk, and alarms do not notice.</summary>
internal sealed class TelemetryCheck(ITelemetryStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(store is InfluxTelemetry influx ? Check(influx) : HealthCheckResult.Healthy());

    private static HealthCheckResult Check(InfluxTelemetry influx) => influx switch
    {
        { Spool.Fault: { } fault } => HealthCheckResult.Degraded($"The telemetry spool cannot be written: {fault}"),
        { Sender: { State: SenderState.Misconfigured, Problem: var problem } } =>
            HealthCheckResult.Degraded($"The time series server refuses the settings of ElderAlert:Influx: {problem}"),
        { Sender: { State: SenderState.Waiting, Problem: var problem } } =>
            HealthCheckResult.Degraded($"The time series server does not take lines: {problem}"),
        _ => HealthCheckResult.Healthy(),
    };
}
