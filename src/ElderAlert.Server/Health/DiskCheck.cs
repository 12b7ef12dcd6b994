using ElderAlert.Server.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ElderAlert.Server.Health;

/// <summary>Whether the journal's folder can be written, and for how long.</summary>
internal sealed class DiskCheck(StorageSettings storage, DiskSpace disk) : IHealthCheck
{
    private const long Scarce = 1L << 30;
    private const long Least = 64L << 20;
    private const int MegaByte = 1 << 20;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var probe = storage.Below($".writable-{Environment.ProcessId}");
        try
        {
            await File.WriteAllTextAsync(probe, "", cancellationToken);
            File.Delete(probe);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy($"The storage folder cannot be written: {refused.Message}");
        }

        var free = disk.Free;
        return free switch
        {
            < Least => HealthCheckResult.Unhealthy($"Only {free / MegaByte} MB are free on the journal's disk."),
            < DiskSpace.JournalsOwn => HealthCheckResult.Degraded($"Only {free / MegaByte} MB are free on the journal's disk; telemetry is not kept any more."),
            < Scarce => HealthCheckResult.Degraded($"Only {free / MegaByte} MB are free on the journal's disk."),
            _ => HealthCheckResult.Healthy(),
        };
    }
}
