using ElderAlert.Engine;
using ElderAlert.Engine.Watch;
using ElderAlert.Mqtt.Listeners;
using ElderAlert.Server.Api;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Family;
using ElderAlert.Server.Health;
using ElderAlert.Server.Hosting.Json;
using ElderAlert.Server.Hub;
using ElderAlert.Server.Ingest;
using ElderAlert.Server.Outbox;
using ElderAlert.Server.Retention;
using ElderAlert.Server.Telemetry;
using ElderAlert.Server.Telephony;
using ElderAlert.Storage;
using Microsoft.AspNetCore.HttpOverrides;

namespace ElderAlert.Server.Hosting;

/// <summary>Puts the rooms together: one <c>AddX</c> for what a room needs and one <c>MapX</c> for what it answers.</summary>
internal static class ServerHost
{
    /// <summary>Exit code for a configuration that is wrong, or a port or folder that cannot be had.</summary>
    public const int ExitCannotStart = 2;

    /// <summary>Exit code for an engine that has ended unbidden (EX_SOFTWARE of sysexits.h). Who supervises the process starts it anew; the journal has everything.</summary>
    public const int ExitEngineDied = 70;

    /// <summary>Builds the host; nothing listens before it is started.</summary>
    /// <param name="args">Configuration as <c>--ElderAlert:Section:Key=value</c>; it wins over the environment and appsettings.json.</param>
    /// <param name="configure">Adds configuration before it is read, for other commands and for tests.</param>
    /// <param name="replace">Adds or replaces services after the rooms have added theirs.</param>
    /// <exception cref="SettingsException">The configuration is wrong.</exception>
    public static WebApplication Build(
        string[] args, Action<WebApplicationBuilder>? configure = null, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ServerHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.Sources.Insert(0, LogLevels.Defaults);
        configure?.Invoke(builder);
        var settings = ElderAlertSettings.Read(builder.Configuration);

        AddWeb(builder, settings);
        AddRooms(builder.Services, settings);
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        UseWeb(app, settings);
        MapRooms(app, settings);
        app.Lifetime.ApplicationStarted.Register(() => HostLog.Listening(app.Logger, Listeners.Of(app.Services).Http, settings.Storage.Path));
        app.Lifetime.ApplicationStopping.Register(() => HostLog.Stopping(app.Logger));
        return app;
    }

    /// <summary>Serves until the process is told to stop. What keeps it from starting is printed as sentences, not as a stack trace.</summary>
    /// <returns>The exit code: 0 after an orderly stop, <see cref="ExitEngineDied"/> or <see cref="ExitCannotStart"/> otherwise.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        try
        {
            await using var app = Build(args, configure);
            return await ServeAsync(app);
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } sentences)
        {
            await Console.Error.WriteLineAsync(sentences);
            return ExitCannotStart;
        }
    }

    /// <summary>Starts a host and serves until it is told to stop, or until its engine has died: a server that takes no alarm must not look alive.</summary>
    /// <returns>The exit code: 0, or <see cref="ExitEngineDied"/>.</returns>
    public static async Task<int> ServeAsync(WebApplication app)
    {
        await StartAsync(app);
        var shutdown = app.WaitForShutdownAsync();
        var death = app.Services.GetRequiredService<IncidentEngine>().Death;
        if (await Task.WhenAny(shutdown, death) == death)
        {
            HostLog.EngineDied(app.Logger, ExitEngineDied);
            app.Lifetime.StopApplication();
        }

        await shutdown;
        return death.IsCompleted ? ExitEngineDied : 0;
    }

    /// <summary>Starts everything, or stops again what had started before something could not.</summary>
    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.StopAsync();
            throw;
        }
    }

    private static void AddWeb(WebApplicationBuilder builder, ElderAlertSettings settings)
    {
        builder.WebHost.UseStaticWebAssets();
        // What arrives is read, and what is ready is sent, on the pool thread that hears of it: an alarm changes threads twice less.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Listeners.ListenForHttp(kestrel, settings.Server);
            kestrel.ListenForDevices(settings.Mqtt);
        });
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        services.ConfigureHttpJsonOptions(json => ContractJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemResponses>();
        services.AddResponseCompression();
        services.AddContractDescription();
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
        });
    }

    private static void AddRooms(IServiceCollection services, ElderAlertSettings settings)
    {
        services.AddSettings(settings);
        services.AddSqliteStorage(settings.Storage.ToOptions());
        services.AddSingleton(provider => DiskSpace.Of(settings.Storage.Path, provider.GetRequiredService<TimeProvider>()));
        services.AddTelemetry(settings);
        services.AddEngine(settings.Engine.ToOptions());
        services.AddWatch(settings.Watch.ToOptions());
        services.AddRhythmTeacher();
        services.AddRetention();
        services.AddIncidentMeasuring();
        services.AddElderAlertTelephony(settings.Twilio);
        services.AddFamily();
        services.AddIngest(settings.Storage.Path, settings.Mqtt);
        services.AddBrokerBridge(settings.Mqtt.Bridge);
        services.AddConsoleAuth(settings);
        services.AddApi();
        services.AddDispatchHub();
        services.AddHealth();
    }

    private static void UseWeb(WebApplication app, ElderAlertSettings settings)
    {
        if (settings.Server.ForwardedHeaders)
        {
            app.UseForwardedHeaders();
        }

        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseResponseCompression();
        app.UseWebSockets();
        app.UseConsolePages();
        app.UseConsoleAuth();
    }

    private static void MapRooms(WebApplication app, ElderAlertSettings settings)
    {
        app.MapSession();
        app.MapApi();
        app.MapDispatchHub();
        app.MapTelephony();
        app.MapFamily();
        app.MapOutbox()?.RequireAuthorization(Policies.Console);
        app.MapHealth();
        app.MapOpenApi();
        if (settings.Mqtt.WebSocket)
        {
            app.MapMqtt();
        }
    }
}
