using ElderAlert.Engine.Ports;
using ElderAlert.Influx.Erasing;
using ElderAlert.Influx.Queries;
using ElderAlert.Influx.Sending;
using ElderAlert.Influx.Spool;
using ElderAlert.Server.Hosting;
using ElderAlert.Storage.Telemetry;

namespace ElderAlert.Server.Telemetry;

/// <summary>Chooses where telemetry goes.</summary>
internal static class TelemetryServices
{
    private const string Client = "influx";

    /// <summary>How long one request to the time series server may take.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    /// <summary>With <c>ElderAlert:Influx</c> the time series server behind a disk spool; without, a SQLite file in the storage folder.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, ElderAlertSettings settings)
    {
        if (!settings.Influx.IsConfigured)
        {
            return services.AddSingleton<ITelemetryStore>(provider => SqliteTelemetryStore.Open(
                new TelemetryStoreOptions { File = settings.Storage.Below("telemetry.db") },
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<SqliteTelemetryStore>>()));
        }

        services.AddHttpClient(Client, http => http.Timeout = RequestTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services
            .AddSingleton(provider => DiskSpool.Open(
                new SpoolOptions { Folder = settings.Storage.Below("telemetry-spool") },
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<DiskSpool>>()))
            .AddSingleton(provider => new InfluxSender(
                provider.GetRequiredService<DiskSpool>(),
                Http(provider),
                settings.Influx,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<InfluxSender>>()))
            .AddSingleton(provider => SeriesReader.Create(Http(provider), settings.Influx))
            .AddSingleton(provider => new SeriesEraser(Http(provider), settings.Influx))
            .AddSingleton<InfluxTelemetry>()
            .AddSingleton<ITelemetryStore>(provider => provider.GetRequiredService<InfluxTelemetry>())
            .AddHostedService(provider => provider.GetRequiredService<InfluxTelemetry>());
    }

    /// <summary>The points of resolved incidents, behind the dashboards' figures.</summary>
    public static IServiceCollection AddIncidentMeasuring(this IServiceCollection services) => services
        .AddSingleton<MeasuredPositions>()
        .AddSingleton<IncidentMeasures>()
        .AddHostedService<IncidentMeasuring>();

    private static HttpClient Http(IServiceProvider provider) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client);
}
