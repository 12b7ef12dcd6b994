using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElderAlert.Server.Hosting.Json;

/// <summary>JSON that is already written: serialised once, copied to every console.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record RawJson(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>Writes a value in the contract's dialect.</summary>
    public static RawJson Of<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, ContractJson.Options));

    private sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("written only");

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}
