using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Watch;
using ElderAlert.Simulation.Disk;
using ElderAlert.Simulation.Plants;
using ElderAlert.Simulation.Provider;
using ElderAlert.Simulation.Time;
using ElderAlert.Simulation.World;
using ElderAlert.Storage;
using ElderAlert.Storage.Sqlite;
using ElderAlert.Telephony;
using ElderAlert.Telephony.Twilio;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Simulation.Server;

/// <summary>One life of the server process: the real engine, pump, telephony and SQLite journal, from a boot to a stop or a crash.</summary>
internal sealed class Life
{
    /// <summary>So few that a day has signals that are recent, being filed and filed.</summary>
    private const int RecentSignals = 6;

    private static readonly Uri PublicUrl = new("https://alert.example");

    private static readonly TwilioOptions Account = new()
    {
        AccountSid = "AC0123456789abcdef0123456789abcdef",
        AuthToken = "a-secret-of-the-simulation",
        From = "+8657500000000",
    };

    private readonly SqliteJournal _store;
    private readonly ServiceProvider _services;
    private readonly Webhooks _webhooks;
    private readonly PlantedBug _plant;
    private readonly Reception _reception;
    private readonly WatchMemory _memory;

    private Life(SqliteJournal store, FailingJournal journal, LifeParts parts, ServiceProvider services)
    {
        _store = store;
        _plant = parts.Plant;
        _services = services;
        Journal = journal;
        Clock = parts.Clock;
        Engine = services.GetRequiredService<IncidentEngine>();
        var watch = services.GetRequiredService<SilenceWatch>();
        _memory = parts.Memory;
        _reception = new Reception(Engine, heard =>
        {
            if (_plant.Hear(heard) is { } arrived)
            {
                watch.Hear(arrived);
            }

            parts.Heard(heard);
            parts.Disk.World.StirWatch();
        });
        _webhooks = new Webhooks(services, Account, PublicUrl);
    }

    public IncidentEngine Engine { get; }

    public FailingJournal Journal { get; }

    public ServerClock Clock { get; }

    /// <summary>The journal without its faults, for the simulation to look into.</summary>
    public SqliteJournal Store => _store;

    public bool IsDead { get; private set; }

    /// <summary>Whether devices, browsers and the provider get through to it.</summary>
    public bool IsReachable { get; private set; }

    /// <summary>Opens the store and makes everything; nothing runs yet.</summary>
    /// <param name="parts">What the life is put into.</param>
    public static Life Make(LifeParts parts)
    {
        Life? life = null;
        var store = SqliteJournal.Open(new StorageOptions { Path = parts.Disk.Folder.Path, RecentSignals = RecentSignals });
        var journal = new FailingJournal(store, parts.Disk, parts.Clock);
        var services = new ServiceCollection()
            .AddSingleton(parts.Plant.Between(parts.Clock))
            .AddSingleton(parts.Random)
            .AddSingleton<ILoggerFactory>(new AlarmingLog(parts.Findings, () => life is not { IsDead: true }))
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton<ILinkSigner, PlainLinks>()
            .AddSingleton(parts.Plant.Between(journal, parts.Disk.World))
            .AddSingleton(new WebhookUrls(() => PublicUrl))
            .AddReplyDesk()
            .AddTwilio(Account)
            .AddEngine(parts.Options)
            .AddSingleton<IWatchStore>(parts.Memory)
            .AddWatch(new WatchOptions { Look = Naps.WatchLength });
        services.AddHttpClient(TwilioApi.ClientName)
            .ConfigurePrimaryHttpMessageHandler(() => parts.Plant.Between(new CloudLine(parts.Cloud, where => parts.Survives(life!, where))));
        life = new Life(store, journal, parts, services.BuildServiceProvider());
        return life;
    }

    /// <summary>Starts what the host would start.</summary>
    public async Task StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().ToList())
        {
            await service.StartAsync(CancellationToken.None);
        }

        IsReachable = !IsDead;
    }

    /// <summary>Stops in order, as a host does.</summary>
    public async Task StopAsync()
    {
        IsReachable = false;
        foreach (var service in _services.GetServices<IHostedService>().Reverse().ToList())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>The process is gone. Whatever of it still runs in memory reaches nobody any more.</summary>
    public void Die()
    {
        if (IsReachable)
        {
            _memory.EndAt(Clock.GetUtcNow());
        }

        IsDead = true;
        IsReachable = false;
        Clock.Stop();
        Journal.Die();
        _store.Dispose();
    }

    /// <summary>What is on disk, the faults of the journal left out.</summary>
    /// <param name="after">The position to read after.</param>
    public async Task<List<JournalEntry>> ReadAsync(int after)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in Store.ReadAsync(TownFile.Centre, after, CancellationToken.None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>A device's signal arrives on a connection of the centre; it may be acknowledged when this completes.</summary>
    public Task<SignalReceipt> ReceiveAsync(CentreId sender, Signal signal) => _plant.ReceiveAsync(_reception, sender, signal);

    /// <summary>A device's measurement arrives.</summary>
    public Task HearAsync(DeviceId device, IReadOnlyDictionary<string, double> metrics) => _reception.TakeAsync(new TelemetryReading(device, Clock.GetUtcNow(), metrics));

    /// <summary>The provider calls a webhook; gives the status of the answer.</summary>
    public Task<int> PostAsync(string path, IReadOnlyList<KeyValuePair<string, string>> form) => _webhooks.PostAsync(path, form);
}
