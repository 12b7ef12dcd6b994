using ElderAlert.Server.Hosting.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ElderAlert.Server.Health;

/// <summary>What a check found.</summary>
internal sealed record CheckResult(HealthStatus Status, string? Detail);

/// <summary>What all checks found; the worst of them is the status.</summary>
internal sealed record HealthAnswer(HealthStatus Status, IReadOnlyDictionary<string, CheckResult> Checks);

/// <summary>
/// <c>/health/live</c>: the process answers; restart it when it does not. <c>/health/ready</c>: alarms are taken (200, also when
/// something beside them is degraded) or not (503).
/// </summary>
internal static class HealthServices
{
    /// <summary>Registers the checks.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<EngineCheck>("engine")
            .AddCheck<DiskCheck>("disk")
            .AddCheck<WatchCheck>("watch", HealthStatus.Degraded)
            .AddCheck<TelemetryCheck>("telemetry", HealthStatus.Degraded)
            .AddCheck<ServicesCheck>("services", HealthStatus.Degraded);
        return services;
    }

    /// <summary>Maps both addresses; nobody needs to sign in.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new HealthAnswer(report.Status, report.Entries.ToDictionary(e => e.Key, e => new CheckResult(e.Value.Status, e.Value.Description), StringComparer.Ordinal)),
        ContractJson.Options);
}
