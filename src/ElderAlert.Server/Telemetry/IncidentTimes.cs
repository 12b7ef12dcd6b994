using ElderAlert.Domain.Incidents;

namespace ElderAlert.Server.Telemetry;

/// <summary>How fast an incident was met: the same figures in the report and in the time series. Null for what has not happened.</summary>
/// <param name="Claim">From opening to the first operator.</param>
/// <param name="Dispatch">From opening to the first responder being sent.</param>
/// <param name="OnScene">From being sent to the first responder being there.</param>
/// <param name="Resolve">From opening to the danger being over.</param>
internal readonly record struct IncidentTimes(TimeSpan? Claim, TimeSpan? Dispatch, TimeSpan? OnScene, TimeSpan? Resolve)
{
    public static IncidentTimes Of(Incident incident) => new(
        incident.FirstClaimedAt - incident.OpenedAt,
        incident.DispatchedAt - incident.OpenedAt,
        incident.OnSceneAt - incident.DispatchedAt,
        incident.ResolvedAt - incident.OpenedAt);
}
