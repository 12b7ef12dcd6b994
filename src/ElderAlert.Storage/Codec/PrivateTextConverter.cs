using System.Text.Json;
using System.Text.Json.Serialization;
using ElderAlert.Domain;
using ElderAlert.Storage.Sealing;

namespace ElderAlert.Storage.Codec;

/// <summary>
/// Writes private text as the base64 of its sealed bytes. The seal of the document at hand is kept per thread, so that
/// all threads share one set of options, whose type descriptions are costly to build.
/// </summary>
internal sealed class PrivateTextConverter : JsonConverter<PrivateText>
{
    [ThreadStatic]
    private static Seal? current;

    /// <summary>The seal of the document that this thread is about to read or write.</summary>
    public static void Use(Seal? seal) => current = seal;

    public override PrivateText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Current.Open(reader.GetBytesFromBase64());

    public override void Write(Utf8JsonWriter writer, PrivateText value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(Current.Close(value));

    /// <summary>The seal of the document at hand.</summary>
    public static Seal Current =>
        current ?? throw new InvalidOperationException($"Private text is read and written through {nameof(BodyCodec)} only.");
}
