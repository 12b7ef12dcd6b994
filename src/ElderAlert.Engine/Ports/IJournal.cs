using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Engine.Ports;

/// <summary>
/// The append-only journal, the directory and the inboxes of one store: SQLite embedded, PostgreSQL for scale-out.
/// Only the engine appends; anybody may read.
/// </summary>
public interface IJournal
{
    /// <summary>Everything that the engine needs at start: heads, directory and the incidents that still need care.</summary>
    /// <exception cref="JournalException">The store cannot be opened, or is damaged; the message says where.</exception>
    ValueTask<JournalSnapshot> LoadAsync(CancellationToken cancellation);

    /// <summary>Which of these signals are already in the inbox, with the incident that each went to (null where it went to none).</summary>
    ValueTask<IReadOnlyDictionary<SignalKey, IncidentId?>> FindSignalsAsync(IReadOnlyCollection<SignalKey> keys, CancellationToken cancellation);

    /// <summary>Which of these requests have already been carried out, with the outcome that was stored.</summary>
    ValueTask<IReadOnlyDictionary<RequestKey, RequestOutcome>> FindRequestsAsync(IReadOnlyCollection<RequestKey> keys, CancellationToken cancellation);

    /// <summary>
    /// Commits a batch in one transaction and returns after it is on disk (fsync). Either everything is there or nothing.
    /// </summary>
    /// <exception cref="JournalException">Nothing was committed: the disk failed, a position is not the next one, or a uniqueness rule was broken.</exception>
    ValueTask AppendAsync(CommitBatch batch, CancellationToken cancellation);

    /// <summary>A centre's entries after a position, in order, up to the head at the time of the call.</summary>
    IAsyncEnumerable<JournalEntry> ReadAsync(CentreId centre, long afterPosition, CancellationToken cancellation);

    /// <summary>All entries of one incident, in order; empty where it is unknown.</summary>
    ValueTask<IReadOnlyList<JournalEntry>> ReadIncidentAsync(IncidentId incident, CancellationToken cancellation);

    /// <summary>A centre's incidents, newest first, for lists and reports.</summary>
    /// <param name="centre">Whose.</param>
    /// <param name="before">Only those opened before this incident (paging); null from the newest.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<IReadOnlyList<IncidentId>> ListIncidentsAsync(CentreId centre, IncidentId? before, int limit, CancellationToken cancellation);

    /// <summary>Recomputes the hash chain of every centre. An empty list means that nothing was changed.</summary>
    ValueTask<IReadOnlyList<ChainFault>> VerifyAsync(CancellationToken cancellation);

    /// <summary>Destroys a household's key: what is sealed under it reads as <see cref="PrivateText.Erased"/> from now on, and the chain still holds.</summary>
    ValueTask DestroyKeyAsync(HouseholdId household, CancellationToken cancellation);
}

/// <summary>What the engine starts from.</summary>
/// <param name="Heads">The last position of each centre; a centre without entries is absent.</param>
/// <param name="Directory">Every item on file.</param>
/// <param name="OpenIncidents">All entries of the incidents whose <see cref="Incident.NeedsCare"/> was true when they were last committed, in the order of their positions within each centre.</param>
public sealed record JournalSnapshot(
    IReadOnlyDictionary<CentreId, long> Heads,
    IReadOnlyList<DirectoryItem> Directory,
    IReadOnlyList<JournalEntry> OpenIncidents);

/// <summary>What makes a signal the same signal.</summary>
public readonly record struct SignalKey(DeviceId Device, string Id);

/// <summary>What makes a request the same request: the caller's id within the centre.</summary>
public readonly record struct RequestKey(CentreId Centre, string Id);

/// <summary>What a request led to, kept so that the same request gets the same answer.</summary>
/// <param name="Incident">The incident that it concerned or opened.</param>
/// <param name="Position">The centre's position after it.</param>
public sealed record RequestOutcome(IncidentId? Incident, long Position);

/// <summary>One transaction.</summary>
/// <param name="Entries">New entries; within a centre each position is the head plus one, plus two ...</param>
/// <param name="Signals">Signals taken into the inbox, unique by key.</param>
/// <param name="Incidents">The incidents touched, each that an entry tells of among them, as they are afterwards. At most one per household and lane may be <see cref="Incident.IsActive"/>: a database constraint.</param>
/// <param name="DirectoryUpserts">Items written.</param>
/// <param name="DirectoryDeletes">Items removed.</param>
/// <param name="Requests">Requests carried out, unique by key.</param>
public sealed record CommitBatch(
    IReadOnlyList<JournalEntry> Entries,
    IReadOnlyList<SignalRow> Signals,
    IReadOnlyList<Incident> Incidents,
    IReadOnlyList<DirectoryItem> DirectoryUpserts,
    IReadOnlyList<DirectoryItem> DirectoryDeletes,
    IReadOnlyList<RequestRow> Requests);

/// <summary>A signal in the inbox.</summary>
/// <param name="Signal">What was said.</param>
/// <param name="Centre">Whose.</param>
/// <param name="Incident">Where it went; null where it is only recorded.</param>
/// <param name="Position">The entry that tells of it.</param>
public sealed record SignalRow(Signal Signal, CentreId Centre, IncidentId? Incident, long Position);

/// <summary>A request in the book of requests.</summary>
public sealed record RequestRow(RequestKey Key, RequestOutcome Outcome, DateTimeOffset At);

/// <summary>A place where the hash chain does not hold.</summary>
/// <param name="Centre">Whose journal.</param>
/// <param name="Position">The first entry that does not fit.</param>
/// <param name="Reason">What does not fit.</param>
public sealed record ChainFault(CentreId Centre, long Position, string Reason);

/// <summary>The store refused or failed; nothing of the batch was committed.</summary>
public sealed class JournalException(string message, Exception? inner = null) : Exception(message, inner);
