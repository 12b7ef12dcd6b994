using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

/// <summary>The inbox of signals while they are recent, being filed and filed, and across starts in between.</summary>
public sealed class SignalInboxTests : IDisposable
{
    private const int Recent = 8;
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>Batches of any size from any devices, with starts at any moment: what was taken is found, with its incident, and nothing else.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task FindSignalsAsync_AfterAnyBatchesAndStarts_FindsWhatWasTaken(int seed)
    {
        var random = new Random(seed);
        var taken = new Dictionary<SignalKey, IncidentId?>();
        var journal = Open();
        for (var round = 0; round < 120; round++)
        {
            var batch = Enumerable.Range(0, random.Next(0, 7)).Select(_ => Next(random)).Where(row => taken.TryAdd(KeyOf(row), row.Incident)).ToList();
            if (random.Next(2) == 0)
            {
                Assert.Empty(await journal.FindSignalsAsync([.. batch.Select(KeyOf)], Cancellation));
            }

            await journal.AppendAsync(Samples.Batch(signals: batch), Cancellation);
            if (random.Next(6) == 0)
            {
                journal.Dispose();
                journal = Open();
            }

            SignalKey[] unknown = [new(new DeviceId("pendant-1"), "never said")];
            Assert.Equal(taken, await journal.FindSignalsAsync([.. taken.Keys, .. unknown], Cancellation));
        }

        journal.Dispose();
        Assert.True(taken.Count > 20 * Recent);
    }

    /// <summary>Said again, each is refused, wherever it lies; nothing of that batch is stored, and the next batch is.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AppendAsync_SignalTwice_IsRefusedWhereverItLies(bool afterAStart)
    {
        const int Count = 3 * Recent;
        var journal = Open();
        for (var i = 0; i < Count; i++)
        {
            await journal.AppendAsync(Samples.Batch(signals: [Samples.SignalRow($"s-{i}", i + 1)]), Cancellation);
        }

        for (var i = 0; i < Count; i++)
        {
            if (afterAStart)
            {
                journal.Dispose();
                journal = Open();
            }

            var again = Samples.Batch(signals: [Samples.SignalRow("new", 99), Samples.SignalRow($"s-{i}", 99)]);
            var refused = await Assert.ThrowsAsync<JournalException>(async () => await journal.AppendAsync(again, Cancellation));
            Assert.Contains($"s-{i} of pendant-1", refused.Message, StringComparison.Ordinal);
            Assert.Empty(await journal.FindSignalsAsync([new(new DeviceId("pendant-1"), "new")], Cancellation));
        }

        await journal.AppendAsync(Samples.Batch(signals: [Samples.SignalRow("new", 100)]), Cancellation);
        journal.Dispose();
    }

    /// <summary>The same twice in one batch is refused as well.</summary>
    [Fact]
    public async Task AppendAsync_SignalTwiceInABatch_IsRefused()
    {
        using var journal = Open();
        var pendant = new DeviceId("pendant-1");
        Assert.Empty(await journal.FindSignalsAsync([new(pendant, "s-1")], Cancellation));
        var twice = Samples.Batch(signals: [Samples.SignalRow("s-1", 1), Samples.SignalRow("s-1", 1)]);
        await Assert.ThrowsAsync<JournalException>(async () => await journal.AppendAsync(twice, Cancellation));
        Assert.Empty(await journal.FindSignalsAsync([new(pendant, "s-1")], Cancellation));
    }

    /// <summary>
    /// What a fault of the writer, or a hand, has put there twice is found; what is filed and still recent is not twice. Alarms are taken all the same.
    /// </summary>
    [Theory]
    [InlineData("INSERT INTO recent_signal_a SELECT * FROM recent_signal_b UNION ALL SELECT * FROM recent_signal_a LIMIT 1")]
    [InlineData("INSERT INTO recent_signal_a SELECT device, id, centre, incident, position + 7, received_at FROM signal LIMIT 1")]
    public async Task VerifyAsync_SignalInTheInboxTwice_IsFound(string sql)
    {
        using (var journal = Open())
        {
            for (var i = 0; i < 2 * Recent; i++)
            {
                await journal.AppendAsync(Samples.Batch([Samples.Note(i + 1)], [Samples.SignalRow($"s-{i}", i + 1)]), Cancellation);
                Assert.Empty(await journal.VerifyAsync(Cancellation));
            }
        }

        using (var connection = new SqliteConnection($"Data Source={_folder.File("journal.db")};Pooling=False"))
        {
            connection.Open();
            using var tamper = connection.CreateCommand();
            tamper.CommandText = sql;
            Assert.Equal(1, tamper.ExecuteNonQuery());
        }

        using var reopened = Open();
        Assert.Contains("of pendant-1 is in the inbox twice", Assert.Single(await reopened.VerifyAsync(Cancellation)).Reason, StringComparison.Ordinal);
        await reopened.AppendAsync(Samples.Batch(signals: [Samples.SignalRow("new", 1)]), Cancellation);
    }

    private SqliteJournal Open() => SqliteJournal.Open(new StorageOptions { Path = _folder.Path, RecentSignals = Recent });

    private static SignalRow Next(Random random) => Samples.SignalRow(
        $"s-{random.Next(100)}",
        1,
        random.Next(3) == 0 ? null : new IncidentId($"i-{random.Next(9)}"),
        $"pendant-{random.Next(9)}");

    private static SignalKey KeyOf(SignalRow row) => new(row.Signal.Device, row.Signal.Id);
}
