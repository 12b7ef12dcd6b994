using System.Collections.Immutable;
using ElderAlert.Domain;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Watch;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

public sealed class SqliteWatchStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<CentreId, long> Heads = new() { [new CentreId("c")] = 7, [new CentreId("d")] = 1L << 40 };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Load_AfterSaveAndReopen_IsWhatWasSaved()
    {
        var device = new DeviceWatch(new DeviceId("hub"), Now, Now.AddHours(1))
        {
            LostAt = Now.AddHours(2), Cause = LossCause.Outage, BatteryLowSince = Now, BatteryToldAt = Now.AddDays(1),
            Levels = new Dictionary<string, double> { ["doorOpen"] = 1 }, OutsideSince = Now,
        };
        var home = new HomeWatch(new HouseholdId("home"))
        {
            LastSignAt = Now, SilentFrom = Now.AddMinutes(3), Signs = new Dictionary<SignOfLife, DateTimeOffset> { [SignOfLife.Door] = Now },
            Occupancy = new Occupancy(WasOut: true, Now), ToldSilence = Now, BlindSince = Now, NightDoorAt = Now,
            Judged = new Dictionary<string, DateOnly> { ["chen/09:00"] = new(2026, 11, 20) },
        };
        var day = new RhythmDay(new DateOnly(2026, 11, 20), ImmutableArray.CreateRange(Enumerable.Range(-1, Rhythm.Slots)));
        using (var store = SqliteWatchStore.Open(_folder.Path))
        {
            await store.SaveAsync(new WatchSave(Now, Heads, [device], [home], [new HomeDay(home.Household, day)], [], [], new DateOnly(2026, 8, 1)), CancellationToken.None);
        }

        using var again = SqliteWatchStore.Open(_folder.Path);
        var loaded = await again.LoadAsync(CancellationToken.None);

        Assert.Equal(Now, loaded.ListeningUntil);
        Assert.Equal(Heads, loaded.Heads);
        Assert.Equivalent(device, Assert.Single(loaded.Devices), strict: true);
        Assert.Equivalent(home, Assert.Single(loaded.Homes), strict: true);
        Assert.Equal(day.Longest, loaded.Rhythms[home.Household].Days[day.Date].Longest);
    }

    [Fact]
    public async Task Save_WhatIsGoneOrOld_IsForgotten()
    {
        using var store = SqliteWatchStore.Open(_folder.Path);
        var (home, other) = (new HouseholdId("home"), new HouseholdId("other"));
        HomeDay[] days = [Day(home, 1), Day(home, 20), Day(other, 20)];
        await store.SaveAsync(
            new WatchSave(Now, Heads, [new DeviceWatch(new DeviceId("hub"), Now, Now)], [new HomeWatch(home), new HomeWatch(other)], days, [], [], new DateOnly(2026, 1, 1)),
            CancellationToken.None);

        await store.SaveAsync(new WatchSave(Now, Heads, [], [], [Day(home, 21)], [new DeviceId("hub")], [other], new DateOnly(2026, 11, 10)), CancellationToken.None);

        var loaded = await store.LoadAsync(CancellationToken.None);
        Assert.Empty(loaded.Devices);
        Assert.Equal(home, Assert.Single(loaded.Homes).Household);
        Assert.Equal([20, 21], Assert.Single(loaded.Rhythms).Value.Days.Keys.Select(d => d.Day));
    }

    [Fact]
    public async Task Save_AHomeIsGone_NothingOfItIsLeftInTheFile()
    {
        var (home, other) = (new HouseholdId("home-that-stays"), new HouseholdId("home-that-left"));
        using (var store = SqliteWatchStore.Open(_folder.Path))
        {
            var days = Enumerable.Range(1, 20).SelectMany(date => new[] { Day(home, date), Day(other, date) }).ToList();
            await store.SaveAsync(
                new WatchSave(Now, Heads, [new DeviceWatch(new DeviceId("hub-that-left"), Now, Now)], [new HomeWatch(home), new HomeWatch(other)], days, [], [], new DateOnly(2026, 1, 1)),
                CancellationToken.None);
            await store.SaveAsync(new WatchSave(Now, Heads, [], [], [], [new DeviceId("hub-that-left")], [other], new DateOnly(2026, 1, 1)), CancellationToken.None);
        }

        var bytes = await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "watch.db"));
        Assert.NotEqual(-1, bytes.AsSpan().IndexOf("home-that-stays"u8));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("that-left"u8));
    }

    [Fact]
    public async Task Open_FileOfTheFirstVersion_KeepsWhatItHas_AndHasHeardNoJournal()
    {
        using (var store = SqliteWatchStore.Open(_folder.Path))
        {
            await store.SaveAsync(new WatchSave(Now, Heads, [], [], [], [], [], new DateOnly(2026, 8, 1)), CancellationToken.None);
        }

        using (var file = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "watch.db")};Pooling=False"))
        {
            file.Open();
            using var back = file.CreateCommand();
            back.CommandText = "DROP TABLE heard; PRAGMA user_version = 1";
            back.ExecuteNonQuery();
        }

        using var again = SqliteWatchStore.Open(_folder.Path);
        var loaded = await again.LoadAsync(CancellationToken.None);

        Assert.Equal(Now, loaded.ListeningUntil);
        Assert.Empty(loaded.Heads);
    }

    [Fact]
    public async Task Load_OfAFileThatIsDamaged_NamesIt()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "watch.db"), new string('x', 5_000));

        Assert.Contains("watch.db", Assert.Throws<JournalException>(() => SqliteWatchStore.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    private static HomeDay Day(HouseholdId home, int day) => new(home, RhythmDay.Unknown(new DateOnly(2026, 11, day)));
}
