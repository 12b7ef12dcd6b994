using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Retention;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Chain;
using ElderAlert.Storage.Codec;
using ElderAlert.Storage.Retention;
using ElderAlert.Storage.Sealing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Storage.Sqlite;

/// <summary>
/// The embedded journal: journal.db (WAL, <c>synchronous=FULL</c>) and keys.db in one folder. An append blocks its caller for
/// the fsync; reads run on connections of their own and never make an append wait.
/// </summary>
public sealed class SqliteJournal : IJournal, IRetentionStore, IDisposable
{
    private const int PageSize = 500;
    private readonly KeyRing _keys;
    private readonly JournalWriter? _writer;
    private readonly JournalReader _reader;
    private readonly ReadPool _pool;

    private SqliteJournal(KeyRing keys, JournalWriter? writer, JournalReader reader, ReadPool pool)
    {
        _keys = keys;
        _writer = writer;
        _reader = reader;
        _pool = pool;
    }

    /// <summary>Opens the folder; for writing it is made, or brought up to date, where needed.</summary>
    /// <exception cref="JournalException">It cannot be opened, is in use by another process, or is damaged; the message names the file or the setting.</exception>
    public static SqliteJournal Open(StorageOptions options, JournalAccess access = JournalAccess.Write, ILogger<SqliteJournal>? log = null) =>
        StoreFolder.Open(options, access, (path, folder, keys) =>
        {
            var codec = new BodyCodec(keys);
            var checkpointer = new WalCheckpointer(path, log ?? NullLogger<SqliteJournal>.Instance);
            var writer = folder is null ? null : new JournalWriter(path, folder, keys, new BatchSealer(keys, codec), checkpointer, options.RecentSignals);
            return new SqliteJournal(keys, writer, new JournalReader(codec), new ReadPool(path));
        });

    public ValueTask<JournalSnapshot> LoadAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_pool.Read(db =>
        {
            var heads = JournalReader.Heads(db);
            if (JournalReader.FindBrokenHead(db) is { } broken)
            {
                throw new JournalException($"The journal of centre {broken} does not end where its head says: it is damaged. Run the command verify.");
            }

            return new JournalSnapshot(
                heads.ToDictionary(head => head.Key, head => head.Value.Position),
                _reader.Directory(db),
                _reader.OpenIncidents(db));
        }));
    }

    public ValueTask<IReadOnlyDictionary<SignalKey, IncidentId?>> FindSignalsAsync(IReadOnlyCollection<SignalKey> keys, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyDictionary<SignalKey, IncidentId?>>(
            keys.Count == 0 ? ReadOnlyDictionary<SignalKey, IncidentId?>.Empty : Writer.FindSignals(keys));
    }

    public ValueTask<IReadOnlyDictionary<RequestKey, RequestOutcome>> FindRequestsAsync(IReadOnlyCollection<RequestKey> keys, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(keys.Count == 0
            ? ReadOnlyDictionary<RequestKey, RequestOutcome>.Empty
            : _pool.LookUp<IReadOnlyDictionary<RequestKey, RequestOutcome>>(db => JournalReader.Requests(db, keys)));
    }

    /// <inheritdoc/>
    /// <remarks>It blocks the calling thread for the fsync. Once begun it is not cancelled.</remarks>
    public ValueTask AppendAsync(CommitBatch batch, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Writer.Append(batch);
        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<JournalEntry> ReadAsync(CentreId centre, long afterPosition, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var head = _pool.Read(JournalReader.Heads).GetValueOrDefault(centre, ChainHead.Genesis).Position;
        while (afterPosition < head)
        {
            cancellation.ThrowIfCancellationRequested();
            var after = afterPosition;
            foreach (var (entry, _, _) in _pool.Read(db => JournalReader.Page(db, centre, after, head, PageSize)))
            {
                yield return _reader.Decode(entry);
                afterPosition = entry.Position;
            }

            if (afterPosition == after)
            {
                throw new JournalException($"The journal of centre {centre} has no entry {after + 1}: it is damaged. Run the command verify.");
            }

            // A long read gives its thread back after each page.
            await Task.Yield();
        }
    }

    public ValueTask<IReadOnlyList<JournalEntry>> ReadIncidentAsync(IncidentId incident, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_pool.Read(db => _reader.Incident(db, incident)));
    }

    public ValueTask<IReadOnlyList<IncidentId>> ListIncidentsAsync(CentreId centre, IncidentId? before, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_pool.Read(db => JournalReader.List(db, centre, before, limit)));
    }

    public async ValueTask<IReadOnlyList<ChainFault>> VerifyAsync(CancellationToken cancellation) =>
        await Task.Run(() => new JournalCheck(_pool).Run(cancellation), cancellation);

    public ValueTask DestroyKeyAsync(HouseholdId household, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Writer.DestroyKeys([.. _keys.Scopes.Where(scope => scope.IsOf(household))]);
        return ValueTask.CompletedTask;
    }

    /// <summary>What is stored about a centre's incidents beside the journal.</summary>
    public ValueTask<IReadOnlyList<IncidentRow>> ReadIncidentRowsAsync(CentreId centre, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_pool.Read(db => JournalReader.IncidentRows(db, centre)));
    }

    public ValueTask<RetentionFacts> ReadRetentionAsync(CentreId centre, DateTimeOffset closedAfter, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_pool.Read(db => new RetentionFacts(
            [.. _keys.Scopes.Select(s => s.Period).OfType<TextPeriod>().Where(p => p.Centre == centre)],
            RetentionQueries.HeldFrom(db, centre, closedAfter),
            RetentionQueries.Removed(db, centre))));
    }

    public ValueTask EraseTextAsync(IReadOnlyCollection<TextPeriod> periods, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Writer.DestroyKeys(periods.Select(SealingScope.Of));
        return ValueTask.CompletedTask;
    }

    /// <summary>Removes from a copy of the keys every key that this store does not have: what was destroyed since the copy was made.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="JournalException">The file is no copy of keys, or cannot be written.</exception>
    public async ValueTask<int> CleanKeysAsync(string file, CancellationToken cancellation) =>
        await Task.Run(() => KeyFile.Clean(file, id => _keys.Find(id) is not null), cancellation);

    /// <summary>The last hash of each centre in hexadecimal. Kept somewhere else, it shows a journal that was cut and re-linked.</summary>
    public IReadOnlyDictionary<CentreId, string> ReadHeadHashes() =>
        _pool.Read(JournalReader.Heads).ToDictionary(head => head.Key, head => Convert.ToHexStringLower(head.Value.Hash));

    /// <summary>
    /// Copies what is committed to a file that does not exist yet, while the server runs. It carries no key: without
    /// <see cref="BackupKeysAsync"/> nothing private in it can be read.
    /// </summary>
    /// <exception cref="JournalException">The file exists, or cannot be written.</exception>
    public async ValueTask BackupAsync(string file, CancellationToken cancellation) =>
        await Task.Run(() => _pool.Backup(file), cancellation);

    /// <summary>
    /// Copies the keys to a file that does not exist yet. Keep it apart from the journal's backups, and replace it after an
    /// erasure: an old copy still holds the destroyed key.
    /// </summary>
    /// <exception cref="JournalException">The file exists, or cannot be written.</exception>
    public async ValueTask BackupKeysAsync(string file, CancellationToken cancellation) =>
        await Task.Run(() => _keys.Backup(file), cancellation);

    public void Dispose()
    {
        _pool.Dispose();
        _writer?.Dispose();
        _keys.Dispose();
    }

    private JournalWriter Writer => _writer ?? throw new JournalException("The journal was opened for reading only.");
}
