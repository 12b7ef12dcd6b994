using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElderAlert.Server.Hosting.Json;

/// <summary>Moments as RFC 3339 writes them. One without its offset would be of the server's own time zone, wherever that stands.</summary>
internal sealed class MomentConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTime(out var wall) && wall.Kind != DateTimeKind.Unspecified
            && reader.TryGetDateTimeOffset(out var moment)
            ? moment
            : throw new JsonException("a moment is written with its offset, like \"2026-12-24T18:00:00+08:00\" or with Z");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
