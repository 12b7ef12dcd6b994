using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Auth;
using Microsoft.AspNetCore.Mvc;

namespace ElderAlert.Server.Api.Reports;

/// <summary>What a device report may be asked with; what is left out is <see cref="DeviceLimits"/>'s default.</summary>
internal sealed record DeviceReportQuery(
    DateTimeOffset? From, DateTimeOffset? To, int? Presses, int? Changes, int? FalseAlarms, int? WrongTimes)
{
    public DeviceLimits LimitsOf()
    {
        var usual = new DeviceLimits();
        return new DeviceLimits(Presses ?? usual.Presses, Changes ?? usual.Changes, FalseAlarms ?? usual.FalseAlarms, WrongTimes ?? usual.WrongTimes);
    }
}

/// <summary><c>GET /api/reports/kpi?from=&amp;to=</c> and <c>GET /api/reports/devices?from=&amp;to=</c>.</summary>
internal static class ReportEndpoints
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    /// <summary>Maps the reports.</summary>
    public static void MapReports(this RouteGroupBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("reports").RequireAuthorization(Policies.Supervisor);
        reports.MapGet("/kpi", KpiAsync).WithName("kpi").Produces<KpiReport>();
        reports.MapGet("/devices", DevicesAsync).WithName("device-report").Produces<DeviceReport>();
    }

    private static async Task<IResult> KpiAsync(
        Caller caller, IncidentEngine engine, IJournal journal, TimeProvider time, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (since, until) = SpanOf(from, to, now);
        if (!IsAllowed(since, until))
        {
            return Results.Problem(WrongSpan());
        }

        var incidents = await IncidentArchive
            .OpenedAsync(journal, caller.Centre.Id, since, until, id => engine.FindAsync(caller.Centre.Id, id, cancellation), cancellation)
            .ToListAsync(cancellation);
        return Results.Ok(KpiReport.Of(caller.Centre.Id, since, until, incidents, now));
    }

    /// <summary>The limits may be given in the query: presses, changes, falseAlarms, wrongTimes.</summary>
    private static async Task<IResult> DevicesAsync(
        Caller caller, IncidentEngine engine, IJournal journal, TimeProvider time, [AsParameters] DeviceReportQuery query)
    {
        var (since, until) = SpanOf(query.From, query.To, time.GetUtcNow());
        if (!IsAllowed(since, until))
        {
            return Results.Problem(WrongSpan());
        }

        if (query.LimitsOf() is not { Presses: >= 0, Changes: >= 0, FalseAlarms: >= 0, WrongTimes: >= 0 } limits)
        {
            return Results.Problem(Problems.Invalid("presses", "and the other limits must not be negative"));
        }

        var centre = caller.Centre.Id;
        var tallies = new DeviceTallies(TimeZoneInfo.FindSystemTimeZoneById(caller.Centre.TimeZone));
        await foreach (var entry in JournalSpan.ReadAsync(journal, centre, engine.Feed.Head(centre), since, until))
        {
            tallies.Add(entry);
        }

        return Results.Ok(DeviceReport.Of(centre, since, until, limits, tallies, engine.Directory));
    }

    private static (DateTimeOffset Since, DateTimeOffset Until) SpanOf(DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now) =>
        (from ?? Spans.Before(to ?? now, Usual), to ?? now);

    private static bool IsAllowed(DateTimeOffset since, DateTimeOffset until) => since < until && until - since <= Longest;

    private static ProblemDetails WrongSpan() => Problems.Invalid("from", $"must be before to, and at most {Longest.Days} days before it");
}
