using ElderAlert.Influx.Lines;

namespace ElderAlert.Influx.Tests.Lines;

public sealed class InfluxPointTests
{
    private static readonly InfluxField Field = new("f", FieldValue.Integer(1));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Float_NotFinite_IsRefused(double value) =>
        Assert.Contains("finite numbers only", Assert.Throws<InvalidPointException>(() => FieldValue.Float(value)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a\nb", "U+000A at position 1")]
    [InlineData("a\r", "U+000D at position 1")]
    [InlineData("a\\", "backslash")]
    [InlineData("a\\ b", "backslash")]
    [InlineData("a\\,b", "backslash")]
    [InlineData("a\\=b", "backslash")]
    [InlineData("a\\\"b", "backslash")]
    [InlineData("_a", "starts with '_'")]
    public void Constructor_NameThatCannotBeWritten_IsRefusedWithTheReason(string name, string reason)
    {
        Refused(() => new InfluxPoint(name, [], [Field], DateTimeOffset.UnixEpoch), "measurement", reason);
        Refused(() => new InfluxPoint("m", [new(name, "x")], [Field], DateTimeOffset.UnixEpoch), "tag key", reason);
        Refused(() => new InfluxPoint("m", [], [new(name, FieldValue.Integer(1))], DateTimeOffset.UnixEpoch), "field key", reason);
    }

    [Theory]
    [InlineData("a\nb", "U+000A")]
    [InlineData("a\\", "backslash")]
    public void Constructor_TagValueThatCannotBeWritten_NamesTheTag(string value, string reason) =>
        Refused(() => new InfluxPoint("m", [new("device", value)], [Field], DateTimeOffset.UnixEpoch), "device", reason);

    [Fact]
    public void Constructor_CommentMeasurement_IsRefused() =>
        Refused(() => new InfluxPoint("#m", [], [Field], DateTimeOffset.UnixEpoch), "measurement", "comment");

    [Fact]
    public void Constructor_TimeAsKey_IsRefused()
    {
        Refused(() => new InfluxPoint("m", [new("time", "x")], [Field], DateTimeOffset.UnixEpoch), "tag key", "own column");
        Refused(() => new InfluxPoint("m", [], [new("time", FieldValue.Integer(1))], DateTimeOffset.UnixEpoch), "field key", "own column");
    }

    [Fact]
    public void Constructor_SameTagTwice_IsRefused() =>
        Refused(() => new InfluxPoint("m", [new("a", "1"), new("a", "2")], [Field], DateTimeOffset.UnixEpoch), "'a'", "twice");

    [Fact]
    public void Constructor_NoFieldOrNoValue_IsRefused()
    {
        Refused(() => new InfluxPoint("m", [], [], DateTimeOffset.UnixEpoch), "field", "at least one");
        Refused(() => new InfluxPoint("m", [], [new("f", default)], DateTimeOffset.UnixEpoch), "'f'", "no value");
    }

    [Fact]
    public void Constructor_TimeBeyondNanoseconds_IsRefused()
    {
        Refused(() => new InfluxPoint("m", [], [Field], DateTimeOffset.MinValue), "time", "nanoseconds");
        Refused(() => new InfluxPoint("m", [], [Field], DateTimeOffset.MaxValue), "time", "nanoseconds");
    }

    private static void Refused(Func<InfluxPoint> create, string part, string reason)
    {
        var refusal = Assert.Throws<InvalidPointException>(create);
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
