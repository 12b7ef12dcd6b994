using System.Text.Json;
using System.Text.Unicode;

namespace ElderAlert.Devices.Payloads;

/// <summary>Reads JSON as devices really send it: with a byte order mark, trailing commas, or the NUL that ends a C string.</summary>
internal static class JsonPayload
{
    private const int MaxDepth = 32;

    private static readonly JsonReaderOptions ReaderOptions = new() { AllowTrailingCommas = true, MaxDepth = MaxDepth };

    private static readonly JsonDocumentOptions DocumentOptions = new() { AllowTrailingCommas = true, MaxDepth = MaxDepth };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Parses a payload whose every text is safe to read afterwards.</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="reason">Why it cannot be parsed; empty where it can.</param>
    /// <returns>The document, or null.</returns>
    public static JsonDocument? TryParse(ReadOnlyMemory<byte> payload, out string reason)
    {
        var bytes = Trim(payload);
        if (bytes.IsEmpty)
        {
            reason = "The message is empty.";
            return null;
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            reason = "The message is not UTF-8 text.";
            return null;
        }

        try
        {
            if (bytes.Span.Contains((byte)'\\'))
            {
                CheckEscapes(bytes.Span);
            }

            reason = "";
            return JsonDocument.Parse(bytes, DocumentOptions);
        }
        catch (JsonException broken)
        {
            reason = $"Not JSON: it breaks at line {broken.LineNumber + 1 ?? 1}, byte {broken.BytePositionInLine + 1 ?? 1}.";
            return null;
        }
    }

    /// <summary>Without a byte order mark, and without the white space and NUL bytes around it.</summary>
    public static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> payload)
    {
        var span = payload.Span;
        var start = span.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var end = span.Length;
        while (end > start && IsBlank(span[end - 1]))
        {
            end--;
        }

        while (start < end && IsBlank(span[start]))
        {
            start++;
        }

        return payload[start..end];
    }

    private static bool IsBlank(byte value) => value is 0 or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>An escaped lone surrogate is legal JSON that no text can hold: found here, it cannot surprise a reader later.</summary>
    private static void CheckEscapes(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, ReaderOptions);
        while (reader.Read())
        {
            if (reader.ValueIsEscaped && reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                try
                {
                    reader.GetString();
                }
                catch (InvalidOperationException lone)
                {
                    throw new JsonException(message: null, path: null, lineNumber: 0, bytePositionInLine: reader.TokenStartIndex, innerException: lone);
                }
            }
        }
    }
}
