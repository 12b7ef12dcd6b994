using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Api.Reports;

/// <summary><c>GET /api/reports/kpi?from=&amp;to=</c>.</summary>
internal static class ReportEndpoints
{
    private const int Page = 200;
    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    /// <summary>Maps the report.</summary>
    public static void MapReports(this RouteGroupBuilder api) => api
        .MapGet("/reports/kpi", KpiAsync)
        .WithName("kpi")
        .WithTags("reports")
        .Produces<KpiReport>()
        .RequireAuthorization(Policies.Supervisor);

    private static async Task<IResult> KpiAsync(
        Caller caller, IncidentEngine engine, IJournal journal, TimeProvider time, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var until = to ?? now;
        var since = from ?? until - Usual;
        if (since >= until || until - since > Longest)
        {
            return Results.Problem(Problems.Invalid("from", $"must be before to, and at most {Longest.Days} days before it"));
        }

        var incidents = await OpenedAsync(caller.Centre.Id, since, until, engine, journal, cancellation);
        return Results.Ok(KpiReport.Of(caller.Centre.Id, since, until, incidents, now));
    }

    /// <summary>Back from the newest until they are too old; the journal keeps them in the order of opening.</summary>
    private static async Task<List<Incident>> OpenedAsync(
        CentreId centre, DateTimeOffset since, DateTimeOffset until, IncidentEngine engine, IJournal journal, CancellationToken cancellation)
    {
        var opened = new List<Incident>();
        IncidentId? before = null;
        while (true)
        {
            var page = await journal.ListIncidentsAsync(centre, before, Page, cancellation);
            foreach (var id in page)
            {
                if (await engine.FindAsync(centre, id, cancellation) is not { } incident)
                {
                    continue;
                }

                if (incident.OpenedAt < since)
                {
                    return opened;
                }

                if (incident.OpenedAt < until)
                {
                    opened.Add(incident);
                }
            }

            if (page.Count < Page)
            {
                return opened;
            }

            before = page[^1];
        }
    }
}
