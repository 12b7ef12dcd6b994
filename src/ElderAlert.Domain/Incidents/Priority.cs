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

    /// <summary>Ability level 3 or 4 (GB/T 42195-2022).</summary>
    Dependent,

    /// <summary>Nobody else is usually there.</summary>
    LivesAlone,

    /// <summary>Somebody asked again.</summary>
    Repeated,

    /// <summary>Several kinds of danger at once.</summary>
    Combined,

    /// <summary>An operator said so.</summary>
    Operator,
}

/// <summary>A priority and why.</summary>
public sealed record PriorityAssessment(Priority Priority, IReadOnlyList<PriorityReason> Reasons);
