using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Api.Files;

/// <summary>Reading and writing one kind of item; always within the caller's centre.</summary>
internal static class FileEndpoints
{
    private const int MostListed = 1_000;

    /// <summary>Maps list, read, add, change and remove of a kind.</summary>
    public static void MapFile<TItem, TDocument>(this RouteGroupBuilder api, FileKind<TItem, TDocument> kind)
        where TItem : DirectoryItem
        where TDocument : FileDocument
    {
        var group = api.MapGroup($"/{kind.Path}").WithTags(kind.Path);
        group.MapGet("/", (Caller caller, IncidentEngine engine, string? q, string? household, string? after, int? limit) =>
            List(kind, caller, engine, new Search(q, household, after, limit ?? kind.Listed))).WithName($"list-{kind.Path}");
        group.MapGet("/{id}", (string id, Caller caller, IncidentEngine engine) =>
                Find<TItem>(engine, caller, id) is { } item ? Results.Ok(kind.Show(item)) : Results.Problem(Problems.NotFound(kind.Name)))
            .WithName($"get-{kind.Path}").Produces<TDocument>();
        group.MapPut("/{id}", async (HttpContext context, string id, Caller caller, FileEditor editor) =>
                await editor.PutAsync(kind, context.Request, caller, id, await JsonBody.RequireAsync<TDocument>(context.Request)))
            .WithName($"put-{kind.Path}").Accepts<TDocument>("application/json").Produces<TDocument>().RequireAuthorization(kind.WritePolicy);
        if (!kind.CanAdd)
        {
            return;
        }

        group.MapPost("/", async (HttpContext context, Caller caller, FileEditor editor) =>
                await editor.AddAsync(kind, context.Request, caller, await JsonBody.RequireAsync<TDocument>(context.Request)))
            .WithName($"add-{kind.Path}").Accepts<TDocument>("application/json").Produces<TDocument>(StatusCodes.Status201Created).RequireAuthorization(kind.WritePolicy);
        group.MapDelete("/{id}", (HttpContext context, string id, Caller caller, FileEditor editor) =>
                editor.RemoveAsync(kind, context.Request, caller, id))
            .WithName($"remove-{kind.Path}").RequireAuthorization(kind.WritePolicy);
    }

    /// <summary>The item, if it is the caller's centre's.</summary>
    public static TItem? Find<TItem>(IncidentEngine engine, Caller caller, string id)
        where TItem : DirectoryItem =>
        engine.Directory.Find<TItem>(id) is { } item && item.Centre == caller.Centre.Id ? item : null;

    private static IResult List<TItem, TDocument>(FileKind<TItem, TDocument> kind, Caller caller, IncidentEngine engine, Search search)
        where TItem : DirectoryItem
        where TDocument : FileDocument
    {
        if (search.Limit is < 1 or > MostListed)
        {
            return Results.Problem(Problems.Of(new Rejection(RejectionCode.Invalid, $"limit: must be between 1 and {MostListed}.")));
        }

        var directory = engine.Directory;
        var items = directory.Of<TItem>(caller.Centre.Id)
            .Where(item => search.Household is null || kind.Home?.Invoke(item) == new HouseholdId(search.Household))
            .Where(item => search.Words.All(word => kind.Texts(item, directory).Any(t => t?.Contains(word, StringComparison.OrdinalIgnoreCase) is true)))
            .OrderBy(item => item.Key, StringComparer.Ordinal)
            .SkipWhile(item => search.After is not null && string.CompareOrdinal(item.Key, search.After) <= 0)
            .Take(search.Limit);
        return Results.Ok(items.Select(item => kind.ShowInList?.Invoke(item, directory) ?? kind.Show(item)).ToList());
    }

    /// <param name="Q">Words that must all occur.</param>
    /// <param name="Household">Only what is filed under this home.</param>
    /// <param name="After">The last id of the page before.</param>
    /// <param name="Limit">At most this many.</param>
    private sealed record Search(string? Q, string? Household, string? After, int Limit)
    {
        public string[] Words { get; } = (Q ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
