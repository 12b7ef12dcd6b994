using ElderAlert.Mqtt.Bridge;
using ElderAlert.Mqtt.Server;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt;

/// <summary>Adds the MQTT server to an ASP.NET Core host.</summary>
public static class MqttServerHosting
{
    /// <summary>
    /// Registers the server and <see cref="IMqttPublisher"/>. The host registers <see cref="IDeviceAuthenticator"/>,
    /// <see cref="ITopicAuthorizer"/>, <see cref="IPublishSink"/> and <see cref="IConnectionObserver"/> as singletons
    /// and adds listeners with <see cref="UseMqtt"/>.
    /// </summary>
    public static IServiceCollection AddMqttServer(this IServiceCollection services, Action<MqttServerOptions>? configure = null)
    {
        services.AddOptions<MqttServerOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MqttApplication>();
        services.TryAddSingleton<MqttServer>();
        services.TryAddSingleton<MqttConnectionHandler>();
        services.AddSingleton<IMqttPublisher>(provider => provider.GetRequiredService<MqttServer>());
        services.AddHostedService(provider => provider.GetRequiredService<MqttServer>());
        return services;
    }

    /// <summary>
    /// Adds a bridge that takes messages from another broker into the <see cref="IPublishSink"/> and acknowledges each
    /// once the sink has it. May be called for several brokers.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">Which broker, and what to take from it.</param>
    /// <param name="sink">Where messages go; null: the registered sink, past the <see cref="ITopicAuthorizer"/>.</param>
    /// <param name="observer">Who hears whether the broker can be reached; null: nobody.</param>
    public static IServiceCollection AddMqttBridge(
        this IServiceCollection services,
        MqttBridgeOptions options,
        Func<IServiceProvider, IPublishSink>? sink = null,
        Func<IServiceProvider, IBridgeObserver>? observer = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IHostedService>(provider => new MqttBridge(
            options,
            sink?.Invoke(provider) ?? provider.GetRequiredService<IPublishSink>(),
            observer?.Invoke(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MqttBridge>>()));
        return services;
    }

    /// <summary>Makes this endpoint speak MQTT. Call <c>UseHttps</c> before it for TLS.</summary>
    public static ListenOptions UseMqtt(this ListenOptions listenOptions)
    {
        listenOptions.UseConnectionHandler<MqttConnectionHandler>();
        return listenOptions;
    }
}
