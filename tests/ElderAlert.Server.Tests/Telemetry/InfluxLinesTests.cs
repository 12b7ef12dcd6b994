using ElderAlert.Domain;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Telemetry;

namespace ElderAlert.Server.Tests.Telemetry;

public sealed class InfluxLinesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_OneImpossibleMetric_LeavesOutThatOneAlone()
    {
        var lines = new InfluxLines();
        var point = Point("d1", ("heartRate", 71), ("_secret", 1), ("roomTempC", double.NaN));
        lines.Add(point);
        lines.Add(Point("d2", ("heartRate", 66)));

        Assert.Equal([["heartRate"], ["heartRate"]], lines.Points.Select(p => p.Fields.Select(f => f.Key).ToArray()));
        Assert.Equal([(point, "_secret"), (point, "roomTempC")], lines.Refused.Select(r => (r.Point, r.Field)));
        Assert.Contains("starts with '_'", lines.Refused[0].Reason, StringComparison.Ordinal);
        Assert.Contains("finite numbers only", lines.Refused[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_ImpossibleDeviceName_RefusesEveryMetricOfThePoint()
    {
        var lines = new InfluxLines();
        lines.Add(Point("d\n1", ("heartRate", 71), ("motion", 1)));

        Assert.Empty(lines.Points);
        Assert.Equal(["heartRate", "motion"], lines.Refused.Select(r => r.Field));
    }

    [Fact]
    public void Add_FigureOfTheCentre_CarriesNoHousehold()
    {
        var lines = new InfluxLines();
        lines.Add(Point("d1", ("claimSeconds", 20)) with { Household = null });

        Assert.Equal("", Assert.Single(lines.Points).Tags.Single(t => t.Key == "household").Value);
    }

    private static TelemetryPoint Point(string device, params (string Field, double Value)[] fields) => new(
        "telemetry",
        new CentreId("c1"),
        new HouseholdId("h1"),
        new("device", device),
        Kind: null,
        Noon,
        fields.ToDictionary(f => f.Field, f => f.Value));
}
