using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Scenarios;

/// <summary>Policies that scenarios are told with.</summary>
internal static class Steps
{
    /// <summary>The next contact, and the supervisor half a minute later.</summary>
    public static readonly EscalationStep[] ContactThenSupervisor =
    [
        new([new EscalationTarget(TargetKind.OperatorsOnDuty, []), new EscalationTarget(TargetKind.NextContact, [Channel.Sms])], TimeSpan.FromSeconds(30)),
        new([new EscalationTarget(TargetKind.Supervisors, [Channel.Sms])], TimeSpan.FromSeconds(30)),
    ];

    /// <summary>The town's policy for danger to life with other steps, in which nobody's answer is missed for so long: an hour, where nothing else is said.</summary>
    public static EscalationPolicy Patient(IReadOnlyList<EscalationStep> steps, TimeSpan? patience = null)
    {
        var policy = DefaultPolicies.Life(Town.Centre);
        var wait = patience ?? TimeSpan.FromHours(1);
        return policy with { Steps = steps, Times = policy.Times with { Delivery = wait, Answer = wait } };
    }
}
