using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;

namespace ElderAlert.Storage.Sqlite;

/// <summary>What is stored about an incident beside its entries, so that a start need not read the whole journal.</summary>
/// <param name="Id">Which.</param>
/// <param name="Household">Where.</param>
/// <param name="Lane">Which queue.</param>
/// <param name="State">How far.</param>
/// <param name="IsActive">Further signals join it.</param>
/// <param name="NeedsCare">A start loads it.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="Position">Its last entry.</param>
public sealed record IncidentRow(
    IncidentId Id, HouseholdId Household, string Lane, string State, bool IsActive, bool NeedsCare, DateTimeOffset OpenedAt, long Position)
{
    /// <summary>The row that an incident should have.</summary>
    public static IncidentRow Of(Incident incident) => new(
        incident.Id,
        incident.Household,
        incident.Lane.ToString(),
        incident.State.ToString(),
        incident.IsActive,
        incident.NeedsCare,
        incident.OpenedAt,
        incident.Position);
}
