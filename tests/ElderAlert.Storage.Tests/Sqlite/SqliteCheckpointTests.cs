using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

public sealed class SqliteCheckpointTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>Each batch is larger than the interval between two checkpoints: without them the WAL would hold all of it.</summary>
    [Fact(Timeout = 60_000)]
    public async Task AppendAsync_ManyRows_KeepTheWalSmall()
    {
        const int Batches = 5;
        const int BatchSize = 9000;
        using var journal = SqliteJournal.Open(new StorageOptions { Path = _folder.Path });
        for (var i = 0; i < Batches; i++)
        {
            await journal.AppendAsync(Samples.Batch(Samples.Notes((i * BatchSize) + 1, BatchSize)), Cancellation);
            await WaitForCheckpointAsync(i);
        }

        var wal = new FileInfo(_folder.File("journal.db-wal")).Length;
        var file = new FileInfo(_folder.File("journal.db")).Length;
        // How often the WAL starts anew is a matter of timing; without checkpoints it would be larger than the file.
        Assert.True(wal < file * 3 / 4, $"the WAL holds {wal} bytes beside a file of {file}");
        Assert.Empty(await journal.VerifyAsync(Cancellation));
    }

    /// <summary>A checkpoint lets the file grow to what the batches so far hold.</summary>
    private async Task WaitForCheckpointAsync(int batch)
    {
        const long LeastBytesOfABatch = 1_200_000;
        while (new FileInfo(_folder.File("journal.db")).Length < batch * LeastBytesOfABatch)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }
    }
}
