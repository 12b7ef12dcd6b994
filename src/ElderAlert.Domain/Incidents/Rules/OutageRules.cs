using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>Many silent homes of an area are one incident, with the list of people to look after.</summary>
public static class OutageRules
{
    /// <summary>Whether an incident is nothing but a recent silence, so that an outage that is found later takes it in.</summary>
    /// <param name="state">The incident.</param>
    /// <param name="since">It must not have been opened before.</param>
    public static bool IsFoldable(Incident state, DateTimeOffset since) => state.OpenedAt >= since && IsSilenceNobodyHas(state);

    internal static Decision Report(Incident? state, ReportOutage command, EscalationPolicy policy, DateTimeOffset now)
    {
        if (state is { IsActive: true } && state.Household != AreaPlace.Of(command.Area))
        {
            return Decision.Refuse(RejectionCode.Invalid, $"Incident {state.Id} does not lie at area {command.Area}.");
        }

        if (state is { IsActive: true })
        {
            var more = command.Households.Where(h => state.Outage?.Find(h.Household) is null or { BackAt: not null }).ToList();
            var draft = new Draft(state, now);
            return Decision.Of(more.Count == 0 ? draft : draft.Emit(new OutageReported(command.Area, more)));
        }

        var opened = new IncidentOpened(
            AreaPlace.Of(command.Area), Lane.Technical, SignalKind.Offline, Assess(command.Households), policy, Signal: null, Actor.System, Note: null);
        var outage = Draft.Open(command.NewIncident, policy.Centre, opened, now).Emit(new OutageReported(command.Area, command.Households));
        EscalationRules.Advance(outage, Notifications.Roster.Empty, Actor.System);
        return Decision.Of(outage);
    }

    internal static Decision Check(Incident state, CheckHousehold command, DateTimeOffset now)
    {
        if (Permission.RequireState(state, "Looking after a home", IncidentState.Open, IncidentState.Claimed, IncidentState.Dispatched, IncidentState.OnScene) is { } refused)
        {
            return refused;
        }

        return Permission.RequireOwner(state, command.By) ?? (state.Outage?.Find(command.Household) is null
            ? Decision.Refuse(RejectionCode.NotFound, $"Household {command.Household} is not part of this outage.")
            : Decision.Of(new Draft(state, now).Emit(new HouseholdChecked(command.By, command.Household, command.Reached, command.Note))));
    }

    internal static Decision Back(Incident state, ReportHouseholdBack command, DateTimeOffset now) => Decision.Of(
        state.Outage?.Find(command.Household) is { BackAt: null } ? new Draft(state, now).Emit(new HouseholdBack(command.Household)) : new Draft(state, now));

    internal static Decision Fold(Incident state, Fold command, DateTimeOffset now) => IsSilenceNobodyHas(state)
        ? Decision.Of(new Draft(state, now).Emit(new IncidentFolded(command.Into)))
        : Decision.Refuse(RejectionCode.WrongState, "Only the silence of devices that nobody works can go on in an outage.");

    private static bool IsSilenceNobodyHas(Incident state) =>
        state is { State: IncidentState.Open, Lane: Lane.Technical } && state.Kinds.All(k => k is SignalKind.Offline or SignalKind.Online);

    /// <summary>First of the technical queue: nobody there can call for help. Danger to a person stays before it, in the other queue.</summary>
    private static PriorityAssessment Assess(IReadOnlyList<HomeAtRisk> homes)
    {
        List<PriorityReason> reasons = [PriorityReason.Kind, PriorityReason.Combined];
        if (homes.Any(h => h.AbilityLevel >= 3))
        {
            reasons.Add(PriorityReason.Dependent);
        }

        if (homes.Any(h => h.LivesAlone))
        {
            reasons.Add(PriorityReason.LivesAlone);
        }

        return new PriorityAssessment(Priority.High, reasons);
    }
}
