using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ElderAlert.Domain;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Storage.Codec;

/// <summary>Fields that are no <see cref="PrivateText"/> and still tell about a person: where a signal came from, and what the sensor adds.</summary>
internal static class SealedFields
{
    /// <summary>Marks a value that an older version stored unsealed.</summary>
    public const string Clear = "clear";

    private const string Location = "location";
    private const string Detail = "detail";

    /// <summary>Their names in a signal.</summary>
    public static IReadOnlyList<string> OfSignal { get; } = [Location, Detail];

    /// <summary>Seals them wherever a signal is stored.</summary>
    public static void Describe(JsonTypeInfo info)
    {
        if (info.Type == typeof(Signal))
        {
            Field(info, Location).CustomConverter = new SealedValueConverter<GeoPoint?>();
            Field(info, Detail).CustomConverter = new SealedValueConverter<IReadOnlyDictionary<string, string>?>();
        }
    }

    private static JsonPropertyInfo Field(JsonTypeInfo info, string name) => info.Properties.Single(p => p.Name == name);

    /// <summary>The base64 of the sealed JSON of the value. Once its key is destroyed, there is no value.</summary>
    private sealed class SealedValueConverter<T> : JsonConverter<T?>
    {
        [ThreadStatic]
        private static Scratch? scratch;

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                var text = PrivateTextConverter.Current.Open(reader.GetBytesFromBase64());
                return text == PrivateText.Erased ? default : JsonSerializer.Deserialize<T>(text.Value, options);
            }

            using var stored = JsonDocument.ParseValue(ref reader);
            return stored.RootElement.GetProperty(Clear).Deserialize<T>(options);
        }

        public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options)
        {
            var clear = (scratch ??= new Scratch(options)).Serialize(value, options);
            writer.WriteBase64StringValue(PrivateTextConverter.Current.Close(clear));
        }
    }

    /// <summary>Where a thread writes the values that it is about to seal, one after another.</summary>
    private sealed class Scratch
    {
        private readonly ArrayBufferWriter<byte> _json = new();
        private readonly Utf8JsonWriter _writer;

        public Scratch(JsonSerializerOptions options) => _writer = new Utf8JsonWriter(_json, new JsonWriterOptions { Encoder = options.Encoder });

        /// <summary>The value in UTF-8; gone with the next.</summary>
        public ReadOnlySpan<byte> Serialize<T>(T value, JsonSerializerOptions options)
        {
            _json.ResetWrittenCount();
            _writer.Reset();
            JsonSerializer.Serialize(_writer, value, options);
            return _json.WrittenSpan;
        }
    }
}
