using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Engine.Tests.Writing;

/// <summary>What goes wrong with an append.</summary>
internal enum AppendFault
{
    None,

    /// <summary>Nothing reaches the disk.</summary>
    Before,

    /// <summary>Everything reaches the disk, and then the disk says that it did not.</summary>
    After,
}

/// <summary>The real journal with a disk that the test breaks.</summary>
internal sealed class FaultyJournal(IJournal inner) : IJournal
{
    public AppendFault Fault { get; set; }

    /// <summary>A batch that is never taken, whatever the state of the disk.</summary>
    public Func<CommitBatch, bool> IsPoison { get; set; } = _ => false;

    public async ValueTask AppendAsync(CommitBatch batch, CancellationToken cancellation)
    {
        if (Fault == AppendFault.Before || IsPoison(batch))
        {
            throw new JournalException("the disk is full");
        }

        await inner.AppendAsync(batch, cancellation);
        if (Fault == AppendFault.After)
        {
            throw new JournalException("the disk did not answer");
        }
    }

    public ValueTask<JournalSnapshot> LoadAsync(CancellationToken cancellation) => inner.LoadAsync(cancellation);

    public ValueTask<IReadOnlyDictionary<SignalKey, IncidentId?>> FindSignalsAsync(IReadOnlyCollection<SignalKey> keys, CancellationToken cancellation) =>
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
