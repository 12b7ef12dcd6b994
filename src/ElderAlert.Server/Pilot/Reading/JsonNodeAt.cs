using System.Text;
using System.Text.Json;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>A JSON value that knows its line, so that a problem can be found in a file of a thousand lines.</summary>
internal sealed class JsonNodeAt
{
    private JsonNodeAt(int line, JsonTokenType kind, string? text)
    {
        Line = line;
        Kind = kind;
        Text = text;
    }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>StartObject, StartArray, String, Number, True, False or Null.</summary>
    public JsonTokenType Kind { get; }

    /// <summary>A string's text, or a number's digits.</summary>
    public string? Text { get; }

    public List<JsonNodeAt> Items { get; } = [];

    /// <summary>In the order of the file; a name may come twice.</summary>
    public List<KeyValuePair<string, JsonNodeAt>> Members { get; } = [];

    /// <summary>Parses a file. Comments and trailing commas are allowed, because people write it.</summary>
    /// <exception cref="JsonException">It is not JSON; line and byte are counted from 0.</exception>
    public static JsonNodeAt Parse(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span.StartsWith(Encoding.UTF8.Preamble) ? file.Span[Encoding.UTF8.Preamble.Length..] : file.Span;
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var lines = new LineCounter();
        reader.Read();
        var root = ReadValue(ref reader, bytes, lines);
        reader.Read();
        return root;
    }

    private static JsonNodeAt ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, LineCounter lines)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => TextOf(ref reader),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => null,
        };
        var node = new JsonNodeAt(lines.At(bytes, (int)reader.TokenStartIndex), reader.TokenType, text);
        if (node.Kind is JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            {
                node.Items.Add(ReadValue(ref reader, bytes, lines));
            }
        }
        else if (node.Kind is JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
            {
                var name = TextOf(ref reader);
                reader.Read();
                node.Members.Add(new(name, ReadValue(ref reader, bytes, lines)));
            }
        }

        return node;
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException broken)
        {
            throw new JsonException("A text is not valid UTF-8.", path: null, lineNumber: null, bytePositionInLine: null, innerException: broken);
        }
    }

    /// <summary>Counts lines as the reader goes forward.</summary>
    private sealed class LineCounter
    {
        private int _offset;
        private int _line = 1;

        public int At(ReadOnlySpan<byte> bytes, int offset)
        {
            _line += bytes[_offset..offset].Count((byte)'\n');
            _offset = offset;
            return _line;
        }
    }
}
