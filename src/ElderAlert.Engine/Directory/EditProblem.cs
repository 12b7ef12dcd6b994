namespace ElderAlert.Engine.Directory;

/// <summary>What is wrong with an edit. The names are part of the public contract.</summary>
public enum EditProblemCode
{
    /// <summary>A value, an id or a reference that does not hold; the sentence says which.</summary>
    Invalid,

    /// <summary>A policy that cannot be gone through: no steps, no waits, a target without its object.</summary>
    PolicyImpossible,

    /// <summary>A policy that would reach nobody.</summary>
    PolicyReachesNobody,

    /// <summary>A person without a number that somebody has been reached at.</summary>
    NumberNotVerified,

    /// <summary>Areas that lie in each other.</summary>
    AreaCircle,

    /// <summary>Two shifts or two exceptions of one rota at the same time.</summary>
    ShiftsOverlap,

    /// <summary>A rota, hours or quiet hours that make no sense.</summary>
    HoursImpossible,

    /// <summary>A time zone that this machine does not know.</summary>
    UnknownTimeZone,

    /// <summary>Something on file still needs the item.</summary>
    StillNeeded,

    /// <summary>An absence that ends before it begins.</summary>
    AbsenceEndsBeforeStart,

    /// <summary>An absence longer than the centre allows.</summary>
    AbsenceTooLong,

    /// <summary>An absence over another one.</summary>
    AbsenceOverlaps,

    /// <summary>An absence of somebody who does not live there.</summary>
    AbsenceForeignResident,
}

/// <summary>Why an edit was refused: nothing of it was carried out.</summary>
/// <param name="Code">Which rule.</param>
/// <param name="Sentence">The same for people; it names the item.</param>
public sealed record EditProblem(EditProblemCode Code, string Sentence)
{
    public override string ToString() => Sentence;
}
