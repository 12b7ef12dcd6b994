using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Server.Api.Files;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Api;

/// <summary>What operators do about silence by phone.</summary>
internal static class SilenceEndpoints
{
    /// <summary>
    /// <c>POST /api/households/{id}/check-in</c>: somebody of the home spoke with the hotline, which counts as a sign of life.
    /// <c>POST /api/absences/{id}/end</c>: they are back; from now on silence counts again.
    /// </summary>
    public static void MapSilence(this RouteGroupBuilder api)
    {
        api.MapPost("/households/{id}/check-in", CheckInAsync).WithName("household-check-in").WithTags("households");
        api.MapPost("/absences/{id}/end", EndAsync).WithName("absence-end").WithTags("absences").Produces<AbsenceDocument>();
    }

    private static async Task<IResult> CheckInAsync(string id, Caller caller, IncidentEngine engine, CancellationToken cancellation)
    {
        if (FileEndpoints.Find<Household>(engine, caller, id) is not { } household)
        {
            return Results.Problem(Problems.NotFound("household"));
        }

        await engine.RecordAsync(caller.Centre.Id, new CheckedIn(household.Id, caller.Actor), cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> EndAsync(HttpContext context, string id, Caller caller, IncidentEngine engine, FileEditor editor, TimeProvider time)
    {
        if (FileEndpoints.Find<Absence>(engine, caller, id) is not { } absence)
        {
            return Results.Problem(Problems.NotFound("absence"));
        }

        var now = time.GetUtcNow();
        if (absence.To <= now)
        {
            return Results.Ok(SilenceFiles.Absences.Show(absence));
        }

        // One that has not begun is called off.
        return absence.From >= now
            ? await editor.RemoveAsync(SilenceFiles.Absences, context.Request, caller, id)
            : await editor.SaveAsync(context.Request, caller, absence with { To = now }, RequestIds.Of(context.Request, inBody: null))
                ?? Results.Ok(SilenceFiles.Absences.Show(absence with { To = now }));
    }
}
