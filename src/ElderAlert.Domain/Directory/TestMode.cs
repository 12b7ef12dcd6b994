using ElderAlert.Domain.Incidents;

namespace ElderAlert.Domain.Directory;

/// <summary>A household is being tested: its alarms go their whole way, and every message says that they are tests.</summary>
/// <param name="Centre">The centre that answers for it.</param>
/// <param name="Household">Which household.</param>
/// <param name="Until">When alarms are real again, without anybody doing anything.</param>
/// <param name="By">Who said so.</param>
public sealed record TestMode(CentreId Centre, HouseholdId Household, DateTimeOffset Until, Actor By) : DirectoryItem(Centre)
{
    public override string Key => Household.Value;
    public override HouseholdId? SealedFor => Household;
}
