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

        if (batch.Directory.HomeOf(signal) is not { } household)
        {
            return new SignalReceipt(SignalFate.UnknownDevice, Incident: null, Position: 0);
        }

        var latest = batch.FindLatest(household.Id, SignalKinds.LaneOf(signal.Kind));
        var place = SignalRules.Place(latest, signal, batch.Now);
        return place == SignalPlace.Recorded ? Record(batch, household) : Feed(batch, household, latest, place);
    }

    private SignalReceipt Record(Batch batch, Household household)
    {
        var position = batch.Add(household.Centre, new SignalRecorded(signal), household.Id);
        batch.AddSignal(signal, household.Centre, incident: null);
        return new SignalReceipt(SignalFate.Recorded, Incident: null, position);
    }

    private SignalReceipt Feed(Batch batch, Household household, Incident? latest, SignalPlace place)
    {
        var fed = place == SignalPlace.Opens ? null : latest;
        var id = fed?.Id ?? batch.NewIncident(household.Centre);
        var roster = SignalRules.NeedsRoster(fed, place) ? batch.RosterOf(household.Centre, household.Id) : Roster.Empty;
        var command = new ReceiveSignal(id, signal, batch.Directory.FactsOf(household.Id), roster);
        var policy = fed?.Policy ?? batch.Directory.PolicyOf(household, SignalKinds.LaneOf(signal.Kind));
        var decision = IncidentDecider.Decide(fed, command, policy, batch.Now);
        if (decision.Rejection is { } rejection)
        {
            throw new InvalidOperationException($"a signal was refused: {rejection.Code} {rejection.Detail}");
        }

        var after = batch.Add(fed, id, household.Centre, decision.Events);
        batch.AddSignal(signal, household.Centre, id);
        return new SignalReceipt(FateOf(place), id, after.Position);
    }

    private static SignalFate FateOf(SignalPlace place) => place switch
    {
        SignalPlace.Opens => SignalFate.Opened,
        SignalPlace.Reopens => SignalFate.Reopened,
        _ => SignalFate.Joined,
    };
}
