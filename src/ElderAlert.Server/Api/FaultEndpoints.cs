using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Api;

/// <summary>A fault that reigns now, as consoles show it (contract.ts, FaultView).</summary>
internal sealed record FaultView(FaultKind Fault, string Reason, DateTimeOffset Since, IReadOnlyList<IncidentId> Incidents);

/// <summary><c>GET /api/faults</c>: what is wrong with the engine or the hotline itself. Each beginning and end is in the journal, too.</summary>
internal static class FaultEndpoints
{
    public static void MapFaults(this RouteGroupBuilder api) => api
        .MapGet("/faults", (Caller caller, IncidentEngine engine) => engine.Faults
            .Where(f => f.Centre == caller.Centre.Id)
            .Select(f => new FaultView(f.Kind, f.Reason, f.Since, f.Incidents))
            .ToList())
        .WithName("faults")
        .WithTags("journal");
}
