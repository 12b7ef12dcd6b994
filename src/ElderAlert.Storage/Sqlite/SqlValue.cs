namespace ElderAlert.Storage.Sqlite;

/// <summary>A parameter of a <see cref="DirectStatement"/>: text, a blob, a number or nothing. Numbers are not boxed.</summary>
internal readonly struct SqlValue
{
    private SqlValue(object? content, long number = 0, double real = 0) => (Content, Number, Real) = (content, number, real);

    /// <summary>A <see cref="string"/>, a byte array, <see cref="Whole"/> or <see cref="Fraction"/>; null for NULL.</summary>
    public object? Content { get; }

    public long Number { get; }

    public double Real { get; }

    /// <summary>Says that <see cref="Number"/> counts.</summary>
    public static object Whole { get; } = new();

    /// <summary>Says that <see cref="Real"/> counts.</summary>
    public static object Fraction { get; } = new();

    public static implicit operator SqlValue(string? text) => new(text);

    public static implicit operator SqlValue(byte[]? blob) => new(blob);

    public static implicit operator SqlValue(long number) => new(Whole, number);

    public static implicit operator SqlValue(long? number) => number is { } known ? known : default(SqlValue);

    public static implicit operator SqlValue(bool yes) => new(Whole, yes ? 1 : 0);

    public static implicit operator SqlValue(double number) => new(Fraction, real: number);
}
