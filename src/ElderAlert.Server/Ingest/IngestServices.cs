using System.Security.Authentication;
using ElderAlert.Mqtt;
using ElderAlert.Mqtt.Server;
using ElderAlert.Server.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ElderAlert.Server.Ingest;

/// <summary>Puts the MQTT receiver in front of the engine.</summary>
internal static class IngestServices
{
    /// <summary>The folder in the store for devices' sessions: commands that wait for them, and what is retained.</summary>
    private const string SessionFolder = "mqtt";

    /// <summary>Registers the receiver. The host provides the engine, the telemetry store and a <see cref="TimeProvider"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="storage">The storage folder: what waits for a device survives a restart.</param>
    public static IServiceCollection AddIngest(this IServiceCollection services, string storage) => services
        .AddMqttServer(options =>
        {
            options.RefusedPublish = RefusedPublish.Acknowledge;
            options.SessionFolder = Path.Combine(storage, SessionFolder);
        })
        .AddSingleton<IngestCounters>()
        .AddSingleton<RecentKeys>()
        .AddSingleton<ConditionBook>()
        .AddSingleton<DevicePresence>()
        .AddSingleton<TelemetryLane>()
        .AddSingleton<ReadingIntake>()
        .AddSingleton<ProblemJournal>()
        .AddSingleton<RefusalJournal>()
        .AddSingleton<IDeviceAuthenticator, DirectoryAuthenticator>()
        .AddSingleton<ITopicAuthorizer, DeviceTopics>()
        .AddSingleton<IPublishSink, DevicePublishSink>()
        .AddSingleton<IConnectionObserver, DeviceConnections>()
        .AddHostedService(provider => provider.GetRequiredService<TelemetryLane>())
        .AddHostedService<CommandPublisher>();

    /// <summary>
    /// Opens the listeners for devices. Kestrel then no longer reads its URLs from elsewhere, so that the host adds the console's
    /// listener in code as well.
    /// </summary>
    /// <exception cref="SettingsException">The certificate cannot be used; the sentence names the key.</exception>
    public static void ListenForDevices(this KestrelServerOptions kestrel, MqttOptions mqtt)
    {
        if (mqtt.Port >= 0)
        {
            kestrel.Listen(mqtt.ListenAddress, mqtt.Port, endpoint => endpoint.UseMqtt());
        }

        if (mqtt.TlsPort is { } port)
        {
            var certificate = DeviceCertificate.Load(mqtt);
            kestrel.Listen(mqtt.ListenAddress, port, endpoint =>
            {
                endpoint.UseHttps(new HttpsConnectionAdapterOptions
                {
                    ServerCertificate = certificate,
                    SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,

                    // Without this only clients of HTTP could agree on a protocol (RFC 7301); MQTT clients name none, or "mqtt".
                    OnAuthenticate = (_, tls) => tls.ApplicationProtocols = null,
                });
                endpoint.UseMqtt();
            });
        }
    }
}
