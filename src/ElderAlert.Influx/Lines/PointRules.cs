using System.Buffers;

namespace ElderAlert.Influx.Lines;

/// <summary>
/// What line protocol cannot carry in a name, and why: a line break ends the line, and a backslash cannot itself be
/// escaped there, so one in front of a separator or quote makes servers read another name than was written (seen with InfluxDB 1.6).
/// </summary>
internal static class PointRules
{
    private static readonly SearchValues<char> ControlCharacters =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '\u007F']);

    public static void CheckMeasurement(string measurement)
    {
        CheckKey("measurement", measurement);
        if (measurement[0] == '#')
        {
            throw new InvalidPointException($"The measurement '{measurement}' starts with '#': the line would be read as a comment.");
        }
    }

    public static void CheckTags(ReadOnlySpan<InfluxTag> tags)
    {
        for (var i = 0; i < tags.Length; i++)
        {
            var (key, value) = tags[i];
            CheckKey("tag key", key);
            CheckText("value of tag " + key, value);
            for (var earlier = 0; earlier < i; earlier++)
            {
                if (string.Equals(tags[earlier].Key, key, StringComparison.Ordinal))
                {
                    throw new InvalidPointException($"The tag '{key}' is given twice.");
                }
            }
        }
    }

    public static void CheckFields(ReadOnlySpan<InfluxField> fields)
    {
        if (fields.IsEmpty)
        {
            throw new InvalidPointException("A point needs at least one field.");
        }

        foreach (var (key, value) in fields)
        {
            CheckKey("field key", key);
            if (value.Kind == FieldKind.Missing)
            {
                throw new InvalidPointException($"The field '{key}' has no value.");
            }
        }
    }

    private static void CheckKey(string part, string key)
    {
        if (string.IsNullOrEmpty(key))
        {
            throw new InvalidPointException($"The {part} is empty.");
        }

        if (key[0] == '_')
        {
            throw new InvalidPointException($"The {part} '{key}' starts with '_', which InfluxDB keeps for itself.");
        }

        if (part != "measurement" && key == "time")
        {
            throw new InvalidPointException($"The {part} 'time' is InfluxDB's own column.");
        }

        CheckText(part, key);
    }

    private static void CheckText(string part, string text)
    {
        ArgumentNullException.ThrowIfNull(text, part);
        var at = text.AsSpan().IndexOfAny(ControlCharacters);
        if (at >= 0)
        {
            throw new InvalidPointException($"The {part} contains the control character U+{(int)text[at]:X4} at position {at}.");
        }

        for (at = text.IndexOf('\\', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\\', at + 1))
        {
            if (at == text.Length - 1 || text[at + 1] is ',' or '=' or ' ' or '"')
            {
                throw new InvalidPointException($"The {part} '{text}' has a backslash before a separator or quote, which line protocol cannot escape.");
            }
        }
    }
}
