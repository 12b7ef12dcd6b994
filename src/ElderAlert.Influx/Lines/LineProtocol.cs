using System.Buffers;
using System.Globalization;
using System.Text;

namespace ElderAlert.Influx.Lines;

/// <summary>The unit of the number at the end of a line, told to the server as <c>precision</c>.</summary>
public enum TimestampPrecision
{
    /// <summary>Nanoseconds, the default: two readings of one millisecond stay two points.</summary>
    Nanoseconds,

    /// <summary>Milliseconds: shorter lines; readings of one series within a millisecond become one point.</summary>
    Milliseconds,
}

/// <summary>
/// Writes points as InfluxDB line protocol, UTF-8, straight into the caller's buffer and without allocating.
/// Escapes: comma and space in a measurement; comma, equals sign and space in tag keys, tag values and field keys;
/// double quote and backslash in string values (InfluxDB v2 documentation, "Line protocol", "Special characters").
/// </summary>
public static class LineProtocol
{
    private const int LongestNumber = 32;

    private static readonly SearchValues<char> MeasurementSpecials = SearchValues.Create(", ");
    private static readonly SearchValues<char> KeySpecials = SearchValues.Create(",= ");
    private static readonly SearchValues<char> StringSpecials = SearchValues.Create("\"\\");

    /// <summary>Writes one line without a line break at its end.</summary>
    public static void Write(IBufferWriter<byte> output, InfluxPoint point, TimestampPrecision precision = TimestampPrecision.Nanoseconds)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(point);

        WriteEscaped(output, point.Measurement, MeasurementSpecials);
        foreach (var (key, value) in point.Tags)
        {
            if (value.Length > 0)
            {
                WriteTag(output, key, value);
            }
        }

        var separator = ' ';
        foreach (var (key, value) in point.Fields)
        {
            WriteByte(output, separator);
            WriteEscaped(output, key, KeySpecials);
            WriteByte(output, '=');
            WriteValue(output, value);
            separator = ',';
        }

        WriteByte(output, ' ');
        WriteNumber(output, Timestamp(point.Time, precision));
    }

    /// <summary>A tag with the comma in front of it.</summary>
    internal static void WriteTag(IBufferWriter<byte> output, string key, string value)
    {
        WriteByte(output, ',');
        WriteEscaped(output, key, KeySpecials);
        WriteByte(output, '=');
        WriteEscaped(output, value, KeySpecials);
    }

    internal static long Timestamp(DateTimeOffset time, TimestampPrecision precision) => precision switch
    {
        TimestampPrecision.Nanoseconds => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * TimeSpan.NanosecondsPerTick,
        TimestampPrecision.Milliseconds => time.ToUnixTimeMilliseconds(),
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "Not a precision."),
    };

    private static void WriteValue(IBufferWriter<byte> output, FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldKind.Float:
                WriteNumber(output, value.AsFloat);
                break;
            case FieldKind.Integer:
                WriteNumber(output, value.AsInteger);
                WriteByte(output, 'i');
                break;
            case FieldKind.Boolean:
                WriteByte(output, value.AsBoolean ? 't' : 'f');
                break;
            case FieldKind.Text:
                WriteByte(output, '"');
                WriteEscaped(output, value.AsText, StringSpecials);
                WriteByte(output, '"');
                break;
            case FieldKind.Missing:
            default:
                throw new InvalidPointException($"A field of kind {value.Kind} cannot be written.");
        }
    }

    private static void WriteEscaped(IBufferWriter<byte> output, ReadOnlySpan<char> text, SearchValues<char> specials)
    {
        for (var at = text.IndexOfAny(specials); at >= 0; at = text.IndexOfAny(specials))
        {
            Encoding.UTF8.GetBytes(text[..at], output);
            WriteByte(output, '\\');
            WriteByte(output, text[at]);
            text = text[(at + 1)..];
        }

        Encoding.UTF8.GetBytes(text, output);
    }

    private static void WriteNumber<T>(IBufferWriter<byte> output, T number)
        where T : IUtf8SpanFormattable
    {
        if (!number.TryFormat(output.GetSpan(LongestNumber), out var written, default, CultureInfo.InvariantCulture))
        {
            throw new InvalidOperationException($"A number took more than {LongestNumber} bytes.");
        }

        output.Advance(written);
    }

    private static void WriteByte(IBufferWriter<byte> output, char ascii)
    {
        output.GetSpan(1)[0] = (byte)ascii;
        output.Advance(1);
    }
}
