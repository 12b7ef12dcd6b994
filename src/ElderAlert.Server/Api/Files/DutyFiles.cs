using ElderAlert.Domain;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Engine.Directory;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Api.Files;

/// <summary>A rota, on the wire.</summary>
internal sealed record RotaDocument(string Name, RotaOf Of, IReadOnlyList<Shift> Shifts, IReadOnlyList<RotaOverride>? Overrides = null) : FileDocument;

/// <summary>Who serves by a rota at one moment.</summary>
/// <param name="Rota">Which.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Of">Whose shifts it orders.</param>
/// <param name="Members">Their ids; none where the rota has a hole.</param>
internal sealed record OnDutyView(RotaId Rota, string Name, RotaOf Of, IReadOnlyList<string> Members);

/// <summary>Rotas, and who is on duty by them.</summary>
internal static class DutyFiles
{
    /// <summary>Supervisors make the rotas: they are who must cover for a colleague at night.</summary>
    public static readonly FileKind<Rota, RotaDocument> Rotas = new()
    {
        Path = "rotas",
        Name = "rota",
        Prefix = "rota",
        WritePolicy = Policies.Supervisor,
        Show = r => new RotaDocument(r.Name, r.Of, r.Shifts, r.Overrides) { Id = r.Key },
        Texts = (r, _) => [r.Name, r.Key],
        Read = (to, d) => new Rota(to.Centre, new RotaId(to.Id), Fields.Text(d.Name, "name"), d.Of, d.Shifts, d.Overrides ?? []),
    };

    /// <summary><c>GET /api/on-duty?at=</c>: who serves by each rota, now or at another time.</summary>
    public static void MapOnDuty(this RouteGroupBuilder api) => api
        .MapGet("/on-duty", (Caller caller, Engine.IncidentEngine engine, TimeProvider time, DateTimeOffset? at) =>
        {
            if (at is { Year: < 2000 or > 2999 })
            {
                return Results.Problem(Problems.Invalid("at", "must be a moment of this millennium"));
            }

            var directory = engine.Directory;
            var local = TimeZoneInfo.ConvertTime(at ?? time.GetUtcNow(), directory.ZoneOf(caller.Centre.Id));
            return Results.Ok(directory.Of<Rota>(caller.Centre.Id)
                .OrderBy(r => r.Key, StringComparer.Ordinal)
                .Select(r => new OnDutyView(r.Id, r.Name, r.Of, r.OnDuty(local)))
                .ToList());
        })
        .WithName("on-duty")
        .WithTags("rotas")
        .Produces<OnDutyView[]>();
}
