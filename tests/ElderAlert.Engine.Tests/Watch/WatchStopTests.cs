using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Tests.Directory;
using ElderAlert.Engine.Watch;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Engine.Tests.Watch;

/// <summary>The server is stopped while the disk takes its time.</summary>
public sealed class WatchStopTests
{
    private static readonly Device Pendant = new(DutyFile.Centre, new DeviceId("pendant"), DutyFile.Home, DeviceType.Pendant);

    [Fact]
    public async Task StopAsync_WhileASilenceIsBeingTold_Stops_AndSavesNothingUntold()
    {
        var clock = new FakeClock();
        var (isTelling, mayGoOn) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new ManualResetEventSlim());
        using var journal = await DiskJournal.WithAsync([.. DutyFile.Items, Pendant]);
        var engine = new IncidentEngine(journal, clock, new EngineOptions { AuditInterval = TimeSpan.FromDays(1) }, NullLogger<IncidentEngine>.Instance);
        await engine.StartAsync(CancellationToken.None);
        journal.IsPoison = _ =>
        {
            isTelling.TrySetResult();
            mayGoOn.Wait();
            return false;
        };
        var store = new Store(new DeviceWatch(Pendant.Id, clock.GetUtcNow().AddDays(-9), clock.GetUtcNow().AddDays(-9)));
        var watch = new SilenceWatch(engine, store, new WatchOptions(), clock, NullLogger<SilenceWatch>.Instance);
        await watch.StartAsync(CancellationToken.None);
        await isTelling.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await watch.StopAsync(CancellationToken.None);

        Assert.False(store.IsSaved);
        mayGoOn.Set();
        await engine.StopAsync(CancellationToken.None);
    }

    private sealed class Store(DeviceWatch device) : IWatchStore
    {
        public bool IsSaved { get; private set; }

        public ValueTask<WatchSnapshot> LoadAsync(CancellationToken cancellation) => ValueTask.FromResult(
            new WatchSnapshot(null, new Dictionary<CentreId, long>(), [device], [], new Dictionary<HouseholdId, Rhythm>()));

        public ValueTask SaveAsync(WatchSave save, CancellationToken cancellation)
        {
            IsSaved = true;
            return ValueTask.CompletedTask;
        }
    }
}
