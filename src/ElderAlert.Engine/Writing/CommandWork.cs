using ElderAlert.Domain;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Engine.Writing;

/// <summary>Carries out a command on an incident of one centre.</summary>
internal sealed class CommandWork(
    CentreId centre,
    IncidentId incident,
    Func<DecisionContext, IncidentCommand> command,
    string? requestId) : Work<CommandResult>
{
    private readonly RequestKey? _request = requestId is null ? null : new RequestKey(centre, requestId);

    public override void Want(KnownKeys known)
    {
        known.WantedIncidents.Add(incident);
        if (_request is { } request)
        {
            known.WantedRequests.Add(request);
        }
    }

    protected override CommandResult Carry(Batch batch)
    {
        if (batch.Find(incident) is not { } state || state.Centre != centre)
        {
            return new CommandResult.Refused(new Rejection(RejectionCode.NotFound, "There is no such incident."));
        }

        if (batch.Known.Find(_request) is { } earlier)
        {
            return new CommandResult.Done(state, earlier.Position, HasChanged: false);
        }

        var context = new DecisionContext(incident, batch.Directory.FactsOf(state.Household), () => batch.RosterOf(centre, state.Household));
        var decision = IncidentDecider.Decide(state, command(context), state.Policy, batch.Now);
        if (decision.Rejection is { } rejection)
        {
            return new CommandResult.Refused(rejection);
        }

        var after = decision.Events.Count == 0 ? state : batch.Add(state, incident, centre, decision.Events);
        batch.AddRequest(_request, new RequestOutcome(incident, after.Position));
        return new CommandResult.Done(after, after.Position, HasChanged: decision.Events.Count > 0);
    }
}

/// <summary>Opens an incident for a household, from a phone call.</summary>
internal sealed class OpenWork(
    CentreId centre,
    HouseholdId household,
    Lane lane,
    Func<DecisionContext, IncidentCommand> command,
    string? requestId) : Work<CommandResult>
{
    private readonly RequestKey? _request = requestId is null ? null : new RequestKey(centre, requestId);

    public override void Want(KnownKeys known)
    {
        if (_request is { } request)
        {
            known.WantedRequests.Add(request);
        }
    }

    protected override CommandResult Carry(Batch batch)
    {
        if (batch.Directory.Find(household) is not { } home || home.Centre != centre)
        {
            return new CommandResult.Refused(new Rejection(RejectionCode.NotFound, "There is no such household."));
        }

        if (batch.Known.Find(_request) is { } earlier)
        {
            return earlier.Incident is { } opened && batch.Find(opened) is { } same
                ? new CommandResult.Done(same, same.Position, HasChanged: false)
                : new CommandResult.Refused(new Rejection(RejectionCode.Invalid, "Another request has had this id."));
        }

        var active = batch.FindActive(household, lane);
        var id = batch.NewIncident(centre);
        var context = new DecisionContext(id, batch.Directory.FactsOf(household), () => batch.RosterOf(centre, household));
        EscalationPolicy policy = batch.Directory.PolicyOf(home, lane);
        var decision = IncidentDecider.Decide(active, command(context), policy, batch.Now);
        if (decision.Rejection is { } rejection)
        {
            return new CommandResult.Refused(rejection);
        }

        var after = batch.Add(before: null, id, centre, decision.Events);
        batch.AddRequest(_request, new RequestOutcome(id, after.Position));
        return new CommandResult.Done(after, after.Position, HasChanged: true);
    }
}

/// <summary>Looks at an incident whose time has come.</summary>
internal sealed class DeadlineWork(IncidentId incident) : Work<bool>
{
    public override void Want(KnownKeys known) => known.WantedIncidents.Add(incident);

    protected override bool Carry(Batch batch)
    {
        if (batch.Find(incident) is not { } state)
        {
            return false;
        }

        var decision = IncidentDecider.Decide(state, new CheckDeadlines(batch.RosterOf(state.Centre, state.Household)), state.Policy, batch.Now);
        if (decision.Events.Count > 0)
        {
            batch.Add(state, incident, state.Centre, decision.Events);
        }

        return true;
    }
}
