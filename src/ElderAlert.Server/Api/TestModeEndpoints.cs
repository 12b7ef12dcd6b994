using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Server.Api.Files;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Views;

namespace ElderAlert.Server.Api;

/// <summary>Asks for test mode.</summary>
/// <param name="Minutes">For how long; left out, what the home's policy says (30).</param>
/// <param name="RequestId">The caller's id of it.</param>
internal sealed record TestModeRequest(double? Minutes = null, string? RequestId = null);

/// <summary>A home in test mode.</summary>
/// <param name="Household">Which.</param>
/// <param name="HouseholdName">How operators call it.</param>
/// <param name="Until">When its alarms are real again.</param>
/// <param name="By">Who said so.</param>
internal sealed record TestModeView(HouseholdId Household, PrivateText? HouseholdName, DateTimeOffset Until, Person By)
{
    public static TestModeView Of(TestMode mode, DirectoryIndex directory) =>
        new(mode.Household, directory.Find(mode.Household)?.Name, mode.Until, Person.Of(mode.By, directory));
}

/// <summary>
/// <c>POST</c> and <c>DELETE /api/households/{id}/test-mode</c>, <c>GET /api/test-modes</c>. Alarms of a home in test mode go their whole way
/// with a mark on every message; it ends by itself.
/// </summary>
internal static class TestModeEndpoints
{
    /// <summary>Maps the endpoints under the group.</summary>
    public static void MapTestModes(this RouteGroupBuilder api)
    {
        api.MapGet("/test-modes", (Caller caller, IncidentEngine engine, TimeProvider time) =>
            engine.Directory.Of<TestMode>(caller.Centre.Id)
                .Where(m => m.Until > time.GetUtcNow())
                .OrderBy(m => m.Until)
                .Select(m => TestModeView.Of(m, engine.Directory))
                .ToList()).WithName("test-modes").WithTags("households");
        var home = api.MapGroup("/households/{id}/test-mode").WithTags("households");
        home.MapPost("/", StartAsync).WithName("start-test-mode").Accepts<TestModeRequest>("application/json").Produces<TestModeView>();
        home.MapDelete("/", EndAsync).WithName("end-test-mode");
    }

    private static async Task<IResult> StartAsync(
        HttpContext context, string id, Caller caller, IncidentEngine engine, FileEditor editor, TimeProvider time)
    {
        if (FileEndpoints.Find<Household>(engine, caller, id) is not { } home)
        {
            return Results.Problem(Problems.NotFound("household"));
        }

        var request = await JsonBody.ReadAsync<TestModeRequest?>(context.Request) ?? new TestModeRequest();
        var allowed = engine.Directory.PolicyOf(home, Lane.Life).SignalTimes;
        var minutes = request.Minutes ?? allowed.TestMode.TotalMinutes;
        if (!(minutes > 0 && minutes <= allowed.LongestTestMode.TotalMinutes))
        {
            return Results.Problem(Problems.Invalid("minutes", $"must be more than 0 and at most {allowed.LongestTestMode.TotalMinutes:0}"));
        }

        var mode = new TestMode(caller.Centre.Id, home.Id, time.GetUtcNow() + TimeSpan.FromMinutes(minutes), caller.Actor);
        return await editor.SaveAsync(context.Request, caller, mode, RequestIds.Of(context.Request, request.RequestId))
            ?? Results.Ok(TestModeView.Of(engine.Directory.Find<TestMode>(id) ?? mode, engine.Directory));
    }

    private static async Task<IResult> EndAsync(HttpContext context, string id, Caller caller, IncidentEngine engine)
    {
        if (FileEndpoints.Find<Household>(engine, caller, id) is null)
        {
            return Results.Problem(Problems.NotFound("household"));
        }

        if (FileEndpoints.Find<TestMode>(engine, caller, id) is { } mode)
        {
            var edit = new DirectoryEdit(caller.Centre.Id, caller.Actor, [], [mode], RequestIds.Of(context.Request, inBody: null));
            await engine.EditAsync(edit, context.RequestAborted);
        }

        return Results.NoContent();
    }
}
