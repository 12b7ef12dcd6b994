using System.Text.Json.Serialization;

namespace ElderAlert.Server.Api.Files;

/// <summary>What every item on file has on the wire.</summary>
internal abstract record FileDocument
{
    /// <summary>The item's id. When one is added it may be left out, and is then made up; in a change it is the address's.</summary>
    public string? Id { get; init; }

    /// <summary>The caller's id of this change: the same id is carried out once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; init; }
}
