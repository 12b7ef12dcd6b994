using ElderAlert.Domain;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Api;

/// <summary><c>GET /api/telemetry?household=&amp;from=&amp;to=&amp;window=</c>.</summary>
internal static class TelemetryEndpoints
{
    /// <summary>More windows than any chart has pixels.</summary>
    private const int MostWindows = 5_000;

    private const int UsualWindowSeconds = 300;
    private static readonly TimeSpan UsualSpan = TimeSpan.FromHours(24);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Maps the query.</summary>
    public static void MapTelemetry(this RouteGroupBuilder api) => api
        .MapGet("/telemetry", QueryAsync)
        .WithName("telemetry")
        .WithTags("telemetry")
        .Produces<TelemetrySeries[]>()
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> QueryAsync(
        HttpContext context, Caller caller, string household, DateTimeOffset? from, DateTimeOffset? to, int? window)
    {
        var services = context.RequestServices;
        var time = services.GetRequiredService<TimeProvider>();
        if (services.GetRequiredService<IncidentEngine>().Directory.Find(new HouseholdId(household))?.Centre != caller.Centre.Id)
        {
            return Results.Problem(Problems.NotFound("household"));
        }

        var until = to ?? time.GetUtcNow();
        var since = from ?? Spans.Before(until, UsualSpan);
        var width = TimeSpan.FromSeconds(window ?? UsualWindowSeconds);
        if (since >= until)
        {
            return Results.Problem(Problems.Invalid("from", "must be before to"));
        }

        if (width < TimeSpan.FromSeconds(1) || (until - since) / width > MostWindows)
        {
            return Results.Problem(Problems.Invalid("window", $"must be at least 1 second, and so wide that there are at most {MostWindows} windows"));
        }

        var query = new TelemetryQuery(caller.Centre.Id, new HouseholdId(household), since, until, width);
        return await AskAsync(services.GetRequiredService<ITelemetryStore>(), query, time, services.GetRequiredService<ILogger<TelemetryQuery>>(), context.RequestAborted);
    }

    /// <summary>A time series server that is down is an answer of its own, not a defect of ours: an alarm must not notice it.</summary>
    private static async Task<IResult> AskAsync(
        ITelemetryStore store, TelemetryQuery query, TimeProvider time, ILogger logger, CancellationToken aborted)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, patience.Token);
        try
        {
            return Results.Ok(await store.QueryAsync(query, either.Token));
        }
        catch (Exception failure) when (!aborted.IsCancellationRequested)
        {
            ApiLog.TelemetrySilent(logger, failure);
            return Results.Problem(
                statusCode: StatusCodes.Status503ServiceUnavailable,
                title: "Telemetry does not answer",
                detail: "The time series server is down or slow. Alarms do not depend on it.",
                extensions: [new("code", "telemetryUnavailable")]);
        }
    }
}
