using System.Security.Cryptography;
using System.Text;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Api.Files;

/// <summary>Writes items on file through the engine: the row and its event in one transaction, each request once.</summary>
internal sealed class FileEditor(IncidentEngine engine, IJournal journal)
{
    private const int LongestId = 64;

    /// <summary>Adds an item; an id that is taken is refused.</summary>
    public async Task<IResult> AddAsync<TItem, TDocument>(
        FileKind<TItem, TDocument> kind, HttpRequest request, Caller caller, TDocument document)
        where TItem : DirectoryItem
        where TDocument : FileDocument
    {
        var requestId = RequestIds.Of(request, document.RequestId);
        var id = document.Id ?? MadeUpId(kind.Prefix, caller, requestId);
        if (await IsDoneAsync(caller, requestId, request) && FileEndpoints.Find<TItem>(engine, caller, id) is { } before)
        {
            return Results.Created($"/api/{kind.Path}/{id}", kind.Show(before));
        }

        if (engine.Directory.Find<TItem>(id) is not null)
        {
            return Results.Problem(Problems.Taken(kind.Name, id));
        }

        return await WriteAsync(kind, request, caller, id, before: null, document, requestId);
    }

    /// <summary>Changes an item, or adds it under the address's id.</summary>
    public async Task<IResult> PutAsync<TItem, TDocument>(
        FileKind<TItem, TDocument> kind, HttpRequest request, Caller caller, string id, TDocument document)
        where TItem : DirectoryItem
        where TDocument : FileDocument
    {
        if (document.Id is { } other && other != id)
        {
            return Results.Problem(Problems.Invalid("id", "must be the id in the address, or left out"));
        }

        var before = FileEndpoints.Find<TItem>(engine, caller, id);
        return before is null && !kind.CanAdd
            ? Results.Problem(Problems.NotFound(kind.Name))
            : await WriteAsync(kind, request, caller, id, before, document, RequestIds.Of(request, document.RequestId));
    }

    /// <summary>Removes an item; one that others still need is refused.</summary>
    public async Task<IResult> RemoveAsync<TItem, TDocument>(FileKind<TItem, TDocument> kind, HttpRequest request, Caller caller, string id)
        where TItem : DirectoryItem
        where TDocument : FileDocument
    {
        var requestId = RequestIds.Of(request, inBody: null);
        if (FileEndpoints.Find<TItem>(engine, caller, id) is not { } item)
        {
            return await IsDoneAsync(caller, requestId, request) ? Results.NoContent() : Results.Problem(Problems.NotFound(kind.Name));
        }

        if (kind.Objection(item, null, engine.Directory) is { } objection)
        {
            return Results.Problem(Problems.Refused([new EditProblem(EditProblemCode.StillNeeded, objection)]));
        }

        var edit = new DirectoryEdit(caller.Centre.Id, caller.Actor, [], [item], requestId);
        return await engine.EditAsync(edit, request.HttpContext.RequestAborted) switch
        {
            EditResult.Refused refused => Results.Problem(Problems.Refused(refused.Problems)),
            _ => Results.NoContent(),
        };
    }

    /// <summary>Writes one item as it is; the answer is null when it is on disk.</summary>
    public async ValueTask<IResult?> SaveAsync(HttpRequest request, Caller caller, DirectoryItem item, string? requestId) =>
        await engine.EditAsync(new DirectoryEdit(caller.Centre.Id, caller.Actor, [item], [], requestId), request.HttpContext.RequestAborted) switch
        {
            EditResult.Refused refused => Results.Problem(Problems.Refused(refused.Problems)),
            _ => null,
        };

    private async Task<IResult> WriteAsync<TItem, TDocument>(
        FileKind<TItem, TDocument> kind, HttpRequest request, Caller caller, string id, TItem? before, TDocument document, string? requestId)
        where TItem : DirectoryItem
        where TDocument : FileDocument
    {
        if (!IsPlain(id))
        {
            return Results.Problem(Problems.Invalid("id", $"must have 1 to {LongestId} letters, digits, dots, hyphens or underscores"));
        }

        var item = kind.Read(new Writing<TItem>(caller.Centre.Id, id, before), document);
        if (before is not null && kind.Objection(before, item, engine.Directory) is { } objection)
        {
            return Results.Problem(Problems.Refused([new EditProblem(EditProblemCode.StillNeeded, objection)]));
        }

        return await SaveAsync(request, caller, item, requestId)
            ?? (before is null ? Results.Created($"/api/{kind.Path}/{id}", kind.Show(item)) : Results.Ok(kind.Show(item)));
    }

    private async ValueTask<bool> IsDoneAsync(Caller caller, string? requestId, HttpRequest request)
    {
        if (requestId is null)
        {
            return false;
        }

        var key = new RequestKey(caller.Centre.Id, requestId);
        return (await journal.FindRequestsAsync([key], request.HttpContext.RequestAborted)).ContainsKey(key);
    }

    /// <summary>Ids stand in addresses and a device's in MQTT topics, where a slash, a plus or a hash would mean something else.</summary>
    private static bool IsPlain(string id) =>
        id.Length is >= 1 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && char.IsAsciiLetterOrDigit(id[0]);

    /// <summary>From the request's id where there is one, so that a request that is sent twice makes up the same id.</summary>
    private static string MadeUpId(string prefix, Caller caller, string? requestId)
    {
        var bytes = requestId is null
            ? RandomNumberGenerator.GetBytes(8)
            : SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.Centre.Id}\n{prefix}\n{requestId}")).AsSpan(0, 8).ToArray();
        return $"{prefix}-{Convert.ToHexStringLower(bytes)}";
    }
}
