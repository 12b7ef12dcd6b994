using ElderAlert.Server.Api;
using ElderAlert.Server.Auth;
using Microsoft.AspNetCore.Mvc;

namespace ElderAlert.Server.Pilot;

/// <summary><c>POST /api/import</c>: a pilot file (docs/pilot-file.md) for the caller's own centre.</summary>
internal static class ImportEndpoint
{
    /// <summary>Sixteen mebibytes: some ten thousand homes.</summary>
    private const long LargestFile = 16 << 20;

    /// <summary>Maps it for administrators.</summary>
    public static void MapImport(this RouteGroupBuilder api) => api
        .MapPost("/import", ImportAsync)
        .WithName("import")
        .WithTags("import")
        .WithMetadata(new RequestSizeLimitAttribute(LargestFile))
        .Accepts<IFormFile>("application/json")
        .Produces<PilotImported>()
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .RequireAuthorization(Policies.Administrator);

    private static async Task<IResult> ImportAsync(HttpContext context, Caller caller, PilotImporter importer)
    {
        using var file = new MemoryStream();
        await context.Request.Body.CopyToAsync(file, context.RequestAborted);
        var result = await importer.ImportAsync(
            file.ToArray(), caller.Actor, caller.Centre.Id, RequestIds.Of(context.Request, inBody: null), context.RequestAborted);
        return result switch
        {
            PilotResult.Done done => Results.Ok(new PilotImported(done.Position, done.Counts, done.NewKeys)),
            PilotResult.Refused refused => Results.Problem(Problem(refused.Problems)),
            _ => throw new InvalidOperationException($"an import cannot end as {result.GetType().Name}"),
        };
    }

    private static ProblemDetails Problem(IReadOnlyList<PilotProblem> problems) => new()
    {
        Status = StatusCodes.Status422UnprocessableEntity,
        Title = "Nothing was imported",
        Detail = string.Join(" ", problems.Select(p => $"{p}.")),
        Extensions = { ["code"] = "invalid", ["problems"] = problems },
    };
}

/// <summary>What an import put on file.</summary>
/// <param name="Position">The centre's position after it.</param>
/// <param name="Counts">How many items of each type.</param>
/// <param name="NewKeys">Keys that were made up for devices; shown this once.</param>
internal sealed record PilotImported(long Position, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<NewDeviceKey> NewKeys);
