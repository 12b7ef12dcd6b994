namespace ElderAlert.Domain.Incidents;

/// <summary>How urgent an incident is; higher is sooner. It is only ever raised.</summary>
public enum Priority
{
    /// <summary>Can wait for office hours.</summary>
    Routine = 1,

    /// <summary>Today.</summary>
    Elevated = 2,

    /// <summary>Now: somebody may be in danger.</summary>
    High = 3,

    /// <summary>Now, before anything else: somebody very likely is.</summary>
    Critical = 4,
}

/// <summary>One point for a priority, so that an operator sees why.</summary>
public enum PriorityReason
{
    /// <summary>The kind of danger.</summary>
    Kind,

    /// <summary>The sensor is sure.</summary>
    Confident,

    /// <summary>The sensor only suspects.</summary>
    Suspected,

    /// <summary>The ability level of whoever needs most care (GB/T 42195-2022).</summary>
    Dependent,

    /// <summary>Nobody else is usually there.</summary>
    LivesAlone,

    /// <summary>Somebody asked again and again.</summary>
    Repeated,

    /// <summary>Several kinds of danger at once.</summary>
    Combined,

    /// <summary>An operator said so.</summary>
    Operator,

    /// <summary>A condition is on file that makes any danger worse.</summary>
    Conditions,

    /// <summary>Nothing moved after a suspected fall.</summary>
    NoMotion,

    /// <summary>It was called over and came back.</summary>
    Returned,
}

/// <summary>What one reason adds; negative only for a suspicion, which is taken off its kind.</summary>
public readonly record struct PriorityPoint(PriorityReason Reason, int Points);

/// <summary>A priority and why.</summary>
/// <param name="Priority">How urgent.</param>
/// <param name="Reasons">Why, the kind of danger first.</param>
/// <param name="Points">What each reason adds; null in what an older version wrote.</param>
public sealed record PriorityAssessment(Priority Priority, IReadOnlyList<PriorityReason> Reasons, IReadOnlyList<PriorityPoint>? Points = null)
{
    /// <summary>The sum of the points.</summary>
    public int Score => Points?.Aggregate(0, (sum, p) => unchecked(sum + p.Points)) ?? 0;
}
