using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Incidents;

/// <summary>
/// How urgent: points for the kind of danger and for what makes it worse, each with its reason. What is known once stays: a further
/// signal adds reasons, or replaces one by a heavier one, so that neither points nor priority ever fall.
/// </summary>
public static class PriorityRules
{
    /// <summary>Assesses one signal that opens an incident, or a phone call (no signal). Trouble with equipment is always routine.</summary>
    public static PriorityAssessment Assess(SignalKind kind, Signal? signal, HouseholdFacts home, PriorityScale scale)
    {
        if (SignalKinds.LaneOf(kind) == Lane.Technical)
        {
            return new PriorityAssessment(Priority.Routine, [PriorityReason.Kind], [new PriorityPoint(PriorityReason.Kind, 0)]);
        }

        var tally = new Tally([]);
        tally.Danger(scale.Of(kind), Certainty(signal?.Confidence, scale));
        tally.Home(home, scale);
        return tally.Assess(scale, Priority.Elevated);
    }

    /// <summary>Assesses an incident that a signal has just fed; null where it adds nothing.</summary>
    public static PriorityAssessment? Reassess(Incident state, Signal signal, HouseholdFacts home)
    {
        if (state.Lane == Lane.Technical)
        {
            return null;
        }

        var scale = state.Policy.Scale;
        var tally = new Tally(state.Priority.Points ?? []);
        tally.Danger(scale.Of(signal.Kind), Certainty(signal.Confidence, scale));
        tally.Home(home, scale);
        tally.Reason(PriorityReason.Repeated, state.TimesAsked >= scale.RepeatedFrom ? scale.Repeated : 0);
        tally.Reason(PriorityReason.Combined, IsCombined(state) ? scale.Combined : 0);
        tally.Reason(PriorityReason.Returned, state.ReopenedAt is not null ? scale.Returned : 0);
        return tally.IsHeavier ? tally.Assess(scale, state.Priority.Priority) : null;
    }

    /// <summary>The assessment with one more reason; null where it was there.</summary>
    public static PriorityAssessment? Add(Incident state, PriorityReason reason, int points)
    {
        var tally = new Tally(state.Priority.Points ?? []);
        tally.Reason(reason, points);
        return tally.IsHeavier ? tally.Assess(state.Policy.Scale, state.Priority.Priority) : null;
    }

    private static PriorityPoint Certainty(double? confidence, PriorityScale scale) => confidence switch
    {
        { } suspicion when suspicion < scale.SuspectedBelow => new PriorityPoint(PriorityReason.Suspected, -scale.Suspected),
        { } sure when sure >= scale.ConfidentFrom => new PriorityPoint(PriorityReason.Confident, scale.Confident),
        _ => default,
    };

    /// <summary>Two dangers at once are worse than either: fire and gas, a fall and smoke. A fall and the call for help after it are one.</summary>
    private static bool IsCombined(Incident state)
    {
        var first = 0;
        foreach (var kind in state.Kinds)
        {
            var family = Family(kind);
            if (family != 0 && first != 0 && family != first)
            {
                return true;
            }

            first = family == 0 ? first : family;
        }

        return false;
    }

    /// <summary>Kinds of one family tell of the same danger; zero for what is none.</summary>
    private static int Family(SignalKind kind) => kind switch
    {
        _ when !SignalKinds.Opens(kind) || SignalKinds.LaneOf(kind) == Lane.Technical => 0,
        SignalKind.Smoke => 2,
        SignalKind.Gas => 3,
        SignalKind.Co => 4,
        SignalKind.Leak => 5,
        SignalKind.Intrusion => 6,
        _ => 1,
    };

    /// <summary>Points so far. The list is copied only when something is added: most signals of an incident add nothing.</summary>
    private ref struct Tally(IReadOnlyList<PriorityPoint> known)
    {
        private List<PriorityPoint>? _heavier;

        public readonly bool IsHeavier => _heavier is not null;

        private readonly IReadOnlyList<PriorityPoint> Points => _heavier ?? known;

        /// <summary>The kind and its certainty belong together: the heavier pair counts.</summary>
        public void Danger(int kind, PriorityPoint certainty)
        {
            var before = PointsOf(PriorityReason.Kind) + PointsOf(PriorityReason.Suspected) + PointsOf(PriorityReason.Confident);
            if (Points.Count > 0 && kind + certainty.Points <= before)
            {
                return;
            }

            _heavier ??= [.. known];
            _heavier.RemoveAll(p => p.Reason is PriorityReason.Kind or PriorityReason.Suspected or PriorityReason.Confident);
            _heavier.Insert(0, new PriorityPoint(PriorityReason.Kind, kind));
            if (certainty != default)
            {
                _heavier.Insert(1, certainty);
            }
        }

        public void Home(HouseholdFacts home, PriorityScale scale)
        {
            Reason(PriorityReason.Dependent, scale.OfAbility(home.HighestAbilityLevel));
            Reason(PriorityReason.LivesAlone, home.LivesAlone ? scale.LivesAlone : 0);
            Reason(PriorityReason.Conditions, home.HasConditions ? scale.Conditions : 0);
        }

        public void Reason(PriorityReason reason, int points)
        {
            if (points <= PointsOf(reason))
            {
                return;
            }

            _heavier ??= [.. known];
            _heavier.RemoveAll(p => p.Reason == reason);
            _heavier.Add(new PriorityPoint(reason, points));
        }

        public readonly PriorityAssessment Assess(PriorityScale scale, Priority atLeast)
        {
            var grade = scale.Grade(Points.Sum(p => p.Points));
            return new PriorityAssessment(grade > atLeast ? grade : atLeast, [.. Points.Select(p => p.Reason)], [.. Points]);
        }

        private readonly int PointsOf(PriorityReason reason)
        {
            for (var i = 0; i < Points.Count; i++)
            {
                if (Points[i].Reason == reason)
                {
                    return Points[i].Points;
                }
            }

            return 0;
        }
    }
}
