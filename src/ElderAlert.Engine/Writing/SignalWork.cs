using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Incidents.Rules;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Engine.Writing;

/// <summary>Takes a signal into the inbox and into its incident.</summary>
internal sealed class SignalWork(Signal signal) : Work<SignalReceipt>
{
    private readonly SignalKey _key = new(signal.Device, signal.Id);

    public override void Want(KnownKeys known) => known.WantedSignals.Add(_key);

    protected override SignalReceipt Carry(Batch batch)
    {
        if (batch.Known.TryGet(_key, out var earlier))
        {
            return new SignalReceipt(SignalFate.Duplicate, earlier, Position: 0);
        }

        if (batch.Directory.Find(signal.Device) is not { } device || batch.Directory.Find(device.Household) is not { } household)
        {
            return new SignalReceipt(SignalFate.UnknownDevice, Incident: null, Position: 0);
        }

        var lane = SignalKinds.LaneOf(signal.Kind);
        var active = batch.FindActive(household.Id, lane);
        return active is null && !SignalRules.Opens(signal)
            ? Record(batch, device)
            : Feed(batch, household, lane, active);
    }

    private SignalReceipt Record(Batch batch, Device device)
    {
        var position = batch.Add(device.Centre, new SignalRecorded(signal), device.Household);
        batch.AddSignal(signal, device.Centre, incident: null);
        return new SignalReceipt(SignalFate.Recorded, Incident: null, position);
    }

    private SignalReceipt Feed(Batch batch, Household household, Lane lane, Incident? active)
    {
        var id = active?.Id ?? NewIncidentId.At(batch.Now);
        var command = new ReceiveSignal(
            id,
            signal,
            batch.Directory.FactsOf(household.Id),
            active is null ? batch.Directory.RosterOf(household.Id) : Roster.Empty);
        var policy = active?.Policy ?? batch.Directory.PolicyOf(household, lane);
        var decision = IncidentDecider.Decide(active, command, policy, batch.Now);
        if (decision.Rejection is { } rejection)
        {
            throw new InvalidOperationException($"a signal was refused: {rejection.Code} {rejection.Detail}");
        }

        var after = batch.Add(active, id, household.Centre, decision.Events);
        batch.AddSignal(signal, household.Centre, id);
        return new SignalReceipt(active is null ? SignalFate.Opened : SignalFate.Joined, id, after.Position);
    }
}
