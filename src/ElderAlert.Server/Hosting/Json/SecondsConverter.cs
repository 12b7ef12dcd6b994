using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElderAlert.Server.Hosting.Json;

/// <summary>Durations as seconds, with a fraction where there is one.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    private const double Longest = 10 * 365.25 * 86_400;

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) && Math.Abs(seconds) <= Longest
            ? TimeSpan.FromSeconds(seconds)
            : throw new JsonException("a duration is a number of seconds, at most ten years");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);
}
