using ElderAlert.Mqtt.Server;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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

    /// <summary>Makes this endpoint speak MQTT. Call <c>UseHttps</c> before it for TLS.</summary>
    public static ListenOptions UseMqtt(this ListenOptions listenOptions)
    {
        listenOptions.UseConnectionHandler<MqttConnectionHandler>();
        return listenOptions;
    }
}
