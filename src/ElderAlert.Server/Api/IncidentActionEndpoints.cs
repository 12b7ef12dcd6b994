using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Server.Api.Actions;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Views;
using Microsoft.AspNetCore.Http.Metadata;

namespace ElderAlert.Server.Api;

/// <summary><c>POST /api/incidents/{id}/{action}</c>.</summary>
internal static class IncidentActionEndpoints
{
    /// <summary>Maps one address an action, so that each is described with its own body.</summary>
    public static void MapIncidentActions(this RouteGroupBuilder incidents)
    {
        foreach (var action in IncidentActions.All.Values)
        {
            incidents
                .MapPost($"/{{id}}/{action.Name}", (HttpContext context, string id, Caller caller, ActionRunner runner) =>
                    RunAsync(context, new IncidentId(id), action.Name, caller, runner))
                .WithName($"incident-{action.Name}")
                .WithMetadata(new AcceptsMetadata(["application/json"], action.BodyType, isOptional: true))
                .Produces<IncidentView>()
                .ProducesProblem(StatusCodes.Status404NotFound)
                .ProducesProblem(StatusCodes.Status409Conflict)
                .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        }
    }

    /// <summary>An outcome as an answer.</summary>
    public static IResult Answer(ActionOutcome outcome) => outcome switch
    {
        ActionOutcome.Ok ok => Results.Ok(ok.View),
        ActionOutcome.No no => Results.Problem(no.Problem),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.GetType().Name, "not an outcome"),
    };

    private static async Task<IResult> RunAsync(HttpContext context, IncidentId id, string action, Caller caller, ActionRunner runner)
    {
        var body = await JsonBody.ReadAsync<JsonElement?>(context.Request);
        return Answer(await runner.RunAsync(caller, id, action, body, inBody => RequestIds.Of(context.Request, inBody), context.RequestAborted));
    }
}
