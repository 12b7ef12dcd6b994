using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Feed;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Watch;
using ElderAlert.Engine.Writing;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Engine.Tests.Watch;

/// <summary>A process that is killed takes with it what the watch has not saved; what stands in the journal is heard from there.</summary>
public sealed class ConversationsTests : IAsyncLifetime
{
    private static readonly CentreId Centre = new("c");
    private static readonly HouseholdId Home = new("h1");

    private readonly FakeClock _clock = new();
    private readonly DiskJournal _journal = new();
    private readonly IncidentEngine _engine;

    public ConversationsTests() => _engine = new IncidentEngine(_journal, _clock, new EngineOptions(), NullLogger<IncidentEngine>.Instance);

    public async ValueTask InitializeAsync()
    {
        await _engine.StartAsync(CancellationToken.None);
        var area = new Area(Centre, new AreaId("a"), null, AreaLevel.Town, "Town", null);
        DirectoryItem[] file =
        [
            new Centre(Centre, "96345", "96345", area.Id, "Asia/Shanghai"),
            area,
            new Household(Centre, Home, area.Id, "Chen", "Lane 3", null, null, null),
        ];
        Assert.IsType<EditResult.Done>(await _engine.EditAsync(new DirectoryEdit(Centre, Actor.System, file, []), CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _journal.Dispose();
    }

    [Fact]
    public async Task Start_ACheckInAfterTheLastSave_IsASignOfLife()
    {
        var (silentSince, savedAt) = (_clock.GetUtcNow(), _engine.Feed.Head(Centre));
        var spokeAt = await CheckInAsync();

        var saved = await StartAndStopAsync(silentSince, new() { [Centre] = savedAt });

        Assert.Equal(spokeAt, saved.Homes.Single().LastSignAt);
        Assert.Equal(_engine.Feed.Head(Centre), saved.Heads[Centre]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_AHomeOfAnOutageWasLookedAfter_IsASignOfLife_WhereSomebodySpoke(bool hasSpoken)
    {
        var (silentSince, savedAt) = (_clock.GetUtcNow(), _engine.Feed.Head(Centre));
        var outage = await _engine.DoAsync(new OutageWork(Centre, new AreaId("a"), [Home], TimeSpan.FromMinutes(15)), isAlarm: false, CancellationToken.None);
        var wang = Actor.Of(new OperatorId("wang"), OperatorRole.Operator);
        await DoAsync(new Claim(wang));
        _clock.Advance(TimeSpan.FromSeconds(4));
        await DoAsync(new CheckHousehold(wang, Home, hasSpoken, null));

        var saved = await StartAndStopAsync(silentSince, new() { [Centre] = savedAt });

        Assert.Equal(hasSpoken ? _clock.GetUtcNow() : silentSince, saved.Homes.Single().LastSignAt);

        async Task DoAsync(IncidentCommand command) =>
            Assert.IsType<CommandResult.Done>(await _engine.ExecuteAsync(Centre, outage!.Value, _ => command, requestId: null, CancellationToken.None));
    }

    [Fact]
    public async Task Start_ACheckInBeforeTheLastSave_IsNotHeardAgain()
    {
        var silentSince = _clock.GetUtcNow();
        await CheckInAsync();

        var saved = await StartAndStopAsync(silentSince, new() { [Centre] = _engine.Feed.Head(Centre) });

        Assert.Equal(silentSince, saved.Homes.Single().LastSignAt);
    }

    [Fact]
    public async Task Start_FileOfAnOlderVersion_HearsFromNowOn()
    {
        var silentSince = _clock.GetUtcNow();
        await CheckInAsync();

        var saved = await StartAndStopAsync(silentSince, []);

        Assert.Equal(silentSince, saved.Homes.Single().LastSignAt);
        Assert.Equal(_engine.Feed.Head(Centre), saved.Heads[Centre]);
    }

    /// <summary>Who asked has the answer a moment before everybody is told: a watch that starts in between would hear of it from both.</summary>
    private async Task<DateTimeOffset> CheckInAsync()
    {
        _clock.Advance(TimeSpan.FromSeconds(4));
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _engine.Committed += Hear;
        await _engine.RecordAsync(Centre, new CheckedIn(Home, Actor.System), CancellationToken.None);
        await told.Task;
        _engine.Committed -= Hear;
        return _clock.GetUtcNow();

        void Hear(CommittedEntry committed)
        {
            if (committed.Entry.Event is CheckedIn)
            {
                told.TrySetResult();
            }
        }
    }

    private async Task<WatchSave> StartAndStopAsync(DateTimeOffset silentSince, Dictionary<CentreId, long> heads)
    {
        var home = new HomeWatch(Home) { LastSignAt = silentSince, SilentFrom = silentSince };
        var store = new Store(new WatchSnapshot(_clock.GetUtcNow(), heads, [], [home], new Dictionary<HouseholdId, Rhythm>()));
        var watch = new SilenceWatch(_engine, store, new WatchOptions(), _clock, NullLogger<SilenceWatch>.Instance);
        await watch.StartAsync(CancellationToken.None);
        await watch.StopAsync(CancellationToken.None);
        return store.Last!;
    }

    private sealed class Store(WatchSnapshot snapshot) : IWatchStore
    {
        public WatchSave? Last { get; private set; }

        public ValueTask<WatchSnapshot> LoadAsync(CancellationToken cancellation) => ValueTask.FromResult(snapshot);

        public ValueTask SaveAsync(WatchSave save, CancellationToken cancellation)
        {
            Last = save;
            return ValueTask.CompletedTask;
        }
    }
}
