namespace ElderAlert.Server.Api.Reports;

/// <summary>So many of so many: at forty-five homes one late call moves a percentage by most of a point, so the counts are always beside it.</summary>
/// <param name="Count">How many did.</param>
/// <param name="Of">How many could have.</param>
/// <param name="Percent">The share, to one decimal; null where nobody could have.</param>
internal sealed record Share(int Count, int Of, double? Percent)
{
    public static Share From(int count, int of) => new(count, of, of == 0 ? null : Math.Round(100d * count / of, 1));
}

/// <summary>How long something took.</summary>
/// <param name="Count">How many durations.</param>
/// <param name="MedianSeconds">Half took no longer; null without any.</param>
/// <param name="P95Seconds">Nineteen of twenty took no longer (nearest rank); null without any.</param>
internal sealed record Durations(int Count, double? MedianSeconds, double? P95Seconds)
{
    public static Durations From(IEnumerable<TimeSpan?> durations)
    {
        var seconds = durations.OfType<TimeSpan>().Select(d => d.TotalSeconds).Order().ToArray();
        return new Durations(seconds.Length, Rank(seconds, 0.5), Rank(seconds, 0.95));
    }

    private static double? Rank(double[] sorted, double share) =>
        sorted.Length == 0 ? null : Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 1);
}
