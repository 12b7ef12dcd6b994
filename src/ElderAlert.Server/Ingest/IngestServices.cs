using ElderAlert.Mqtt;
using ElderAlert.Mqtt.Server;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Ingest;

/// <summary>Puts the MQTT receiver in front of the engine.</summary>
internal static class IngestServices
{
    /// <summary>The folder in the store for devices' sessions: commands that wait for them, and what is retained.</summary>
    private const string SessionFolder = "mqtt";

    /// <summary>Registers the receiver. The host provides the engine, the telemetry store and a <see cref="TimeProvider"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="storage">The storage folder: what waits for a device survives a restart.</param>
    /// <param name="mqtt">The receiver's settings.</param>
    public static IServiceCollection AddIngest(this IServiceCollection services, string storage, MqttOptions mqtt) => services
        .AddMqttServer(options =>
        {
            options.RefusedPublish = RefusedPublish.Acknowledge;
            options.MaximumConnectionsPerAddress = mqtt.ConnectionsPerAddress;
            options.SessionFolder = Path.Combine(storage, SessionFolder);
        })
        .AddSingleton<IngestCounters>()
        .AddSingleton<RecentKeys>()
        .AddSingleton<ConditionBook>()
        .AddSingleton<DevicePresence>()
        .AddSingleton<DeviceWitness>()
        .AddSingleton<CheckedTelemetry>()
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
}
