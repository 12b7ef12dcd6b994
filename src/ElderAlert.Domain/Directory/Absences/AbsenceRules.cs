namespace ElderAlert.Domain.Directory.Absences;

/// <summary>Why an absence was refused.</summary>
public enum AbsenceProblem
{
    /// <summary>It ends before it begins.</summary>
    EndsBeforeStart,

    /// <summary>It is longer than the centre allows.</summary>
    TooLong,

    /// <summary>The same person is away already in part of it.</summary>
    Overlaps,

    /// <summary>The resident lives elsewhere.</summary>
    ForeignResident,
}

/// <summary>A refused absence.</summary>
/// <param name="Problem">Which rule.</param>
/// <param name="Sentence">The same for the person who asked.</param>
public sealed record AbsenceRefusal(AbsenceProblem Problem, string Sentence);

/// <summary>Which absences make sense, and who is away when.</summary>
public static class AbsenceRules
{
    /// <summary>Checks an absence against the others of its home; null when it can be.</summary>
    /// <param name="absence">The absence.</param>
    /// <param name="others">All absences of the home; itself, as it was before, may be among them.</param>
    /// <param name="residents">Who lives there.</param>
    /// <param name="longest">How long one may be.</param>
    public static AbsenceRefusal? Check(
        Absence absence, IEnumerable<Absence> others, IReadOnlyList<Resident> residents, TimeSpan longest)
    {
        if (absence.To <= absence.From)
        {
            return new(AbsenceProblem.EndsBeforeStart, "an absence ends after it begins");
        }

        if (absence.To - absence.From > longest)
        {
            return new(AbsenceProblem.TooLong, $"an absence lasts at most {longest.TotalDays:0} days; enter a further one when it is over");
        }

        if (absence.Resident is { } who && residents.All(r => r.Id != who))
        {
            return new(AbsenceProblem.ForeignResident, $"resident {who} does not live in household {absence.Household}");
        }

        return others.FirstOrDefault(o => o.Id != absence.Id && Concern(o, absence) && o.From < absence.To && absence.From < o.To) is { } other
            ? new(AbsenceProblem.Overlaps, $"absence {other.Id} covers part of that time already; change that one")
            : null;
    }

    /// <summary>Whether nobody is at home: everybody is away, or each resident is.</summary>
    public static bool IsEmpty(IReadOnlyList<Absence> absences, IReadOnlyList<Resident> residents, DateTimeOffset at) =>
        absences.Any(a => a.Resident is null && a.Covers(at))
        || (residents.Count > 0 && residents.All(r => IsAway(absences, r.Id, at)));

    /// <summary>Whether a resident is away.</summary>
    public static bool IsAway(IReadOnlyList<Absence> absences, ResidentId resident, DateTimeOffset at) =>
        absences.Any(a => (a.Resident is null || a.Resident == resident) && a.Covers(at));

    private static bool Concern(Absence one, Absence other) =>
        one.Resident is null || other.Resident is null || one.Resident == other.Resident;
}
