using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Incidents;

/// <summary>The points of one kind of danger, in place of the usual ones.</summary>
public sealed record KindPoints(SignalKind Kind, int Points);

/// <summary>How many points each fact is worth, and from how many an incident is how urgent. Part of a policy.</summary>
/// <param name="SuspectedBelow">A confidence below this is a suspicion. Default 0.5.</param>
/// <param name="ConfidentFrom">A confidence from here on is certainty. Default 0.9.</param>
/// <param name="Suspected">Taken off for a suspicion. Default 25.</param>
/// <param name="Confident">Default 10.</param>
/// <param name="AbilityLevels">By ability level 0 to 4 of GB/T 42195-2022. Default 0, 0, 5, 10, 15.</param>
/// <param name="LivesAlone">Default 10.</param>
/// <param name="Conditions">Some condition on file (heart disease, blood thinners). Default 5.</param>
/// <param name="Repeated">Default 10.</param>
/// <param name="RepeatedFrom">So often somebody must have asked. Default 3.</param>
/// <param name="Combined">Several dangers at once. Default 20.</param>
/// <param name="NoMotion">Nothing moved after a suspected fall. Default 30.</param>
/// <param name="Returned">It was called over and came back. Default 10.</param>
/// <param name="HighFrom">Default 50. Below it danger to life is elevated, never less.</param>
/// <param name="CriticalFrom">Default 80.</param>
/// <param name="Kinds">Kinds that are worth other points than usual; null where none is.</param>
public sealed record PriorityScale(
    double SuspectedBelow,
    double ConfidentFrom,
    int Suspected,
    int Confident,
    IReadOnlyList<int> AbilityLevels,
    int LivesAlone,
    int Conditions,
    int Repeated,
    int RepeatedFrom,
    int Combined,
    int NoMotion,
    int Returned,
    int HighFrom,
    int CriticalFrom,
    IReadOnlyList<KindPoints>? Kinds = null)
{
    private const int MostPoints = 1_000;

    /// <summary>What holds where a policy says nothing.</summary>
    public static readonly PriorityScale Default = new(
        SuspectedBelow: 0.5,
        ConfidentFrom: 0.9,
        Suspected: 25,
        Confident: 10,
        AbilityLevels: [0, 0, 5, 10, 15],
        LivesAlone: 10,
        Conditions: 5,
        Repeated: 10,
        RepeatedFrom: 3,
        Combined: 20,
        NoMotion: 30,
        Returned: 10,
        HighFrom: 50,
        CriticalFrom: 80);

    /// <summary>The points of a kind of danger.</summary>
    public int Of(SignalKind kind)
    {
        foreach (var own in Kinds ?? [])
        {
            if (own.Kind == kind)
            {
                return own.Points;
            }
        }

        return kind switch
        {
            SignalKind.Smoke or SignalKind.Gas or SignalKind.Co => 80,
            SignalKind.Sos or SignalKind.Fall => 60,
            SignalKind.Vitals or SignalKind.Inactivity or SignalKind.Wandering => 50,
            SignalKind.BedExit or SignalKind.Intrusion or SignalKind.MissedCheckIn => 40,
            SignalKind.Leak or SignalKind.Cancel => 30,
            _ => 0,
        };
    }

    /// <summary>The points of an ability level; a level beyond the list counts as its last.</summary>
    public int OfAbility(int level) => AbilityLevels.Count == 0 ? 0 : AbilityLevels[Math.Clamp(level, 0, AbilityLevels.Count - 1)];

    /// <summary>How urgent so many points are. Danger to life is never routine.</summary>
    public Priority Grade(int points) => points >= CriticalFrom ? Priority.Critical : points >= HighFrom ? Priority.High : Priority.Elevated;

    /// <summary>What is wrong with the values, each as a sentence; empty where they can be used.</summary>
    public IEnumerable<string> Problems()
    {
        int[] worths = [Suspected, Confident, LivesAlone, Conditions, Repeated, Combined, NoMotion, Returned, .. AbilityLevels, .. (Kinds ?? []).Select(k => k.Points)];
        if (worths.Any(p => p is < 0 or > MostPoints))
        {
            yield return $"points lie between 0 and {MostPoints}: nothing that is known makes a danger smaller";
        }

        if (SuspectedBelow is < 0 or > 1 || ConfidentFrom is < 0 or > 1 || SuspectedBelow > ConfidentFrom)
        {
            yield return "confidences lie between 0 and 1, a suspicion below certainty";
        }

        if (HighFrom > CriticalFrom || RepeatedFrom < 2)
        {
            yield return "critical needs at least the points of high, and asking again at least two calls";
        }
    }
}
