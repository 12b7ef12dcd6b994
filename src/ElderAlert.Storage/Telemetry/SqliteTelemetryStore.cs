using System.Threading.Channels;
using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Storage.Telemetry;

/// <summary>
/// Telemetry in a SQLite file of its own, for sites without InfluxDB.
/// </summary>
/// <remarks>
/// <para>Durability: WAL with <c>synchronous=NORMAL</c>. A write that has returned survives a kill of the process; a power cut may
/// take back the writes since the last checkpoint, never more, and never harms the file. Alarms are in another file with another promise.</para>
/// <para>What piles up during one commit is the next one, so that callers share commits. A point of the same series and
/// time replaces the earlier one, as in InfluxDB.</para>
/// </remarks>
public sealed class SqliteTelemetryStore : ITelemetryStore, IAsyncDisposable
{
    private const int MostBatchesInACommit = 512;

    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    private readonly TelemetryStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TelemetryDatabase _database;
    private readonly TelemetryQueries _queries;
    private readonly Channel<Pending> _queue;
    private readonly Task _writing;
    private long? _pruned;
    private int _disposed;

    private SqliteTelemetryStore(TelemetryStoreOptions options, TimeProvider time, ILogger<SqliteTelemetryStore> logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _database = new TelemetryDatabase(options.File);
        _queries = new TelemetryQueries(options.File);
        _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        _writing = Task.Run(WriteLoopAsync);
    }

    /// <summary>Opens or makes the file. Throws <see cref="InvalidOperationException"/> when a newer version made it.</summary>
    public static SqliteTelemetryStore Open(TelemetryStoreOptions options, TimeProvider time, ILogger<SqliteTelemetryStore> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Retention, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.QueueCapacity, 1);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.File))!);
        return new SqliteTelemetryStore(options, time, logger);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file could not be written; nothing of the batch is stored.</exception>
    public async ValueTask<IReadOnlyList<RefusedMetric>> WriteAsync(IReadOnlyList<TelemetryPoint> points, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
        {
            return [];
        }

        var batch = new PendingBatch(points);
        await _queue.Writer.WriteAsync(batch, cancellation);
        await batch.Done.Task.WaitAsync(cancellation);
        return batch.Refused;
    }

    /// <inheritdoc/>
    public async Task EraseAsync(CentreId centre, HouseholdId household, CancellationToken cancellation)
    {
        var erasure = new PendingErasure(centre, household);
        await _queue.Writer.WriteAsync(erasure, cancellation);
        await erasure.Done.Task.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The range is empty, or has too many windows.</exception>
    public Task<IReadOnlyList<TelemetrySeries>> QueryAsync(TelemetryQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Task.Run(() => _queries.Read(query, cancellation), cancellation);
    }

    /// <summary>Stores what is queued and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _queue.Writer.Complete();
            await _writing;
            _database.Dispose();
            _queries.Dispose();
        }
    }

    private async Task WriteLoopAsync()
    {
        var batches = new List<PendingBatch>();
        Prune();
        while (await _queue.Reader.WaitToReadAsync())
        {
            batches.Clear();
            PendingErasure? erasure = null;
            while (batches.Count < MostBatchesInACommit && erasure is null && _queue.Reader.TryRead(out var next))
            {
                if (next is PendingBatch batch)
                {
                    batches.Add(batch);
                }

                erasure = next as PendingErasure;
            }

            Store(batches);
            Erase(erasure);
            Prune();
        }
    }

    private void Store(List<PendingBatch> batches)
    {
        try
        {
            _database.Insert(batches);
        }
        catch (Exception failure)
        {
            TelemetryLog.WriteFailed(_logger, batches.Sum(batch => batch.Points.Count), batches.Count, failure);
            foreach (var batch in batches)
            {
                batch.Done.TrySetException(new IOException("Telemetry could not be stored: " + failure.Message, failure));
            }

            return;
        }

        foreach (var batch in batches)
        {
            batch.Done.TrySetResult();
        }
    }

    private void Erase(PendingErasure? erasure)
    {
        if (erasure is null)
        {
            return;
        }

        try
        {
            _database.Erase(erasure.Centre, erasure.Household);
            erasure.Done.TrySetResult();
        }
        catch (Exception failure)
        {
            erasure.Done.TrySetException(new IOException("Telemetry could not be erased: " + failure.Message, failure));
        }
    }

    private void Prune()
    {
        if (_pruned is { } last && _time.GetElapsedTime(last) < PruneEvery)
        {
            return;
        }

        _pruned = _time.GetTimestamp();
        var limit = _time.GetUtcNow() - _options.Retention;
        try
        {
            var deleted = _database.DeleteBefore(limit);
            if (deleted > 0)
            {
                TelemetryLog.Pruned(_logger, limit, deleted);
            }
        }
        catch (SqliteException failure)
        {
            TelemetryLog.PruneFailed(_logger, limit, failure);
        }
    }
}
