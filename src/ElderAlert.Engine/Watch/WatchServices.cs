using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Engine.Watch;

/// <summary>Registers the watch with the host.</summary>
public static class WatchServices
{
    /// <summary>Adds the watch; the host provides <see cref="Ports.IWatchStore"/> and adds the engine before.</summary>
    public static IServiceCollection AddWatch(this IServiceCollection services, WatchOptions? options = null) => services
        .AddSingleton(options ?? new WatchOptions())
        .AddSingleton<SilenceWatch>()
        .AddHostedService(provider => provider.GetRequiredService<SilenceWatch>());

    /// <summary>Adds learning from telemetry at the start; the host provides <see cref="Ports.ITelemetryStore"/>.</summary>
    public static IServiceCollection AddRhythmTeacher(this IServiceCollection services) => services.AddHostedService<RhythmTeacher>();
}
