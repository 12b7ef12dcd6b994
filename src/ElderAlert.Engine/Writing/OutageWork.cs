using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Incidents.Rules;

namespace ElderAlert.Engine.Writing;

/// <summary>
/// Opens the incident of an area's outage or adds homes to it, and folds the incidents of single homes into it that were opened before
/// anybody could know: all in one transaction.
/// </summary>
internal sealed class OutageWork(CentreId centre, AreaId area, IReadOnlyList<HouseholdId> households, TimeSpan foldsWithin) : Work<IncidentId?>
{
    public override void Want(KnownKeys known)
    {
    }

    protected override IncidentId? Carry(Batch batch)
    {
        var place = AreaPlace.Of(area);
        var active = batch.FindActive(place, Lane.Technical);
        var id = active?.Id ?? batch.NewIncident(centre);
        var policy = active?.Policy ?? batch.Directory.TechnicalPolicyOf(centre);
        var homes = households.Select(batch.Directory.FactsOf)
            .Select(f => new HomeAtRisk(f.Household, f.HighestAbilityLevel, f.LivesAlone))
            .OrderByDescending(h => h.AbilityLevel)
            .ThenByDescending(h => h.LivesAlone)
            .ThenBy(h => h.Household.Value, StringComparer.Ordinal)
            .ToList();
        var decision = IncidentDecider.Decide(active, new ReportOutage(id, area, homes), policy, batch.Now);
        if (decision.Events.Count > 0)
        {
            batch.Add(active, id, centre, decision.Events);
        }

        FoldInto(batch, id, place);
        return id;
    }

    private void FoldInto(Batch batch, IncidentId outage, HouseholdId place)
    {
        var smaller = batch.Directory.Of<Area>(centre)
            .Where(a => AreaPlace.Of(a.Id) != place && batch.Directory.UpFrom(a.Id).Any(up => up.Id == area))
            .Select(a => AreaPlace.Of(a.Id));
        foreach (var at in households.Concat(smaller))
        {
            if (batch.FindActive(at, Lane.Technical) is { } single && OutageRules.IsFoldable(single, batch.Now - foldsWithin))
            {
                var decision = IncidentDecider.Decide(single, new Fold(outage), single.Policy, batch.Now);
                batch.Add(single, single.Id, centre, decision.Events);
            }
        }
    }
}

/// <summary>Homes of an outage speak again.</summary>
internal sealed class HouseholdsBackWork(CentreId centre, IncidentId incident, IReadOnlyList<HouseholdId> households) : Work<bool>
{
    public override void Want(KnownKeys known) => known.WantedIncidents.Add(incident);

    protected override bool Carry(Batch batch)
    {
        if (batch.Find(incident) is not { IsActive: true } state)
        {
            return false;
        }

        foreach (var household in households)
        {
            var decision = IncidentDecider.Decide(state, new ReportHouseholdBack(household), state.Policy, batch.Now);
            if (decision.Events.Count > 0)
            {
                state = batch.Add(state, incident, centre, decision.Events);
            }
        }

        return true;
    }
}
