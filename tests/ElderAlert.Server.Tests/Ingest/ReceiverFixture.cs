using System.Net;
using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Watch;
using ElderAlert.Mqtt;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Hosting;
using ElderAlert.Server.Ingest;
using ElderAlert.Storage.Watch;
using ElderAlert.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Server.Tests.Ingest;

/// <summary>The real receiver on a free loopback port in front of the real engine, with one home: a pendant, a hub and what hangs behind it.</summary>
internal sealed class ReceiverFixture : IAsyncDisposable
{
    public static readonly CentreId TheCentre = new("c1");
    private static readonly HouseholdId Home = new("h1");
    private readonly WebApplication _app;

    private ReceiverFixture(WebApplication app, DiskJournal journal, RecordingTelemetry telemetry)
    {
        _app = app;
        Journal = journal;
        Telemetry = telemetry;
    }

    public const string Key = "4f1c9a0b6d2e8f7351a2b3c4d5e6f708";

    public DiskJournal Journal { get; }

    public RecordingTelemetry Telemetry { get; }

    public IncidentEngine Engine => _app.Services.GetRequiredService<IncidentEngine>();

    public DevicePresence Presence => _app.Services.GetRequiredService<DevicePresence>();

    /// <summary>One more of its parts, made from the others.</summary>
    public T Create<T>() => ActivatorUtilities.CreateInstance<T>(_app.Services);

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    /// <param name="options">The receiver's settings; a free port where none are given.</param>
    /// <param name="free">So much room the disk has, in bytes; enough where it is not given.</param>
    public static async Task<ReceiverFixture> StartAsync(MqttOptions? options = null, long? free = null)
    {
        var journal = await DiskJournal.WithAsync(Directory());
        var telemetry = new RecordingTelemetry();
        var mqtt = options ?? new MqttOptions { Port = 0 };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenForDevices(mqtt));
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new DiskSpace(() => free ?? long.MaxValue, TimeProvider.System))
            .AddSingleton<IJournal>(journal)
            .AddSingleton<ITelemetryStore>(telemetry)
            .AddSingleton(new EngineOptions())
            .AddSingleton<IncidentEngine>()
            .AddHostedService(provider => provider.GetRequiredService<IncidentEngine>())
            .AddSingleton<IWatchStore>(SqliteWatchStore.Open(journal.Folder))
            .AddWatch()
            .AddIngest(journal.Folder, mqtt);
        var app = builder.Build();
        await app.StartAsync();
        return new ReceiverFixture(app, journal, telemetry);
    }

    public ValueTask<MqttClient> ConnectAsync(
        string user, string key = Key, MqttProtocolVersion version = MqttProtocolVersion.V500, Func<ReceivedMessage, ValueTask>? onMessage = null) =>
        MqttClient.ConnectAsync(
            new MqttClientOptions { Host = "127.0.0.1", Port = Port, UserName = user, Password = Encoding.UTF8.GetBytes(key), Version = version },
            onMessage);

    public static ApplicationMessage Message(string topic, string payload, QualityOfService qos = QualityOfService.AtLeastOnce) =>
        new(topic, Encoding.UTF8.GetBytes(payload), qos);

    /// <summary>Waits until something has come about behind the scenes, and fails after half a minute.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, "it did not come about within half a minute");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Journal.Dispose();
    }

    /// <summary>Another centre, with a home and a pendant.</summary>
    public static DirectoryEdit NewCentre(string id, string pendant)
    {
        var (centre, area, home) = (new CentreId(id), new AreaId($"{id}-area"), new HouseholdId($"{id}-home"));
        return new DirectoryEdit(
            centre,
            Actor.System,
            [
                new Centre(centre, "96345", "96345", area, "Asia/Shanghai"),
                new Area(centre, area, null, AreaLevel.Village, "Sanjiang", null),
                new Household(centre, home, area, "Home", "Lane 2", null, null, null),
                new Device(centre, new DeviceId(pendant), home, DeviceType.Pendant, KeyHash: DeviceKey.HashOf(Key)),
            ],
            []);
    }

    private static List<DirectoryItem> Directory()
    {
        var hash = DeviceKey.HashOf(Key);
        return
        [
            new Centre(TheCentre, "96345", "96345", null, "Asia/Shanghai"),
            new Area(TheCentre, new AreaId("a1"), null, AreaLevel.Village, "Sanjiang", null),
            new Household(TheCentre, Home, new AreaId("a1"), "Home 1", "Lane 1", null, null, null),
            new Device(TheCentre, new DeviceId("pendant"), Home, DeviceType.Pendant, KeyHash: hash),
            new Device(TheCentre, new DeviceId("hub"), Home, DeviceType.Gateway, KeyHash: hash),
            new Device(TheCentre, new DeviceId("smoke"), Home, DeviceType.SmokeDetector, Gateway: new DeviceId("hub"), ExternalName: "厨房 烟感"),
        ];
    }
}
