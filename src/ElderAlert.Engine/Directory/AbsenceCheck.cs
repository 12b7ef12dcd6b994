using ElderAlert.Domain.Directory.Absences;

namespace ElderAlert.Engine.Directory;

/// <summary>Checks the absences of an edit against the file as it would be afterwards.</summary>
internal static class AbsenceCheck
{
    /// <summary>The first absence that cannot be; null when all can.</summary>
    public static EditResult.Refused? Refuse(DirectoryIndex after, DirectoryEdit edit)
    {
        foreach (var absence in edit.Upserts.OfType<Absence>())
        {
            var refusal = AbsenceRules.Check(
                absence,
                after.AbsencesOf(absence.Household),
                after.ResidentsOf(absence.Household),
                after.SilenceOf(absence.Centre).Absence.Longest);
            if (refusal is not null)
            {
                return new EditResult.Refused([new EditProblem(CodeOf(refusal.Problem), $"{nameof(Absence)} {absence.Key}: {refusal.Sentence}")]);
            }
        }

        return null;
    }

    private static EditProblemCode CodeOf(AbsenceProblem problem) => problem switch
    {
        AbsenceProblem.EndsBeforeStart => EditProblemCode.AbsenceEndsBeforeStart,
        AbsenceProblem.TooLong => EditProblemCode.AbsenceTooLong,
        AbsenceProblem.Overlaps => EditProblemCode.AbsenceOverlaps,
        AbsenceProblem.ForeignResident => EditProblemCode.AbsenceForeignResident,
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "not a problem of absences"),
    };
}
