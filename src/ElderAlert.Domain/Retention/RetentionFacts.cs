namespace ElderAlert.Domain.Retention;

/// <summary>A household that was taken off the file and still has text or telemetry.</summary>
/// <param name="Household">Which.</param>
/// <param name="At">When it was taken off.</param>
public readonly record struct RemovedHousehold(HouseholdId Household, DateTimeOffset At);

/// <summary>What a decision about the age of a centre's text needs.</summary>
/// <param name="Periods">The months of which there still is text.</param>
/// <param name="HeldFrom">
/// By household, the opening of its oldest incident that is not closed, or was closed too lately: what was written since then may
/// belong to it.
/// </param>
/// <param name="Removed">Households that were taken off the file and have not been erased.</param>
public sealed record RetentionFacts(
    IReadOnlyList<TextPeriod> Periods,
    IReadOnlyDictionary<HouseholdId, DateTimeOffset> HeldFrom,
    IReadOnlyList<RemovedHousehold> Removed);

/// <summary>What has to go.</summary>
/// <param name="Before">Incidents closed before this, and months that ended before it, have had their time.</param>
/// <param name="Periods">Months whose text has to go, the oldest first.</param>
/// <param name="Households">Households that have been off the file for long enough.</param>
public sealed record RetentionPlan(DateTimeOffset Before, IReadOnlyList<TextPeriod> Periods, IReadOnlyList<HouseholdId> Households);
