using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElderAlert.Server.Hosting.Json;

/// <summary>Times of day as the wall shows them: <c>"07:30"</c> is read, <c>"07:30:00"</c> is read and written.</summary>
internal sealed class WallTimeConverter : JsonConverter<TimeOnly>
{
    /// <summary>Hours and minutes of a day of 24 hours.</summary>
    public const string Format = "HH:mm";

    private const string Written = "HH:mm:ss";
    private static readonly string[] Formats = [Format, Written];

    public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TimeOnly.TryParseExact(reader.GetString(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new JsonException("a time of day is written like \"07:30\"");

    public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(Written, CultureInfo.InvariantCulture));
}
