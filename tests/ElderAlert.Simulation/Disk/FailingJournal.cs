using System.Runtime.CompilerServices;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Faults;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Simulation.Disk;

/// <summary>The real journal of one life of the server, on a disk that fails, is slow, and loses its power.</summary>
/// <param name="inner">The real journal.</param>
/// <param name="disk">What goes wrong, and who is told.</param>
/// <param name="clock">The server's clock: a slow commit takes time.</param>
internal sealed class FailingJournal(SqliteJournal inner, DiskTrouble disk, TimeProvider clock) : IJournal
{
    private static readonly TimeSpan SlowestCommit = TimeSpan.FromSeconds(3);

    private bool _isDead;

    /// <summary>The process is dead: no call returns any more.</summary>
    public void Die() => _isDead = true;

    public async ValueTask AppendAsync(CommitBatch batch, CancellationToken cancellation)
    {
        disk.World.Stir();
        await TakeTimeAsync();
        if (_isDead || disk.DiesBeforeAppend(this))
        {
            await Never();
        }

        if (disk.FailsAppend() is { } reason)
        {
            throw new JournalException(reason);
        }

        if (disk.DiesInAppend())
        {
            var synced = disk.Folder.ReadWal();
            await inner.AppendAsync(batch, cancellation);
            disk.Die(this, synced, batch);
            await Never();
        }

        await inner.AppendAsync(batch, cancellation);
        disk.Ledger.Take(batch.Entries, batch.DirectoryUpserts);
        if (disk.DiesAfterAppend(this))
        {
            await Never();
        }

        if (disk.FailsAppendLate())
        {
            throw new JournalException("the disk did not answer");
        }
    }

    public ValueTask<JournalSnapshot> LoadAsync(CancellationToken cancellation) => ReadAsync(() => inner.LoadAsync(cancellation));

    public ValueTask<IReadOnlyDictionary<SignalKey, IncidentId?>> FindSignalsAsync(IReadOnlyCollection<SignalKey> keys, CancellationToken cancellation) =>
        ReadAsync(() => inner.FindSignalsAsync(keys, cancellation));

    public ValueTask<IReadOnlyDictionary<RequestKey, RequestOutcome>> FindRequestsAsync(IReadOnlyCollection<RequestKey> keys, CancellationToken cancellation) =>
        ReadAsync(() => inner.FindRequestsAsync(keys, cancellation));

    public async IAsyncEnumerable<JournalEntry> ReadAsync(CentreId centre, long afterPosition, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await ReadAsync(() => ValueTask.FromResult(true));
        await foreach (var entry in inner.ReadAsync(centre, afterPosition, cancellation))
        {
            yield return entry;
        }
    }

    public ValueTask<IReadOnlyList<JournalEntry>> ReadIncidentAsync(IncidentId incident, CancellationToken cancellation) =>
        ReadAsync(() => inner.ReadIncidentAsync(incident, cancellation));

    public ValueTask<IReadOnlyList<IncidentId>> ListIncidentsAsync(CentreId centre, IncidentId? before, int limit, CancellationToken cancellation) =>
        ReadAsync(() => inner.ListIncidentsAsync(centre, before, limit, cancellation));

    public ValueTask<IReadOnlyList<ChainFault>> VerifyAsync(CancellationToken cancellation) => inner.VerifyAsync(cancellation);

    public ValueTask DestroyKeyAsync(HouseholdId household, CancellationToken cancellation) => inner.DestroyKeyAsync(household, cancellation);

    private async ValueTask<T> ReadAsync<T>(Func<ValueTask<T>> read)
    {
        disk.World.Stir();
        if (_isDead || disk.DiesElsewhere(this))
        {
            await Never();
        }

        return disk.FailsRead() is { } reason ? throw new JournalException(reason) : await read();
    }

    private async Task TakeTimeAsync()
    {
        var commit = disk.CommitTime(SlowestCommit);
        if (commit > TimeSpan.Zero)
        {
            await Task.Delay(commit, clock);
        }
    }

    private static Task Never() => new TaskCompletionSource().Task;
}
