using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Watch;
using ElderAlert.Storage.Watch;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Engine.Tests.Watch;

/// <summary>In a burst the watch takes in what it has heard although its clock has not moved on to the next look.</summary>
public sealed class WatchPileTests
{
    private static readonly CentreId Centre = new("c");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Hear_ManyMessagesWhileTheClockStands_TakesThemIn()
    {
        var clock = new FakeClock();
        using var journal = new DiskJournal();
        var engine = new IncidentEngine(journal, clock, new EngineOptions(), NullLogger<IncidentEngine>.Instance);
        await engine.StartAsync(CancellationToken.None);
        await engine.EditAsync(new DirectoryEdit(Centre, Actor.System, FileOf("first", "second", "third"), []), CancellationToken.None);
        using var store = SqliteWatchStore.Open(journal.Folder);
        var watch = new SilenceWatch(engine, store, new WatchOptions(), clock, NullLogger<SilenceWatch>.Instance);
        await watch.StartAsync(CancellationToken.None);

        // The look at the start may still take in the first; by the second it is over.
        await TakesInAsync(watch, "first", "third", clock.GetUtcNow());
        await TakesInAsync(watch, "second", "third", clock.GetUtcNow());

        await watch.StopAsync(CancellationToken.None);
        await engine.StopAsync(CancellationToken.None);
    }

    /// <summary>The device comes first: whenever its burst is taken in, in one piece or in several, it is among what was taken.</summary>
    private static async Task TakesInAsync(SilenceWatch watch, string device, string crowd, DateTimeOffset at)
    {
        watch.Hear(new DeviceHeard(new DeviceId(device), at, []));
        for (var i = 0; i < 1_000; i++)
        {
            watch.Hear(new DeviceHeard(new DeviceId(crowd), at, []));
        }

        using var patience = new CancellationTokenSource(Patience);
        while (watch.SeenAt(new DeviceId(device)) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    private static DirectoryItem[] FileOf(params string[] devices)
    {
        var area = new Area(Centre, new AreaId("a"), null, AreaLevel.Town, "Town", null);
        var home = new Household(Centre, new HouseholdId("h1"), area.Id, "Chen", "Lane 3", null, null, null);
        return
        [
            new Centre(Centre, "96345", "96345", area.Id, "Asia/Shanghai"), area, home,
            .. devices.Select(d => new Device(Centre, new DeviceId(d), home.Id, DeviceType.Pendant)),
        ];
    }
}
