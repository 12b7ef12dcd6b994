using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Watch;
using ElderAlert.Storage;
using ElderAlert.Storage.Watch;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Scenarios;

/// <summary>
/// A small town with its hotline: the real engine, notification pump and SQLite journal, under a clock that the scenario turns and with
/// phones that the scenario reads. An error in the log, or a message that nobody expected, fails the scenario.
/// </summary>
internal sealed class Town : IAsyncDisposable
{
    public static readonly CentreId Centre = new("centre");
    public static readonly HouseholdId Home = new("home");
    public static readonly HouseholdId OtherHome = new("other-home");
    public static readonly DeviceId Pendant = new("pendant");
    public static readonly DeviceId Radar = new("radar");
    public static readonly DeviceId OtherPendant = new("other-pendant");
    public static readonly ResponderId Guard = new("guard");
    public static readonly Actor Wang = Actor.Of(new OperatorId("wang"), OperatorRole.Operator);
    public static readonly Actor Boss = Actor.Of(new OperatorId("boss"), OperatorRole.Supervisor);

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("elderalert-scenario-").FullName;
    private readonly ErrorTrap _errors = new();
    private readonly OnlyThread _thread;
    private ServiceProvider? _services;
    private int _signals;

    private Town(OnlyThread thread) => _thread = thread;

    public FakeClock Clock { get; } = new();

    public FakePhones Phones { get; } = new();

    /// <summary>What is logged as an error; a scenario that expects one takes it out.</summary>
    public ErrorTrap Errors => _errors;

    public IncidentEngine Engine => _services!.GetRequiredService<IncidentEngine>();

    public SilenceWatch Watch => _services!.GetRequiredService<SilenceWatch>();

    public IJournal Journal => _services!.GetRequiredService<IJournal>();

    /// <summary>The home's newest incident.</summary>
    public Incident Incident => Engine.OpenIncidents(Centre).Last(i => i.Household == Home);

    public static async Task<Town> StartAsync()
    {
        var town = new Town(await OnlyThread.TakeAsync());
        await town.BootAsync();
        Assert.IsType<EditResult.Done>(await town.Engine.EditAsync(TownFile.Edit(), CancellationToken.None));
        return town;
    }

    /// <summary>Stops the server and starts it again over the same folder.</summary>
    /// <param name="meanwhile">How long it was down.</param>
    /// <param name="teach">What the watch is to know afterwards as well.</param>
    public async Task RestartAsync(TimeSpan meanwhile = default, WatchSave? teach = null)
    {
        await HaltAsync();
        if (teach is not null)
        {
            using var store = SqliteWatchStore.Open(_folder);
            await store.SaveAsync(teach, CancellationToken.None);
        }

        Clock.Advance(meanwhile);
        await BootAsync();
        await SettleAsync();
    }

    /// <summary>A device says something, and its acknowledgement is awaited.</summary>
    public Task<SignalReceipt> SayAsync(DeviceId device, SignalKind kind, double? confidence = null, string? id = null) =>
        SayAsync(new Signal(id ?? $"b-{++_signals}", device, kind, SignalState.Active, Clock.GetUtcNow(), Confidence: confidence));

    /// <summary>A device says just this.</summary>
    public async Task<SignalReceipt> SayAsync(Signal signal)
    {
        var receipt = await Engine.ReceiveAsync(signal, CancellationToken.None);
        await SettleAsync();
        return receipt;
    }

    /// <summary>The watch hears a message of a device: a heartbeat, or what it measured.</summary>
    public void Hear(DeviceId device, params (string Name, double Value)[] metrics) => Watch.Hear(new DeviceHeard(
        device,
        Clock.GetUtcNow(),
        [],
        metrics.Length == 0 ? null : new TelemetryReading(device, Clock.GetUtcNow(), metrics.ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal))));

    /// <summary>Puts something on file.</summary>
    public async Task FileAsync(params DirectoryItem[] items) =>
        Assert.IsType<EditResult.Done>(await Engine.EditAsync(new DirectoryEdit(Centre, Actor.System, items, []), CancellationToken.None));

    /// <summary>The open incidents of a home, oldest first.</summary>
    public IReadOnlyList<Incident> IncidentsOf(HouseholdId home) => Engine.OpenIncidents(Centre).Where(i => i.Household == home).ToList();

    /// <summary>Somebody does something to the incident, and it is accepted.</summary>
    public async Task<Incident> DoAsync(Func<DecisionContext, IncidentCommand> command, string? requestId = null)
    {
        var result = await Engine.ExecuteAsync(Centre, Incident.Id, command, requestId, CancellationToken.None);
        await SettleAsync();
        return Assert.IsType<CommandResult.Done>(result).Incident;
    }

    /// <summary>The file is changed.</summary>
    public async Task EditAsync(params DirectoryItem[] upserts) =>
        Assert.IsType<EditResult.Done>(await Engine.EditAsync(new DirectoryEdit(Centre, Actor.System, upserts, []), CancellationToken.None));

    /// <summary>Something is taken off the file.</summary>
    public async Task RemoveAsync(params DirectoryItem[] deletes) =>
        Assert.IsType<EditResult.Done>(await Engine.EditAsync(new DirectoryEdit(Centre, Actor.System, [], deletes), CancellationToken.None));

    /// <summary>The facts of a type that the centre's journal holds.</summary>
    public async Task<IReadOnlyList<T>> FactsAsync<T>()
        where T : JournalEvent => await Journal.ReadAsync(Centre, 0, CancellationToken.None).Select(e => e.Event).OfType<T>().ToListAsync();

    /// <summary>Turns the clock from one timer to the next, as life does, and waits for everybody at each.</summary>
    public async Task FastForwardAsync(TimeSpan time)
    {
        var end = Clock.GetUtcNow() + time;
        while (Clock.NextDue is { } due && due <= end)
        {
            Clock.Advance(due - Clock.GetUtcNow());
            await SettleAsync();
        }

        Clock.Advance(end - Clock.GetUtcNow());
    }

    /// <summary>Turns the clock at once, as if the machine had slept.</summary>
    public async Task SleepAsync(TimeSpan time)
    {
        Clock.Jump(time);
        await SettleAsync();
    }

    /// <summary>Lets everybody do what they have to do at this moment.</summary>
    public Task SettleAsync() => OnlyThread.SettleAsync();

    public async ValueTask DisposeAsync()
    {
        await HaltAsync();
        await _thread.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
        Phones.ExpectSilence();
        _errors.ExpectNone();
    }

    private async Task BootAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ILoggerFactory>(_errors);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<ILinkSigner, PlainLinks>();
        services.AddSingleton<INotificationChannel>(Phones.Sms);
        services.AddSingleton<INotificationChannel>(Phones.Voice);
        services.AddSqliteStorage(new StorageOptions { Path = _folder });
        services.AddEngine(new EngineOptions(WriterScheduler: TaskScheduler.Default));
        services.AddWatch(new WatchOptions { Look = TimeSpan.FromSeconds(1), Save = TimeSpan.FromMinutes(1) });
        _services = services.BuildServiceProvider();
        foreach (var service in _services.GetServices<IHostedService>().ToList())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    private async Task HaltAsync()
    {
        foreach (var service in _services!.GetServices<IHostedService>().Reverse().ToList())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services!.DisposeAsync();
    }

    private sealed class PlainLinks : ILinkSigner
    {
        public Uri Sign(Incident incident, RecipientRef recipient, DateTimeOffset now) =>
            new($"https://alert.example/f/{incident.Id}-{recipient.Id}");
    }
}
