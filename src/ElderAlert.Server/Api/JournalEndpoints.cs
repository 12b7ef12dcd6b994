using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Hosting.Json;

namespace ElderAlert.Server.Api;

/// <summary>An entry of the journal, on the wire.</summary>
internal sealed record JournalLine(CentreId Centre, long Position, DateTimeOffset At, IncidentId? Incident, JournalEvent Event)
{
    public static JournalLine Of(JournalEntry entry) => new(entry.Centre, entry.Position, entry.At, entry.Incident, entry.Event);
}

/// <summary>A page of the journal.</summary>
/// <param name="Entries">In order, without a gap.</param>
/// <param name="Head">The last position that there is; ask again after the page's last while it is smaller.</param>
internal sealed record JournalPage(IReadOnlyList<JournalLine> Entries, long Head);

/// <summary>Input that could not be read, as operators see it.</summary>
internal sealed record RejectedInput(
    long Position, DateTimeOffset At, string? Device, string Topic, InputProblem Problem, string Reason, PrivateText Payload);

/// <summary><c>GET /api/journal</c> and <c>GET /api/rejected-inputs</c>.</summary>
internal static class JournalEndpoints
{
    private const string Lines = "application/x-ndjson";
    private const int MostEntries = 1_000;
    private const int MostRejected = 200;

    /// <summary>How far back unreadable input is looked for; what is older has been looked at, or never will be.</summary>
    private const long RejectedSpan = 20_000;

    /// <summary>Maps both.</summary>
    public static void MapJournal(this RouteGroupBuilder api)
    {
        api.MapGet("/journal", ReadAsync).WithName("journal").WithTags("journal").Produces<JournalPage>().RequireAuthorization(Policies.Supervisor);
        api.MapGet("/rejected-inputs", RejectedAsync).WithName("rejected-inputs").WithTags("journal").Produces<RejectedInput[]>();
    }

    /// <summary>A page as JSON; with <c>Accept: application/x-ndjson</c> everything from there to the head, a line each.</summary>
    private static async Task<IResult> ReadAsync(
        HttpContext context, Caller caller, IncidentEngine engine, IJournal journal, string? centre, long? after, int? limit)
    {
        if (centre is not null && centre != caller.Centre.Key)
        {
            return Results.Problem(Problems.NotFound("centre"));
        }

        if (after < 0 || limit is < 1 or > MostEntries)
        {
            return Results.Problem(Problems.Invalid(after < 0 ? "after" : "limit", $"must be at least 0 and 1 to {MostEntries} respectively"));
        }

        var entries = journal.ReadAsync(caller.Centre.Id, after ?? 0, context.RequestAborted).Select(JournalLine.Of);
        if (context.Request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals(Lines, StringComparison.OrdinalIgnoreCase)))
        {
            return Results.Stream(stream => WriteLinesAsync(entries, stream, context.RequestAborted), Lines);
        }

        var page = await entries.Take(limit ?? MostEntries).ToListAsync(context.RequestAborted);
        return Results.Ok(new JournalPage(page, engine.Feed.Head(caller.Centre.Id)));
    }

    private static async Task WriteLinesAsync(IAsyncEnumerable<JournalLine> entries, Stream stream, CancellationToken cancellation)
    {
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            await JsonSerializer.SerializeAsync(stream, entry, ContractJson.Options, cancellation);
            await stream.WriteAsync("\n"u8.ToArray(), cancellation);
        }
    }

    /// <summary>The newest first.</summary>
    private static async Task<IReadOnlyList<RejectedInput>> RejectedAsync(
        Caller caller, IncidentEngine engine, IJournal journal, CancellationToken cancellation)
    {
        var after = Math.Max(0, engine.Feed.Head(caller.Centre.Id) - RejectedSpan);
        var newest = new Queue<RejectedInput>();
        await foreach (var entry in journal.ReadAsync(caller.Centre.Id, after, cancellation))
        {
            if (entry.Event is not InputRejected rejected)
            {
                continue;
            }

            newest.Enqueue(new RejectedInput(
                entry.Position, entry.At, rejected.Device?.Value, rejected.Topic, rejected.Problem, rejected.Reason, rejected.Payload));
            if (newest.Count > MostRejected)
            {
                newest.Dequeue();
            }
        }

        return newest.Reverse().ToList();
    }
}
