using ElderAlert.Domain.Directory;

namespace ElderAlert.Domain.Incidents;

/// <summary>Who did something.</summary>
public enum ActorKind
{
    /// <summary>ElderAlert itself: a rule or a deadline.</summary>
    System,
    Operator,
    Contact,
    Responder,
    Device,
}

/// <summary>Names who did something, by id.</summary>
/// <param name="Kind">Which file the id is in.</param>
/// <param name="Id">The id; empty for the system.</param>
/// <param name="Role">An operator's role at the time; null for the others.</param>
public readonly record struct Actor(ActorKind Kind, string Id, OperatorRole? Role = null)
{
    public static readonly Actor System = new(ActorKind.System, "");

    /// <summary>A signed-in operator.</summary>
    public static Actor Of(OperatorId id, OperatorRole role) => new(ActorKind.Operator, id.Value, role);

    /// <summary>Whether this is an operator who may take over from others.</summary>
    public bool IsSupervisor => Role is OperatorRole.Supervisor or OperatorRole.Administrator;
}
