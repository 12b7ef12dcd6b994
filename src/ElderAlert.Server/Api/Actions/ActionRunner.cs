using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Hosting;
using ElderAlert.Server.Views;
using Microsoft.AspNetCore.Mvc;

namespace ElderAlert.Server.Api.Actions;

/// <summary>What came of an action.</summary>
internal abstract record ActionOutcome
{
    private ActionOutcome()
    {
    }

    /// <summary>It is on disk.</summary>
    public sealed record Ok(IncidentView View) : ActionOutcome;

    /// <summary>Nothing was changed.</summary>
    public sealed record No(ProblemDetails Problem) : ActionOutcome;
}

/// <summary>Carries out actions for a caller, whichever way they came.</summary>
internal sealed class ActionRunner(IncidentEngine engine)
{
    /// <summary>Reads and carries out one action on an incident of the caller's centre.</summary>
    public async ValueTask<ActionOutcome> RunAsync(
        Caller caller, IncidentId incident, string action, JsonElement? body, Func<string?, string?> requestId, CancellationToken cancellation)
    {
        if (!IncidentActions.All.TryGetValue(action, out var known))
        {
            return new ActionOutcome.No(Problems.NotFound("action"));
        }

        ActionRequest request;
        try
        {
            request = known.Read(body);
        }
        catch (JsonException wrong)
        {
            return new ActionOutcome.No(JsonProblem.Of(wrong));
        }

        return await RunAsync(caller, incident, request.Command, requestId(request.RequestId), cancellation);
    }

    /// <summary>Carries out a command on an incident of the caller's centre.</summary>
    public async ValueTask<ActionOutcome> RunAsync(
        Caller caller, IncidentId incident, CommandMaker command, string? requestId, CancellationToken cancellation) =>
        OutcomeOf(await engine.ExecuteAsync(caller.Centre.Id, incident, context => command(caller.Actor, context), requestId, cancellation));

    /// <summary>The engine's answer in the contract's words.</summary>
    public ActionOutcome OutcomeOf(CommandResult result) => result switch
    {
        CommandResult.Done done => new ActionOutcome.Ok(IncidentView.Of(done.Incident, engine.Directory)),
        CommandResult.Refused refused => new ActionOutcome.No(Problems.Of(refused.Rejection)),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result.GetType().Name, "not a result"),
    };
}
