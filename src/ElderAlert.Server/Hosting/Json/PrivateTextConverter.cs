using System.Text.Json;
using System.Text.Json.Serialization;
using ElderAlert.Domain;

namespace ElderAlert.Server.Hosting.Json;

/// <summary>Private text in clear: only endpoints that have checked the caller's centre and role serialise it.</summary>
internal sealed class PrivateTextConverter : JsonConverter<PrivateText>
{
    public override PrivateText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? new PrivateText(reader.GetString()!) : throw new JsonException("a text is expected");

    public override void Write(Utf8JsonWriter writer, PrivateText value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
