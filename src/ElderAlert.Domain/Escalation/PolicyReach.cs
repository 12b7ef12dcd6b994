using ElderAlert.Domain.Incidents.Rules;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Escalation;

/// <summary>Whether a policy can do what it is for.</summary>
public static class PolicyReach
{
    /// <summary>Whether some person with a verified number stands behind some step, whatever the hour.</summary>
    public static bool ReachesAnybody(EscalationPolicy policy, Roster roster) => policy.Steps
        .SelectMany(s => s.Targets)
        .SelectMany(t => t.WithOtherwise())
        .SelectMany(t => TargetRules.Listed(roster, t))
        .Any(person => person.Methods.Any(m => m.IsVerified));
}
