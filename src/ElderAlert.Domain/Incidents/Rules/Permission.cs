namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>Who may do what, in which state.</summary>
internal static class Permission
{
    /// <summary>The operator who has it, a supervisor, or, for their own way, the responder. Null when allowed.</summary>
    public static Decision? RequireOwner(Incident state, Actor by) =>
        by.Kind == ActorKind.Operator && state.Owner?.Value != by.Id && !by.IsSupervisor
            ? Decision.Refuse(
                RejectionCode.NotOwner,
                state.Owner is { } owner ? $"Operator {owner} has this incident; a supervisor may take over." : "Claim the incident first.")
            : null;

    /// <summary>Null when the incident is in one of the states.</summary>
    public static Decision? RequireState(Incident state, string doing, params ReadOnlySpan<IncidentState> allowed) =>
        allowed.Contains(state.State)
            ? null
            : Decision.Refuse(RejectionCode.WrongState, $"{doing} is not possible while the incident is {state.State}.");
}
