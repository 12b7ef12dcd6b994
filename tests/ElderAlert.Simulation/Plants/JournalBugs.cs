using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine.Ports;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Plants;

/// <summary>A signal is acknowledged before the disk has it.</summary>
internal sealed class AcknowledgeBeforeAppend : PlantedBug
{
    public override IJournal Between(IJournal journal, Timeline world) => new Hasty(journal, world);

    private sealed class Hasty(IJournal journal, Timeline world) : JournalAround(journal)
    {
        public override ValueTask AppendAsync(CommitBatch batch, CancellationToken cancellation)
        {
            if (batch.Signals.Count == 0)
            {
                return base.AppendAsync(batch, cancellation);
            }

            world.After(TimeSpan.FromMilliseconds(5), () => _ = base.AppendAsync(batch, cancellation).AsTask());
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>A disk that refused is taken for one that wrote.</summary>
internal sealed class FailedAppendIsSuccess : PlantedBug
{
    public override IJournal Between(IJournal journal, Timeline world) => new Trusting(journal);

    private sealed class Trusting(IJournal journal) : JournalAround(journal)
    {
        public override async ValueTask AppendAsync(CommitBatch batch, CancellationToken cancellation)
        {
            try
            {
                await base.AppendAsync(batch, cancellation);
            }
            catch (JournalException)
            {
                // This is the bug.
            }
        }
    }
}

/// <summary>A signal that comes again is not recognised: its append is refused by the database, and the device is never told.</summary>
internal sealed class DuplicatesNotKnown : PlantedBug
{
    public override IJournal Between(IJournal journal, Timeline world) => new Forgetful(journal);

    private sealed class Forgetful(IJournal journal) : JournalAround(journal)
    {
        public override ValueTask<IReadOnlyDictionary<SignalKey, IncidentId?>> FindSignalsAsync(IReadOnlyCollection<SignalKey> keys, CancellationToken cancellation) =>
            ValueTask.FromResult<IReadOnlyDictionary<SignalKey, IncidentId?>>(new Dictionary<SignalKey, IncidentId?>());
    }
}

/// <summary>A step of the escalation is taken five seconds before its time.</summary>
internal sealed class StepEarly : PlantedBug
{
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(5);

    public override IJournal Between(IJournal journal, Timeline world) => new Impatient(journal);

    private sealed class Impatient(IJournal journal) : JournalAround(journal)
    {
        public override ValueTask AppendAsync(CommitBatch batch, CancellationToken cancellation) => base.AppendAsync(
            batch with { Entries = [.. batch.Entries.Select(e => e.Event is EscalationAdvanced ? e with { At = e.At - Early } : e)] }, cancellation);
    }
}

/// <summary>The last fact about an incident is left out when the server starts.</summary>
internal sealed class FactForgottenAtStart : PlantedBug
{
    public override IJournal Between(IJournal journal, Timeline world) => new Short(journal);

    private sealed class Short(IJournal journal) : JournalAround(journal)
    {
        public override async ValueTask<JournalSnapshot> LoadAsync(CancellationToken cancellation)
        {
            var all = await base.LoadAsync(cancellation);
            return all with { OpenIncidents = [.. all.OpenIncidents.Take(all.OpenIncidents.Count - 1)] };
        }
    }
}
