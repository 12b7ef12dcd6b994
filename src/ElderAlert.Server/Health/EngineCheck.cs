using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Engine.Faults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ElderAlert.Server.Health;

/// <summary>Whether alarms are committed and deadlines are looked at. Without that the node must get no devices.</summary>
internal sealed class EngineCheck(IncidentEngine engine, EngineOptions options) : IHealthCheck
{
    /// <summary>The auditor looks every few seconds; later than this, nobody would find a deadline that was lost.</summary>
    private static readonly TimeSpan LatestAudit = TimeSpan.FromSeconds(60);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(engine switch
        {
            { Fault: { } fault } => HealthCheckResult.Unhealthy($"Nothing is acknowledged: {fault}"),
            { IsStopped: true } => HealthCheckResult.Unhealthy("The engine has stopped."),
            { SinceClockLooked: var since } when since > options.ClockStuckAfter => HealthCheckResult.Unhealthy($"The deadline clock has not looked for {since.TotalSeconds:F0} s."),
            { SinceAudited: var since } when since > LatestAudit => HealthCheckResult.Unhealthy($"The auditor has not looked for {since.TotalSeconds:F0} s."),
            { Faults: var faults } => Check(faults),
        });

    /// <summary>Nobody at a console, or a provider that takes nothing, is no reason to take alarms elsewhere: they are taken here.</summary>
    private static HealthCheckResult Check(IReadOnlyList<EngineFault> faults)
    {
        var words = string.Join(" ", faults.Select(f => $"Centre {f.Centre}: {f.Reason}.").Distinct(StringComparer.Ordinal));
        return faults switch
        {
            [] => HealthCheckResult.Healthy(),
            _ when faults.All(f => f.Kind is FaultKind.NobodySignedOn or FaultKind.MessagesFail) => HealthCheckResult.Degraded(words),
            _ => HealthCheckResult.Unhealthy(words),
        };
    }
}
