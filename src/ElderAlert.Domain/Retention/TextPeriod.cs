namespace ElderAlert.Domain.Retention;

/// <summary>Private text that is erased together: what was written about one household (or about none) in one month.</summary>
/// <param name="Centre">Whose journal.</param>
/// <param name="Household">About whom; null for text that concerns no household.</param>
/// <param name="Month">The first day of the month, in UTC.</param>
public readonly record struct TextPeriod(CentreId Centre, HouseholdId? Household, DateOnly Month)
{
    /// <summary>The first instant after it.</summary>
    public DateTimeOffset End => new(Month.AddMonths(1), TimeOnly.MinValue, TimeSpan.Zero);
}
