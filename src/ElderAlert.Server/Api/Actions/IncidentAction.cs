using System.Text.Json;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Server.Hosting.Json;

namespace ElderAlert.Server.Api.Actions;

/// <summary>Makes the command when the engine says who can be told; it runs in the engine's single writer and must not fail.</summary>
internal delegate IncidentCommand CommandMaker(Actor by, DecisionContext context);

/// <summary>A request to act, read and checked.</summary>
/// <param name="RequestId">The caller's id of it, if given.</param>
/// <param name="Command">What is wanted.</param>
internal sealed record ActionRequest(string? RequestId, CommandMaker Command);

/// <summary>One thing that an operator can do to an incident, over HTTP and over the hub alike.</summary>
/// <param name="Name">As it stands in the address: claim, en-route ...</param>
/// <param name="BodyType">The type of its body.</param>
internal abstract record IncidentAction(string Name, Type BodyType)
{
    /// <summary>Reads the body; a missing one counts as empty.</summary>
    /// <exception cref="JsonException">The body is not what the action takes; its path names the field.</exception>
    public abstract ActionRequest Read(JsonElement? body);
}

/// <summary>An action with its body.</summary>
/// <param name="Name">As it stands in the address.</param>
/// <param name="Prepare">Checks the body, throwing <see cref="JsonException"/>, and says what it asks for.</param>
internal sealed record IncidentAction<TBody>(string Name, Func<TBody, CommandMaker> Prepare) : IncidentAction(Name, typeof(TBody))
    where TBody : ActionBody
{
    private static readonly JsonElement Empty = JsonElement.Parse("{}");

    public override ActionRequest Read(JsonElement? body)
    {
        var json = body is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } ? Empty : body.Value;
        var read = json.Deserialize<TBody>(ContractJson.Options) ?? throw new JsonException("a body is expected");
        return new ActionRequest(read.RequestId, Prepare(read));
    }
}
