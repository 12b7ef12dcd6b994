using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Api.Actions;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Views;

namespace ElderAlert.Server.Api;

/// <summary>A call that opens an incident.</summary>
/// <param name="Household">Where the danger is.</param>
/// <param name="Kind">What the caller says it is.</param>
/// <param name="Note">What the caller said.</param>
/// <param name="RequestId">The caller's id of it.</param>
internal sealed record PhoneCall(HouseholdId Household, SignalKind Kind, PrivateText? Note = null, string? RequestId = null);

/// <summary>Key safe, door code, who holds a key.</summary>
internal sealed record EntryData(PrivateText Text);

/// <summary>Which incidents are listed.</summary>
internal enum ListedState
{
    /// <summary>Not closed.</summary>
    Open,
    All,
}

/// <summary><c>/api/incidents</c>: the queue, an incident with its timeline, opening one by phone, entry data.</summary>
internal static class IncidentEndpoints
{
    private const int MostListed = 200;

    /// <summary>Maps the endpoints under the group.</summary>
    public static void MapIncidents(this RouteGroupBuilder api)
    {
        var incidents = api.MapGroup("/incidents").WithTags("incidents");
        incidents.MapGet("/", ListAsync).WithName("list-incidents").Produces<IncidentView[]>();
        incidents.MapPost("/", OpenAsync).WithName("open-incident").Produces<IncidentView>(StatusCodes.Status201Created);
        incidents.MapGet("/{id}", DetailAsync).WithName("incident").Produces<IncidentDetail>();
        incidents.MapGet("/{id}/entry-data", EntryDataAsync).WithName("entry-data").Produces<EntryData>();
        incidents.MapIncidentActions();
    }

    /// <summary>Newest first; <paramref name="after"/> is the last id of the page before.</summary>
    private static async Task<IResult> ListAsync(
        Caller caller, IncidentEngine engine, IJournal journal, CancellationToken cancellation, string? state = null, string? after = null, int limit = 50)
    {
        if (!Enum.TryParse<ListedState>(state ?? nameof(ListedState.Open), ignoreCase: true, out var listed) || !Enum.IsDefined(listed))
        {
            return Results.Problem(Problems.Invalid("state", "must be open or all"));
        }

        if (limit is < 1 or > MostListed)
        {
            return Results.Problem(Problems.Invalid("limit", $"must be between 1 and {MostListed}"));
        }

        var before = after is null ? (IncidentId?)null : new IncidentId(after);
        var incidents = listed == ListedState.Open
            ? OpenAfter(engine.OpenIncidents(caller.Centre.Id), before)
            : await PageAsync(caller.Centre.Id, engine, journal, before, limit, cancellation);
        return Results.Ok(incidents.Select(i => IncidentView.Of(i, engine.Directory)).ToList());
    }

    /// <summary>Every open incident in one page: a console must not miss one because of a limit.</summary>
    private static List<Incident> OpenAfter(IEnumerable<Incident> open, IncidentId? before)
    {
        var newestFirst = open.OrderByDescending(i => i.OpenedAt).ThenByDescending(i => i.Position).ToList();
        var place = before is { } id ? newestFirst.FindIndex(i => i.Id == id) : -1;
        return newestFirst[(place + 1)..];
    }

    private static async Task<List<Incident>> PageAsync(
        CentreId centre, IncidentEngine engine, IJournal journal, IncidentId? before, int limit, CancellationToken cancellation)
    {
        var page = new List<Incident>();
        foreach (var id in await journal.ListIncidentsAsync(centre, before, limit, cancellation))
        {
            if (await engine.FindAsync(centre, id, cancellation) is { } incident)
            {
                page.Add(incident);
            }
        }

        return page;
    }

    private static async Task<IResult> OpenAsync(
        HttpContext context, Caller caller, PhoneCall call, IncidentEngine engine, ActionRunner runner)
    {
        if (engine.Directory.Find(call.Household) is not { } household || household.Centre != caller.Centre.Id)
        {
            return Results.Problem(Problems.Of(new Rejection(RejectionCode.Invalid, "household: is not on file.")));
        }

        var note = IncidentActions.Note(call.Note);
        var result = await engine.OpenAsync(
            caller.Centre.Id,
            household.Id,
            SignalKinds.LaneOf(call.Kind),
            decision => new OpenByPhone(decision.NewIncident, caller.Actor, call.Kind, decision.Household, note, decision.Roster),
            RequestIds.Of(context.Request, call.RequestId),
            context.RequestAborted);
        return runner.OutcomeOf(result) is ActionOutcome.Ok ok
            ? Results.Created($"/api/incidents/{ok.View.Id}", ok.View)
            : IncidentActionEndpoints.Answer(runner.OutcomeOf(result));
    }

    private static async Task<IResult> DetailAsync(
        string id, Caller caller, IncidentEngine engine, IJournal journal, DeviceSightings sightings, TimeProvider time, CancellationToken cancellation)
    {
        if (await engine.FindAsync(caller.Centre.Id, new IncidentId(id), cancellation) is not { } incident)
        {
            return Results.Problem(Problems.NotFound("incident"));
        }

        var seen = sightings.OfAsync(caller.Centre.Id, incident.Household, cancellation);
        IReadOnlyList<JournalEntry> entries = await journal.ReadIncidentAsync(incident.Id, cancellation);
        return Results.Ok(IncidentDetail.Of(incident, entries, engine.Directory, await seen, time.GetUtcNow()));
    }

    /// <summary>The view is in the journal before the text leaves.</summary>
    private static async Task<IResult> EntryDataAsync(
        string id, Caller caller, IncidentEngine engine, ActionRunner runner, CancellationToken cancellation)
    {
        var outcome = await runner.RunAsync(caller, new IncidentId(id), (by, _) => new ViewEntryData(by), requestId: null, cancellation);
        return outcome is ActionOutcome.Ok ok
            ? engine.Directory.Find(ok.View.Household.Id)?.EntryData is { Value.Length: > 0 } text
                ? Results.Ok(new EntryData(text))
                : Results.Problem(Problems.NotFound("entry data"))
            : IncidentActionEndpoints.Answer(outcome);
    }
}
