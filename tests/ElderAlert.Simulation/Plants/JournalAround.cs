using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Simulation.Plants;

/// <summary>A journal that does what the one behind it does, but for what a planted bug spoils.</summary>
internal class JournalAround(IJournal inner) : IJournal
{
    public virtual ValueTask AppendAsync(CommitBatch batch, CancellationToken cancellation) => inner.AppendAsync(batch, cancellation);

    public virtual ValueTask<JournalSnapshot> LoadAsync(CancellationToken cancellation) => inner.LoadAsync(cancellation);

    public virtual ValueTask<IReadOnlyDictionary<SignalKey, IncidentId?>> FindSignalsAsync(IReadOnlyCollection<SignalKey> keys, CancellationToken cancellation) =>
        inner.FindSignalsAsync(keys, cancellation);

    public ValueTask<IReadOnlyDictionary<RequestKey, RequestOutcome>> FindRequestsAsync(IReadOnlyCollection<RequestKey> keys, CancellationToken cancellation) =>
        inner.FindRequestsAsync(keys, cancellation);

    public IAsyncEnumerable<JournalEntry> ReadAsync(CentreId centre, long afterPosition, CancellationToken cancellation) =>
        inner.ReadAsync(centre, afterPosition, cancellation);

    public ValueTask<IReadOnlyList<JournalEntry>> ReadIncidentAsync(IncidentId incident, CancellationToken cancellation) =>
        inner.ReadIncidentAsync(incident, cancellation);

    public ValueTask<IReadOnlyList<IncidentId>> ListIncidentsAsync(CentreId centre, IncidentId? before, int limit, CancellationToken cancellation) =>
        inner.ListIncidentsAsync(centre, before, limit, cancellation);

    public ValueTask<IReadOnlyList<ChainFault>> VerifyAsync(CancellationToken cancellation) => inner.VerifyAsync(cancellation);

    public ValueTask DestroyKeyAsync(HouseholdId household, CancellationToken cancellation) => inner.DestroyKeyAsync(household, cancellation);
}
