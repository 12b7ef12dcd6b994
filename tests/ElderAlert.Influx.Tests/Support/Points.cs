using System.Globalization;
using System.Text;
using ElderAlert.Influx.Lines;
using ElderAlert.Influx.Spool;

namespace ElderAlert.Influx.Tests.Support;

internal static class Points
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    /// <summary>A numbered point, a second after the one before it.</summary>
    public static InfluxPoint Numbered(int n, string household = "h1") => new(
        "telemetry",
        [new("centre", "c1"), new("household", household)],
        [new("n", FieldValue.Float(n))],
        Start.AddSeconds(n));

    public static IReadOnlyList<InfluxPoint> Range(int first, int count) => [.. Enumerable.Range(first, count).Select(n => Numbered(n))];

    public static int NumberOf(string line)
    {
        var from = line.IndexOf(" n=", StringComparison.Ordinal) + 3;
        return int.Parse(line.AsSpan(from, line.LastIndexOf(' ') - from), CultureInfo.InvariantCulture);
    }

    /// <summary>Everything the reader has, without acknowledging it.</summary>
    public static List<int> ReadNumbers(SpoolReader reader)
    {
        var numbers = new List<int>();
        while (reader.Read(1000, 1 << 20) is { } batch)
        {
            numbers.AddRange(batch.Lines.Select(line => NumberOf(Encoding.UTF8.GetString(line.Span))));
        }

        return numbers;
    }
}
