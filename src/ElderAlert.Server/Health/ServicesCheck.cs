using ElderAlert.Server.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ElderAlert.Server.Health;

/// <summary>Whether what goes on beside the alarms does so. Alarms are taken all the same.</summary>
internal sealed class ServicesCheck(IEnumerable<IHostedService> services) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var words = string.Join(" ", services.OfType<SteadyService>().Where(s => s.Fault is not null).Select(s => $"Trouble with {s.Name}: {s.Fault}, see the log."));
        return Task.FromResult(words.Length == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(words));
    }
}
