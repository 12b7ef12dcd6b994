using ElderAlert.Influx.Lines;
using ElderAlert.Influx.Queries;

namespace ElderAlert.Influx.Tests.Queries;

public sealed class SeriesQueryTests
{
    private static readonly DateTimeOffset From = DateTimeOffset.UnixEpoch.AddMinutes(1);

    [Fact]
    public void InfluxQl_HostileNames_StayInsideTheirQuotes()
    {
        var query = new SeriesQuery("m\"; DROP DATABASE x", [new("t\"", "' OR 1=1 -- \\'")], "g\"g", From, From.AddMinutes(1), TimeSpan.FromSeconds(1.5));
        Assert.Equal(
            """SELECT mean(*), min(*), max(*), count(*) FROM "m\"; DROP DATABASE x" WHERE time >= 60000000000 AND time < 120000000000 AND "t\"" = '\' OR 1=1 -- \\\'' GROUP BY time(1500ms), "g\"g" fill(none)""",
            InfluxQlReader.Statement(query));
    }

    [Fact]
    public void MetricsQl_HostileNames_StayInsideTheirQuotes()
    {
        var query = new SeriesQuery("m.\"", [new("t}", "\"} or x{a=\"\\n"), new("门", "1")], "1g", From, From.AddMinutes(1), TimeSpan.FromSeconds(1));
        Assert.StartsWith(
            """union(label_set(sum(sum_over_time({__name__=~"m\\.\\\"_.+",t\}="\"} or x{a=\"\\n",\门="1"}[1000ms]) keep_metric_names) by (__name__,\1g),"summary","sum"),""",
            MetricsQlReader.Expression(query, 1000),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60_000, 120_000, "60000-120000/20000")]
    [InlineData(61_000, 125_000, "61000-80000/19000 80000-120000/20000 120000-125000/5000")]
    [InlineData(61_000, 62_000, "61000-62000/1000")]
    [InlineData(61_000, 81_000, "61000-80000/19000 80000-81000/1000")]
    [InlineData(-25_000, -5_000, "-25000--20000/5000 -20000--5000/15000")]
    public void MetricsQlParts_AnyRange_AreItsWindowsCutToIt(long from, long to, string expected)
    {
        var query = new SeriesQuery("m", [], "g", DateTimeOffset.FromUnixTimeMilliseconds(from), DateTimeOffset.FromUnixTimeMilliseconds(to), TimeSpan.FromSeconds(20));
        Assert.Equal(expected, string.Join(' ', MetricsQlReader.Parts(query).Select(part => $"{part.Start}-{part.End}/{part.Window}")));
    }

    [Fact]
    public void Constructor_QuestionThatHasNoAnswer_IsRefused()
    {
        var minute = TimeSpan.FromMinutes(1);
        Assert.Throws<ArgumentException>(() => new SeriesQuery("m", [], "g", From, From, minute));
        Assert.Throws<ArgumentException>(() => new SeriesQuery("m", [], "g", From, From.AddDays(1), TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => new SeriesQuery("m", [], "g", From, From.AddDays(1), TimeSpan.FromTicks(15_000)));
        Assert.Throws<ArgumentException>(() => new SeriesQuery("m", [], "g", From, From.AddDays(365), TimeSpan.FromSeconds(1)));
        Assert.Throws<InvalidPointException>(() => new SeriesQuery("m\n", [], "g", From, From.AddDays(1), minute));
        Assert.Throws<InvalidPointException>(() => new SeriesQuery("m", [new("a", "\0")], "g", From, From.AddDays(1), minute));
        Assert.Throws<InvalidPointException>(() => new SeriesQuery("m", [], "", From, From.AddDays(1), minute));
    }
}
