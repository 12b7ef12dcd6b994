using System.Buffers;
using System.Globalization;
using System.Text;
using ElderAlert.Influx.Lines;

namespace ElderAlert.Influx.Tests.Lines;

public sealed class LineProtocolTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.UnixEpoch.AddTicks(17_000_000_001_234_567);

    [Fact]
    public void Write_WholePoint_IsOneLine()
    {
        var point = new InfluxPoint(
            "telemetry",
            [new("centre", "c1"), new("device", "d1")],
            [
                new("heartRate", FieldValue.Float(71)),
                new("roomTempC", FieldValue.Float(21.5)),
                new("count", FieldValue.Integer(-3)),
                new("moving", FieldValue.Boolean(true)),
                new("still", FieldValue.Boolean(false)),
                new("note", FieldValue.Text("a")),
            ],
            Time);

        Assert.Equal("telemetry,centre=c1,device=d1 heartRate=71,roomTempC=21.5,count=-3i,moving=t,still=f,note=\"a\" 1700000000123456700", Line(point));
        Assert.EndsWith(" 1700000000123", Line(point, TimestampPrecision.Milliseconds), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b,c=d", "a\\ b\\,c=d", "a\\ b\\,c\\=d")]
    [InlineData("厨房 1", "厨房\\ 1", "厨房\\ 1")]
    [InlineData("a\\b", "a\\b", "a\\b")]
    [InlineData("\"a\"", "\"a\"", "\"a\"")]
    [InlineData("😀", "😀", "😀")]
    public void Write_SpecialCharactersInNames_AreEscaped(string name, string measurement, string key)
    {
        var point = new InfluxPoint(name, [new(name, name)], [new(name, FieldValue.Integer(1))], DateTimeOffset.UnixEpoch);
        Assert.Equal($"{measurement},{key}={key} {key}=1i 0", Line(point));
    }

    [Fact]
    public void Write_StringValue_EscapesQuoteAndBackslashOnly()
    {
        var point = new InfluxPoint("m", [], [new("f", FieldValue.Text("a \"b\" \\ c,d=e\nf"))], DateTimeOffset.UnixEpoch);
        Assert.Equal("m f=\"a \\\"b\\\" \\\\ c,d=e\nf\" 0", Line(point));
    }

    [Fact]
    public void Write_EmptyTagValue_LeavesTheTagOut()
    {
        var point = new InfluxPoint("m", [new("a", ""), new("b", "x")], [new("f", FieldValue.Integer(1))], DateTimeOffset.UnixEpoch);
        Assert.Equal("m,b=x f=1i 0", Line(point));
    }

    [Theory]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    [InlineData(-2.2250738585072014E-308, "-2.2250738585072014E-308")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e21, "1E+21")]
    public void Write_Float_IsShortestRoundTripInAnyCulture(double value, string expected)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
        try
        {
            Assert.Equal($"m f={expected} 0", Line(new InfluxPoint("m", [], [new("f", FieldValue.Float(value))], DateTimeOffset.UnixEpoch)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Write_TimeBefore1970_IsNegative() =>
        Assert.Equal("m f=1i -1000000000", Line(new InfluxPoint("m", [], [new("f", FieldValue.Integer(1))], DateTimeOffset.UnixEpoch.AddSeconds(-1))));

    [Fact]
    public void Write_ManyPoints_DoesNotAllocate()
    {
        var point = new InfluxPoint("te le", [new("centre", "c,1")], [new("a", FieldValue.Float(1.5)), new("b", FieldValue.Text("x\"y"))], Time);
        var output = new ArrayBufferWriter<byte>(1 << 20);
        LineProtocol.Write(output, point);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            LineProtocol.Write(output, point);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Line(InfluxPoint point, TimestampPrecision precision = TimestampPrecision.Nanoseconds)
    {
        var output = new ArrayBufferWriter<byte>();
        LineProtocol.Write(output, point, precision);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
