using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Storage.Tests.Telemetry;

public sealed class SqliteTelemetryStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("elderalert-telemetry-").FullName;
    private readonly SettableClock _clock = new() { Now = Noon };
    private SqliteTelemetryStore _store = null!;

    public ValueTask InitializeAsync()
    {
        _store = Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task QueryAsync_Windows_AreTheSummariesOfTheirValues()
    {
        await WriteAsync(
            Point("d1", Noon.AddTicks(-1), ("heartRate", 999)),
            Point("d1", Noon, ("heartRate", 70), ("battery", 83)),
            Point("d1", Noon.AddSeconds(59), ("heartRate", 80)),
            Point("d1", Noon.AddSeconds(60), ("heartRate", 90.5)),
            Point("d2", Noon.AddSeconds(130), ("heartRate", -60)),
            Point("d1", Noon.AddSeconds(180), ("heartRate", 999)));

        Assert.Equal(
            [
                "d1 battery: 12:00:00 83 83..83 x1",
                "d1 heartRate: 12:00:00 75 70..80 x2, 12:01:00 90.5 90.5..90.5 x1",
                "d2 heartRate: 12:02:00 -60 -60..-60 x1",
            ],
            await ReadAsync(Noon, Noon.AddMinutes(3)));
        Assert.Equal(["d1 heartRate: 12:00:00 80 80..80 x1"], await ReadAsync(Noon.AddTicks(1), Noon.AddSeconds(60)));
    }

    [Fact]
    public async Task QueryAsync_SideBySideAndAgain_EachGetsItsOwn()
    {
        await WriteAsync([.. Enumerable.Range(0, 50).Select(n => Point("d1", Noon.AddMinutes(n), ("heartRate", n)))]);

        for (var round = 0; round < 3; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => ReadAsync(Noon.AddMinutes(n), Noon.AddMinutes(n + 1))));
            Assert.All(answers, (answer, n) => Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $" {n} {n}..{n} x1"), Assert.Single(answer), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task QueryAsync_TimeBefore1970_HasItsWindow()
    {
        await WriteAsync(Point("d1", DateTimeOffset.UnixEpoch.AddSeconds(-1), ("heartRate", 70)));
        var series = await _store.QueryAsync(Query(DateTimeOffset.UnixEpoch.AddMinutes(-1), DateTimeOffset.UnixEpoch), Never);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(-1), Assert.Single(Assert.Single(series).Buckets).Start);
    }

    [Fact]
    public async Task QueryAsync_OtherCentreHouseholdOrMeasurement_IsNotSeen()
    {
        var mine = Point("d1", Noon, ("heartRate", 1));
        await WriteAsync(
            mine with { Centre = new CentreId("c2") },
            mine with { Household = new HouseholdId("h2") },
            mine with { Household = new HouseholdId("h1' OR '1'='1") },
            mine with { Measurement = "signal", Kind = "fall" });
        Assert.Empty(await ReadAsync(Noon, Noon.AddMinutes(1)));
    }

    [Fact]
    public async Task WriteAsync_SameSeriesAndTime_ReplacesTheValue()
    {
        await WriteAsync(Point("d1", Noon, ("heartRate", 70)), Point("d1", Noon, ("heartRate", 71)));
        await WriteAsync(Point("d1", Noon, ("heartRate", 72)));
        Assert.Equal(["d1 heartRate: 12:00:00 72 72..72 x1"], await ReadAsync(Noon, Noon.AddMinutes(1)));
    }

    /// <summary>They are written in another order than they came in.</summary>
    [Fact]
    public async Task WriteAsync_ManyOfOneTimeInOneWrite_TheLastStays()
    {
        await WriteAsync([.. Enumerable.Range(0, 100).Select(n => Point("d" + (n % 3), Noon.AddSeconds(n % 2), ("heartRate", n)))]);

        Assert.Equal(
            [
                "d0 heartRate: 12:00:00 97.5 96..99 x2",
                "d1 heartRate: 12:00:00 95.5 94..97 x2",
                "d2 heartRate: 12:00:00 96.5 95..98 x2",
            ],
            await ReadAsync(Noon, Noon.AddMinutes(1)));
    }

    [Fact]
    public async Task WriteAsync_Returned_IsInTheFilesThatAKillLeaves()
    {
        await WriteAsync(Point("d1", Noon, ("heartRate", 70)));
        var left = Path.Combine(_folder, "left");
        Directory.CreateDirectory(left);
        foreach (var file in Directory.GetFiles(_folder, "telemetry.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(left, Path.GetFileName(file)));
        }

        await using var again = Open(Path.Combine(left, "telemetry.db"));
        Assert.Equal(["d1 heartRate: 12:00:00 70 70..70 x1"], await ReadAsync(Noon, Noon.AddMinutes(1), again));
    }

    [Fact]
    public async Task WriteAsync_ManyCallersAtOnce_StoresEveryPoint()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), async (n, _) => await WriteAsync(Point($"d{n % 4}", Noon.AddMilliseconds(n), ("n", n))));
        var series = await _store.QueryAsync(Query(Noon, Noon.AddMinutes(1)), Never);
        Assert.Equal(4, series.Count);
        Assert.Equal(2000, series.Sum(one => one.Buckets.Sum(bucket => bucket.Count)));
        Assert.Equal(1999, series.Max(one => one.Buckets.Max(bucket => bucket.Max)));
    }

    [Fact]
    public async Task WriteAsync_NotFinite_IsRefusedAndHarmsNobodyElse()
    {
        var point = Point("d1", Noon, ("good", 1), ("bad", double.NaN));
        var refused = Assert.Single(await _store.WriteAsync([point, Point("d2", Noon, ("good", 2))], Never));
        Assert.Equal((point, "bad"), (refused.Point, refused.Field));
        Assert.Contains("not a finite number", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(["d1 good: 12:00:00 1 1..1 x1", "d2 good: 12:00:00 2 2..2 x1"], await ReadAsync(Noon, Noon.AddMinutes(1)));
    }

    [Fact]
    public async Task WriteAsync_DiskRefuses_ThrowsStoresNothingAndWorksAgainAfterwards()
    {
        await WriteAsync(Point("d1", Noon, ("heartRate", 70)));
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(_folder, "telemetry.db")};Pooling=false"))
        {
            other.Open();
            using var damage = other.CreateCommand();
            damage.CommandText = "CREATE TRIGGER stop BEFORE INSERT ON series BEGIN SELECT RAISE(ABORT, 'the disk is full'); END";
            damage.ExecuteNonQuery();
            var failure = await Assert.ThrowsAsync<IOException>(() => WriteAsync(Point("d1", Noon, ("heartRate", 71)), Point("d2", Noon, ("heartRate", 1))));
            Assert.Contains("the disk is full", failure.Message, StringComparison.Ordinal);
            Assert.Equal(["d1 heartRate: 12:00:00 70 70..70 x1"], await ReadAsync(Noon, Noon.AddMinutes(1)));

            damage.CommandText = "DROP TRIGGER stop";
            damage.ExecuteNonQuery();
        }

        await WriteAsync(Point("d1", Noon, ("heartRate", 71)), Point("d2", Noon, ("heartRate", 1)));
        Assert.Equal(["d1 heartRate: 12:00:00 71 71..71 x1", "d2 heartRate: 12:00:00 1 1..1 x1"], await ReadAsync(Noon, Noon.AddMinutes(1)));
    }

    [Fact]
    public async Task Retention_AnHourLater_DeletesWhatIsOlder()
    {
        await WriteAsync(Point("d1", Noon.AddDays(-30).AddMinutes(30), ("heartRate", 60)), Point("d1", Noon, ("heartRate", 70)));
        await WriteAsync(Point("d1", Noon.AddSeconds(1), ("heartRate", 71)));
        Assert.Equal(3, await CountAsync());

        _clock.Now = Noon.AddHours(1);
        await WriteAsync(Point("d1", Noon.AddSeconds(2), ("heartRate", 72)));
        await _store.DisposeAsync();
        _store = Open();
        Assert.Equal(3, await CountAsync());
        Assert.Equal(["d1 heartRate: 12:00:00 71 70..72 x3"], await ReadAsync(Noon, Noon.AddMinutes(1)));
    }

    /// <summary>The hour between two deletions does not last longer because the clock was ahead.</summary>
    [Fact]
    public async Task Retention_ClockWasPutBack_StillDeletesEveryHour()
    {
        _clock.Now = Noon.AddDays(1);
        await WriteAsync(Point("d1", Noon, ("heartRate", 70)));
        _clock.PutBack = TimeSpan.FromDays(1);
        _clock.Now = Noon.AddHours(1);
        await WriteAsync(Point("d1", Noon.AddDays(-30).AddMinutes(-1), ("heartRate", 60)));
        await WriteAsync(Point("d1", Noon.AddSeconds(1), ("heartRate", 71)));

        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Open_FileOfANewerVersion_IsRefused()
    {
        var file = Path.Combine(_folder, "newer.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 2";
            command.ExecuteNonQuery();
        }

        var refused = Assert.Throws<InvalidOperationException>(() => Open(file));
        Assert.Contains("newer.db has schema 2; this version knows 1", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Nor in the file, nor in its WAL, although a chart was just drawn.</summary>
    [Fact]
    public async Task EraseAsync_Household_LeavesNothingOfItAndAllOfOthers()
    {
        var gone = new HouseholdId("a-home-to-be-forgotten");
        await WriteAsync(Point("d1", Noon, ("heartRate", 70)), Point("d1", Noon, ("heartRate", 66)) with { Household = gone });
        await ReadAsync(Noon, Noon.AddMinutes(1));
        Assert.True(OnDisk(gone.Value));

        await _store.EraseAsync(new CentreId("another"), gone, Never);
        Assert.True(OnDisk(gone.Value));
        await _store.EraseAsync(new CentreId("c1"), gone, Never);
        Assert.False(OnDisk(gone.Value));
        Assert.Equal(["d1 heartRate: 12:00:00 70 70..70 x1"], await ReadAsync(Noon, Noon.AddMinutes(1)));

        await WriteAsync(Point("d1", Noon, ("heartRate", 67)) with { Household = gone });
        Assert.Single(await _store.QueryAsync(Query(Noon, Noon.AddMinutes(1)) with { Household = gone }, Never));
    }

    [Fact]
    public void Open_NewFile_IsForItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        foreach (var file in Directory.GetFiles(_folder))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task QueryAsync_QuestionThatHasNoAnswer_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _store.QueryAsync(Query(Noon, Noon), Never));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.QueryAsync(Query(Noon, Noon.AddDays(1)) with { Window = TimeSpan.Zero }, Never));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.QueryAsync(Query(Noon, Noon.AddDays(365)) with { Window = TimeSpan.FromSeconds(1) }, Never));
    }

    private bool OnDisk(string text) => Directory.GetFiles(_folder).Any(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    });

    private SqliteTelemetryStore Open(string? file = null) => SqliteTelemetryStore.Open(
        new TelemetryStoreOptions { File = file ?? Path.Combine(_folder, "telemetry.db"), Retention = TimeSpan.FromDays(30) },
        _clock,
        NullLogger<SqliteTelemetryStore>.Instance);

    private async Task WriteAsync(params TelemetryPoint[] points) => await _store.WriteAsync(points, Never);

    private async Task<string[]> ReadAsync(DateTimeOffset from, DateTimeOffset to, SqliteTelemetryStore? store = null)
    {
        var series = await (store ?? _store).QueryAsync(Query(from, to), Never);
        return [.. series.Select(one => $"{one.Device} {one.Metric}: {string.Join(", ", one.Buckets.Select(Text))}")];
    }

    private async Task<long> CountAsync()
    {
        var series = await _store.QueryAsync(Query(Noon.AddDays(-60), Noon.AddDays(1)) with { Window = TimeSpan.FromDays(1) }, Never);
        return series.Sum(one => one.Buckets.Sum(bucket => bucket.Count));
    }

    private static TelemetryQuery Query(DateTimeOffset from, DateTimeOffset to) =>
        new(new CentreId("c1"), new HouseholdId("h1"), from, to, TimeSpan.FromMinutes(1));

    private static string Text(TelemetryBucket bucket) => string.Create(
        CultureInfo.InvariantCulture,
        $"{bucket.Start.AddHours(8):HH:mm:ss} {bucket.Mean} {bucket.Min}..{bucket.Max} x{bucket.Count}");

    private static TelemetryPoint Point(string device, DateTimeOffset at, params (string Field, double Value)[] fields) => new(
        "telemetry",
        new CentreId("c1"),
        new HouseholdId("h1"),
        KeyValuePair.Create("device", device),
        null,
        at,
        fields.ToDictionary(field => field.Field, field => field.Value));

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        /// <summary>By how much it has been put back, while time went on.</summary>
        public TimeSpan PutBack { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => (Now + PutBack).UtcTicks;
    }
}
