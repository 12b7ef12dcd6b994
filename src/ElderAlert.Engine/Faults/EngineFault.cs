using ElderAlert.Domain;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Engine.Faults;

/// <summary>A fault that reigns in a centre now.</summary>
/// <param name="Centre">Whose alarms may be late.</param>
/// <param name="Kind">Which.</param>
/// <param name="Reason">The same in a sentence, without personal data.</param>
/// <param name="Since">When it was found.</param>
/// <param name="Incidents">The incidents concerned, at most ten of them.</param>
public sealed record EngineFault(CentreId Centre, FaultKind Kind, string Reason, DateTimeOffset Since, IReadOnlyList<IncidentId> Incidents);
