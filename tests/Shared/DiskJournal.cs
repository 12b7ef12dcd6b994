using System.Collections.Concurrent;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Tests.Shared;

/// <summary>What goes wrong with an append.</summary>
internal enum AppendFault
{
    None,

    /// <summary>Nothing reaches the disk.</summary>
    Before,

    /// <summary>Everything reaches the disk, and then the disk says that it did not.</summary>
    After,
}

/// <summary>The real SQLite journal in a folder of its own, with a disk that a test can break.</summary>
internal sealed class DiskJournal : IJournal, IDisposable
{
    private readonly SqliteJournal _store;
    private readonly ConcurrentQueue<JournalEntry> _committed = new();
    private int _readsInVain;

    public DiskJournal() => _store = SqliteJournal.Open(new StorageOptions { Path = Folder });

    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("elderalert-journal-").FullName;

    /// <summary>What every append meets while this is set.</summary>
    public AppendFault Fault { get; set; }

    /// <summary>A batch that is never taken, whatever the state of the disk.</summary>
    public Func<CommitBatch, bool> IsPoison { get; set; } = _ => false;

    /// <summary>While set, what follows the journal cannot read it.</summary>
    public bool IsUnreadable { get; set; }

    /// <summary>How often somebody has tried while it could not be read.</summary>
    public int ReadsInVain => _readsInVain;

    /// <summary>What was committed in this test.</summary>
    public IReadOnlyCollection<JournalEntry> Entries => _committed;

    public IEnumerable<T> Facts<T>()
        where T : JournalEvent => _committed.Select(e => e.Event).OfType<T>();

    /// <summary>A journal with these items on file.</summary>
    public static async Task<DiskJournal> WithAsync(IReadOnlyList<DirectoryItem> directory)
    {
        var journal = new DiskJournal();
        var entries = directory.Select((item, i) => new JournalEntry(
            item.Centre, i + 1, DateTimeOffset.UnixEpoch, new DirectoryChanged(item.GetType().Name, item.Key, Actor.System, Deleted: false), Incident: null, item.SealedFor));
        await journal._store.AppendAsync(new CommitBatch([.. entries], [], [], directory, [], []), CancellationToken.None);
        return journal;
    }

    public async ValueTask AppendAsync(CommitBatch batch, CancellationToken cancellation)
    {
        if (Fault == AppendFault.Before || IsPoison(batch))
        {
            throw new JournalException("the disk is full");
        }

        await _store.AppendAsync(batch, cancellation);
        foreach (var entry in batch.Entries)
        {
            _committed.Enqueue(entry);
        }

        if (Fault == AppendFault.After)
        {
            throw new JournalException("the disk did not answer");
        }
    }

    public ValueTask<JournalSnapshot> LoadAsync(CancellationToken cancellation) => _store.LoadAsync(cancellation);

    public ValueTask<IReadOnlyDictionary<SignalKey, IncidentId?>> FindSignalsAsync(IReadOnlyCollection<SignalKey> keys, CancellationToken cancellation) =>
        _store.FindSignalsAsync(keys, cancellation);

    public ValueTask<IReadOnlyDictionary<RequestKey, RequestOutcome>> FindRequestsAsync(IReadOnlyCollection<RequestKey> keys, CancellationToken cancellation) =>
        _store.FindRequestsAsync(keys, cancellation);

    public IAsyncEnumerable<JournalEntry> ReadAsync(CentreId centre, long afterPosition, CancellationToken cancellation)
    {
        if (IsUnreadable)
        {
            Interlocked.Increment(ref _readsInVain);
            throw new JournalException("the disk does not answer");
        }

        return _store.ReadAsync(centre, afterPosition, cancellation);
    }

    public ValueTask<IReadOnlyList<JournalEntry>> ReadIncidentAsync(IncidentId incident, CancellationToken cancellation) =>
        _store.ReadIncidentAsync(incident, cancellation);

    public ValueTask<IReadOnlyList<IncidentId>> ListIncidentsAsync(CentreId centre, IncidentId? before, int limit, CancellationToken cancellation) =>
        _store.ListIncidentsAsync(centre, before, limit, cancellation);

    public ValueTask<IReadOnlyList<ChainFault>> VerifyAsync(CancellationToken cancellation) => _store.VerifyAsync(cancellation);

    public ValueTask DestroyKeyAsync(HouseholdId household, CancellationToken cancellation) => _store.DestroyKeyAsync(household, cancellation);

    public void Dispose()
    {
        _store.Dispose();
        System.IO.Directory.Delete(Folder, recursive: true);
    }
}
