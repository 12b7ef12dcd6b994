namespace ElderAlert.Influx.Tests;

public sealed class InfluxOptionsTests
{
    private static readonly InfluxOptions Version2 = new() { Url = "http://influx:8086", Org = "o", Bucket = "b", Token = "t" };
    private static readonly InfluxOptions Version1 = new() { Url = "https://influx/db", Database = "d", User = "u", Password = "p" };

    public static TheoryData<string, InfluxOptions> Wrong => new()
    {
        { "ElderAlert:Influx:Url is missing", new InfluxOptions { Token = "t" } },
        { "ElderAlert:Influx:Url must be an absolute", Version2 with { Url = "influx:8086" } },
        { "ElderAlert:Influx:Url must be an absolute", Version2 with { Url = "/influx" } },
        { "ElderAlert:Influx:Url must have no user", Version2 with { Url = "http://u:p@influx" } },
        { "ElderAlert:Influx:Url must have no user", Version2 with { Url = "http://influx?org=o" } },
        { "ElderAlert:Influx:Org is missing", Version2 with { Org = null } },
        { "ElderAlert:Influx:Bucket (InfluxDB 2) or ElderAlert:Influx:Database (InfluxDB 1) is missing", Version2 with { Bucket = " " } },
        { "ElderAlert:Influx:Bucket (InfluxDB 2) and ElderAlert:Influx:Database", Version2 with { Database = "d" } },
        { "ElderAlert:Influx:Token and ElderAlert:Influx:User", Version1 with { Token = "t" } },
        { "ElderAlert:Influx:Token contains", Version2 with { Token = "t\n" } },
        { "ElderAlert:Influx:Password is missing", Version1 with { Password = null } },
        { "ElderAlert:Influx:User is missing", Version1 with { User = null } },
        { "ElderAlert:Influx:QueryLanguage", Version1 with { QueryLanguage = (InfluxQueryLanguage)7 } },
        { "ElderAlert:Influx:BatchLines", Version1 with { BatchLines = 0 } },
        { "ElderAlert:Influx:FirstRetry", Version1 with { FirstRetry = TimeSpan.Zero } },
        { "ElderAlert:Influx:LongestRetry", Version1 with { LongestRetry = TimeSpan.Zero } },
    };

    [Fact]
    public void Validate_RightSettings_FindsNothing()
    {
        Assert.Empty(Version2.Validate());
        Assert.Empty(Version1.Validate());
        Assert.Empty(new InfluxOptions().Validate());
        Assert.False(new InfluxOptions().IsConfigured);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongSetting_NamesItsKey(string sentence, InfluxOptions options) =>
        Assert.Contains(sentence, Assert.Single(options.Validate()), StringComparison.Ordinal);

    [Fact]
    public void Validate_OtherSection_IsNamed() =>
        Assert.StartsWith("Other:Url", Assert.Single((Version2 with { Url = "x" }).Validate("Other")), StringComparison.Ordinal);

    [Fact]
    public void ToString_WithSecrets_ShowsNone() =>
        Assert.Equal("http://influx:8086 bucket b", Version2.ToString());
}
