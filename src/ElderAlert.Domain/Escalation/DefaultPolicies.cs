using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Escalation;

/// <summary>The policies that a centre starts with: the numbers of DESIGN.md section 5.</summary>
public static class DefaultPolicies
{
    /// <summary>Danger to life: family at once, supervisor at 30 s, everybody and the phone at 60 s, then round again each two minutes.</summary>
    public static EscalationPolicy Life(CentreId centre) => new(
        centre,
        new PolicyId($"{centre}.life"),
        "Danger to life",
        Lane.Life,
        [
            new EscalationStep(
                [
                    new EscalationTarget(TargetKind.OperatorsOnDuty, []),
                    new EscalationTarget(TargetKind.NextContact, [Channel.Sms]),
                ],
                TimeSpan.FromSeconds(30)),
            new EscalationStep([new EscalationTarget(TargetKind.Supervisors, [Channel.Sms])], TimeSpan.FromSeconds(30)),
            new EscalationStep([new EscalationTarget(TargetKind.Everybody, [Channel.Sms, Channel.Voice])], TimeSpan.FromSeconds(120)),
        ],
        Rounds: 3,
        new PolicyTimes(
            Delivery: TimeSpan.FromSeconds(30),
            Answer: TimeSpan.FromSeconds(90),
            VoiceContact: TimeSpan.FromSeconds(90),
            ClaimProgress: TimeSpan.FromMinutes(5),
            AcknowledgeProgress: TimeSpan.FromMinutes(5),
            OnScene: TimeSpan.FromMinutes(30),
            Resolve: TimeSpan.FromHours(2),
            FollowUp: TimeSpan.FromHours(24),
            Repeat: TimeSpan.FromMinutes(5)));

    /// <summary>Trouble with equipment: consoles only, the supervisor's attention after a working day. Nobody is woken.</summary>
    public static EscalationPolicy Technical(CentreId centre) => new(
        centre,
        new PolicyId($"{centre}.technical"),
        "Equipment",
        Lane.Technical,
        [
            new EscalationStep([new EscalationTarget(TargetKind.OperatorsOnDuty, [])], TimeSpan.FromHours(8)),
            new EscalationStep([new EscalationTarget(TargetKind.OperatorsOnDuty, [])], TimeSpan.FromHours(16)),
        ],
        Rounds: 1,
        new PolicyTimes(
            Delivery: TimeSpan.FromMinutes(10),
            Answer: TimeSpan.FromHours(1),
            VoiceContact: TimeSpan.FromHours(24),
            ClaimProgress: TimeSpan.FromHours(24),
            AcknowledgeProgress: TimeSpan.FromHours(24),
            OnScene: TimeSpan.FromHours(72),
            Resolve: TimeSpan.FromHours(72),
            FollowUp: TimeSpan.FromDays(7),
            Repeat: TimeSpan.FromHours(24)));
}
