using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Server.Tests.Ingest;

/// <summary>A journal that can be made to fail. What the store itself promises is tested on the real ones.</summary>
internal sealed class MemoryJournal(IReadOnlyList<DirectoryItem> directory) : IJournal
{
    private readonly ConcurrentQueue<JournalEntry> _entries = new();
    private readonly ConcurrentDictionary<SignalKey, IncidentId?> _signals = new();

    /// <summary>Appends throw while this is set.</summary>
    public bool Fails { get; set; }

    public IReadOnlyCollection<JournalEntry> Entries => _entries;

    public IEnumerable<T> Facts<T>()
        where T : JournalEvent => _entries.Select(e => e.Event).OfType<T>();

    public ValueTask<JournalSnapshot> LoadAsync(CancellationToken cancellation)
    {
        var heads = _entries.GroupBy(e => e.Centre).ToDictionary(g => g.Key, g => g.Max(e => e.Position));
        return ValueTask.FromResult(new JournalSnapshot(heads, directory, [.. _entries.Where(e => e.Incident is not null)]));
    }

    public ValueTask<IReadOnlyDictionary<SignalKey, IncidentId?>> FindSignalsAsync(IReadOnlyCollection<SignalKey> keys, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyDictionary<SignalKey, IncidentId?>>(
            keys.Where(_signals.ContainsKey).ToDictionary(k => k, k => _signals[k]));

    public ValueTask<IReadOnlyDictionary<RequestKey, RequestOutcome>> FindRequestsAsync(
        IReadOnlyCollection<RequestKey> keys, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyDictionary<RequestKey, RequestOutcome>>(new Dictionary<RequestKey, RequestOutcome>());

    public ValueTask AppendAsync(CommitBatch batch, CancellationToken cancellation)
    {
        if (Fails)
        {
            throw new JournalException("the disk is full");
        }

        foreach (var entry in batch.Entries)
        {
            _entries.Enqueue(entry);
        }

        foreach (var row in batch.Signals)
        {
            _signals[new SignalKey(row.Signal.Device, row.Signal.Id)] = row.Incident;
        }

        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        CentreId centre, long afterPosition, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var entry in _entries.Where(e => e.Centre == centre && e.Position > afterPosition))
        {
            yield return entry;
        }
    }

    public ValueTask<IReadOnlyList<JournalEntry>> ReadIncidentAsync(IncidentId incident, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. _entries.Where(e => e.Incident == incident)]);

    public ValueTask<IReadOnlyList<IncidentId>> ListIncidentsAsync(CentreId centre, IncidentId? before, int limit, CancellationToken cancellation) =>
        throw new NotSupportedException("the receiver lists no incidents");

    public ValueTask<IReadOnlyList<ChainFault>> VerifyAsync(CancellationToken cancellation) =>
        throw new NotSupportedException("the receiver verifies nothing");

    public ValueTask DestroyKeyAsync(HouseholdId household, CancellationToken cancellation) =>
        throw new NotSupportedException("the receiver destroys nothing");
}
