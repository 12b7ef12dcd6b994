namespace ElderAlert.Domain.Escalation;

/// <summary>What an incident that nobody moves said last to make itself heard; see docs/decisions/0017.</summary>
/// <param name="Kind">Which deadline passed; <see cref="DeadlineKind.Step"/> for an escalation that ended without anybody.</param>
/// <param name="At">When.</param>
/// <param name="Times">How often in a row; 0 after somebody cried for help again, so that the pauses begin anew.</param>
public sealed record Sounding(DeadlineKind Kind, DateTimeOffset At, int Times)
{
    /// <summary>The sounding after <paramref name="last"/>; another deadline's is the first of its own.</summary>
    internal static Sounding After(Sounding? last, DeadlineKind kind, DateTimeOffset at) =>
        new(kind, at, last?.Kind == kind ? last.Times + 1 : 1);
}
