using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Engine.Directory;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Pilot;
using Microsoft.AspNetCore.Mvc;

namespace ElderAlert.Server.Api;

/// <summary>What an import put on file.</summary>
/// <param name="Centre">Whose file.</param>
/// <param name="Position">The centre's position after it.</param>
/// <param name="Counts">How many items of each type.</param>
/// <param name="NewKeys">Keys that were made up for devices; this is the only time that they are shown.</param>
internal sealed record ImportDone(CentreId Centre, long Position, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<NewDeviceKey> NewKeys);

/// <summary><c>POST /api/import</c>: a pilot file (docs/pilot-file.md) as the body.</summary>
internal static class ImportEndpoints
{
    /// <summary>A county's homes are a few megabytes.</summary>
    private const long LargestFile = 16 << 20;

    /// <summary>Maps the import.</summary>
    public static void MapImport(this RouteGroupBuilder api) => api
        .MapPost("/import", ImportAsync)
        .WithName("import")
        .WithTags("import")
        .WithMetadata(new RequestSizeLimitAttribute(LargestFile))
        .Accepts<JsonElement>("application/json")
        .Produces<ImportDone>()
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> ImportAsync(HttpContext context, Caller caller, PilotImporter importer)
    {
        using var file = new MemoryStream();
        await context.Request.Body.CopyToAsync(file, context.RequestAborted);
        var result = await importer.ImportAsync(
            file.GetBuffer().AsMemory(0, (int)file.Length),
            caller.Actor,
            caller.Centre.Id,
            RequestIds.Of(context.Request, inBody: null),
            context.RequestAborted);
        return result switch
        {
            PilotResult.Done done => Results.Ok(new ImportDone(done.Centre, done.Position, done.Counts, done.NewKeys)),
            PilotResult.Refused refused => Results.Problem(Problems.Refused([.. refused.Problems.Select(p => new EditProblem(p.Code, p.ToString()))])),
            _ => throw new InvalidOperationException($"an import cannot end as {result.GetType().Name}"),
        };
    }
}
