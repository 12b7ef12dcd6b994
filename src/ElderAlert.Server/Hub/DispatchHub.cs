using System.Text.Json;
using System.Text.Json.Serialization;
using ElderAlert.Domain;
using ElderAlert.Server.Api;
using ElderAlert.Server.Api.Actions;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Views;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.SignalR;

namespace ElderAlert.Server.Hub;

/// <summary>An action's answer: one of the two.</summary>
internal sealed record ActionAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IncidentView? Ok,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProblemDetails? Problem);

/// <summary><c>/hubs/dispatch</c>: what consoles see and do, as it happens (contract.ts, HubClient).</summary>
[Authorize(Policy = Policies.Console)]
internal sealed class DispatchHub(Callers callers, ConsolePresence presence, ConsoleFeeds feeds, ActionRunner runner, TimeProvider time)
    : Microsoft.AspNetCore.SignalR.Hub
{
    /// <summary>A console came.</summary>
    public override async Task OnConnectedAsync()
    {
        await presence.ConnectedAsync(Context.ConnectionId, Caller(), Context.Abort, Context.ConnectionAborted);
        await base.OnConnectedAsync();
    }

    /// <summary>A console went.</summary>
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        presence.Disconnected(Context.ConnectionId);
        await feeds.StopAsync(Context.ConnectionId);
        await base.OnDisconnectedAsync(exception);
    }

    /// <summary>Sends the gap or a snapshot, and from then on every entry. Asking again starts over.</summary>
    /// <param name="centre">The caller's centre; another one is an error.</param>
    /// <param name="afterPosition">The last position that the console has; 0 for a fresh one.</param>
    public async Task Resume(string centre, long afterPosition)
    {
        var caller = Caller();
        if (caller.Centre.Id.Value != centre)
        {
            throw new HubException("There is no such centre.");
        }

        await feeds.StartAsync(Context, caller.Centre.Id, afterPosition);
    }

    /// <summary>Carries out an action of contract.ts, IncidentActions.</summary>
    public async Task<ActionAnswer> Execute(string incidentId, string action, JsonElement? body)
    {
        var outcome = await runner.RunAsync(Caller(), new IncidentId(incidentId), action, body, RequestIds.InBody, Context.ConnectionAborted);
        return outcome switch
        {
            ActionOutcome.Ok ok => new ActionAnswer(ok.View, Problem: null),
            ActionOutcome.No no => new ActionAnswer(Ok: null, no.Problem),
            _ => throw new InvalidOperationException("not an outcome"),
        };
    }

    /// <summary>Somebody sits there. Answers the server's time, by which consoles set their clocks.</summary>
    public async Task<DateTimeOffset> Ping()
    {
        await presence.HeardAsync(Caller(), Context.ConnectionAborted);
        return time.GetUtcNow();
    }

    /// <summary>Asked at each call: the operator may have been taken off the file since the connection was opened.</summary>
    private Caller Caller()
    {
        if (callers.Resolve(Context.User) is { } caller)
        {
            return caller;
        }

        Context.Abort();
        throw new HubException("The session has ended; sign in again.");
    }
}
