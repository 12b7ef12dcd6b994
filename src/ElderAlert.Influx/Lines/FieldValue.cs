namespace ElderAlert.Influx.Lines;

/// <summary>
/// The value of one field. A field keeps the type of its first value for ever (InfluxDB refuses the others), so the
/// type is always chosen by name and never by what a number happens to look like.
/// </summary>
public readonly record struct FieldValue
{
    private readonly long _bits;
    private readonly string? _text;

    private FieldValue(FieldKind kind, long bits, string? text = null)
    {
        Kind = kind;
        _bits = bits;
        _text = text;
    }

    internal FieldKind Kind { get; }

    internal double AsFloat => BitConverter.Int64BitsToDouble(_bits);

    internal long AsInteger => _bits;

    internal bool AsBoolean => _bits != 0;

    internal string AsText => _text ?? "";

    /// <summary>A 64-bit float. Throws <see cref="InvalidPointException"/> for NaN and infinities, which line protocol cannot say.</summary>
    public static FieldValue Float(double value) => double.IsFinite(value)
        ? new FieldValue(FieldKind.Float, BitConverter.DoubleToInt64Bits(value))
        : throw new InvalidPointException($"A field cannot be {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}: line protocol has finite numbers only.");

    /// <summary>A signed 64-bit integer, written with the suffix <c>i</c>.</summary>
    public static FieldValue Integer(long value) => new(FieldKind.Integer, value);

    /// <summary>A truth value, written <c>t</c> or <c>f</c>.</summary>
    public static FieldValue Boolean(bool value) => new(FieldKind.Boolean, value ? 1 : 0);

    /// <summary>A string, written in double quotes; line breaks are allowed here and nowhere else.</summary>
    public static FieldValue Text(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new FieldValue(FieldKind.Text, 0, value);
    }
}

internal enum FieldKind
{
    Missing,
    Float,
    Integer,
    Boolean,
    Text,
}
