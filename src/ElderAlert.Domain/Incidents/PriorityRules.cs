using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Incidents;

/// <summary>
/// How urgent: points for the kind of danger and for what makes it worse, each with its reason.
/// From 80 critical, from 50 high, from 30 elevated. Danger to life never scores below trouble with equipment.
/// </summary>
public static class PriorityRules
{
    /// <summary>Below this confidence a fall is suspected only.</summary>
    public const double SuspectedBelow = 0.5;

    private const double ConfidentFrom = 0.9;
    private const int RepeatsThatCount = 3;

    /// <summary>Assesses one signal that opens an incident, or a phone call (no signal).</summary>
    public static PriorityAssessment Assess(SignalKind kind, Signal? signal, HouseholdFacts home) =>
        Assess(kind, signal?.Confidence, home, signals: 1, combined: false);

    /// <summary>Assesses an incident with one more signal; the caller keeps the higher of the two.</summary>
    public static PriorityAssessment Assess(Incident state, Signal joining, HouseholdFacts home) =>
        Assess(
            Points(joining.Kind) > Points(state.Kind) ? joining.Kind : state.Kind,
            joining.Confidence,
            home,
            state.SignalCount + 1,
            combined: state.Kinds.Any(k => Family(k) != Family(joining.Kind) && SignalKinds.Opens(k)) && SignalKinds.Opens(joining.Kind));

    private static PriorityAssessment Assess(SignalKind kind, double? confidence, HouseholdFacts home, int signals, bool combined)
    {
        if (SignalKinds.LaneOf(kind) == Lane.Technical)
        {
            return new PriorityAssessment(Priority.Routine, [PriorityReason.Kind]);
        }

        var points = Points(kind);
        List<PriorityReason> reasons = [PriorityReason.Kind];
        Count(confidence < SuspectedBelow, -25, PriorityReason.Suspected);
        Count(confidence >= ConfidentFrom, 10, PriorityReason.Confident);
        Count(home.HighestAbilityLevel >= 3, 10, PriorityReason.Dependent);
        Count(home.LivesAlone, 10, PriorityReason.LivesAlone);
        Count(signals >= RepeatsThatCount, 10, PriorityReason.Repeated);
        Count(combined, 20, PriorityReason.Combined);
        return new PriorityAssessment(Grade(points), reasons);

        void Count(bool holds, int worth, PriorityReason reason)
        {
            if (holds)
            {
                points += worth;
                reasons.Add(reason);
            }
        }
    }

    private static Priority Grade(int points) => points switch
    {
        >= 80 => Priority.Critical,
        >= 50 => Priority.High,
        _ => Priority.Elevated,
    };

    private static int Points(SignalKind kind) => kind switch
    {
        SignalKind.Smoke or SignalKind.Gas or SignalKind.Co => 80,
        SignalKind.Sos or SignalKind.Fall => 60,
        SignalKind.Vitals or SignalKind.Inactivity or SignalKind.Wandering => 50,
        SignalKind.BedExit or SignalKind.Intrusion or SignalKind.MissedCheckIn => 40,
        SignalKind.Leak or SignalKind.Cancel => 30,
        _ => 0,
    };

    /// <summary>Kinds of one family tell of the same danger; two families together are worse than either.</summary>
    private static int Family(SignalKind kind) => kind switch
    {
        SignalKind.Smoke or SignalKind.Gas or SignalKind.Co => 1,
        SignalKind.Leak => 2,
        SignalKind.Intrusion => 3,
        _ => 0,
    };
}
