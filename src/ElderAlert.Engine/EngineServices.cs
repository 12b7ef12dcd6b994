using ElderAlert.Engine.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Engine;

/// <summary>Registers the engine with the host.</summary>
public static class EngineServices
{
    /// <summary>
    /// Adds the engine and the notification pump. The host provides <see cref="Ports.IJournal"/>, <see cref="Ports.INotificationChannel"/>s,
    /// <see cref="Ports.ILinkSigner"/> and a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddEngine(this IServiceCollection services, EngineOptions? options = null) => services
        .AddSingleton(options ?? new EngineOptions())
        .AddSingleton<IncidentEngine>()
        .AddSingleton<OutgoingComposer>()
        .AddSingleton<NotificationSender>()
        .AddSingleton<NotificationPump>()
        .AddHostedService(provider => provider.GetRequiredService<IncidentEngine>())
        .AddHostedService(provider => provider.GetRequiredService<NotificationPump>());
}
