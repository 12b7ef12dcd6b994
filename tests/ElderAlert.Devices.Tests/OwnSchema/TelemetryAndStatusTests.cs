using ElderAlert.Domain.Journal;
using static ElderAlert.Devices.Tests.DeviceSetup;

namespace ElderAlert.Devices.Tests.OwnSchema;

public sealed class TelemetryAndStatusTests
{
    private const string Telemetry = "ea/v1/pendant-1/telemetry";
    private const string Status = "ea/v1/pendant-1/status";

    [Fact]
    public void Telemetry_Metrics_BecomeNumbers()
    {
        var said = FromPendant(Telemetry, """{"at":"2026-11-21T03:12:00Z","metrics":{"heartRate":71,"roomTempC":"21.5","motion":true,"battery":null}}""");

        Assert.Empty(said.Problems);
        var reading = said.Readings.Single().Telemetry!;
        Assert.Equal(new Dictionary<string, double> { ["heartRate"] = 71, ["roomTempC"] = 21.5, ["motion"] = 1 }, reading.Metrics);
        Assert.Equal(Now.AddSeconds(-8), reading.At);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:05Z")]
    [InlineData("2031-01-01T00:00:00Z")]
    [InlineData("soon")]
    public void Telemetry_ImpossibleTime_IsChartedAtReceipt(string at) =>
        Assert.Equal(Now, FromPendant(Telemetry, $$$"""{"at":"{{{at}}}","metrics":{"heartRate":71}}""").Readings.Single().Telemetry!.At);

    [Theory]
    [InlineData("""{"metrics":{"heartRate":71,"mood":"good"}}""")]
    [InlineData("""{"metrics":{"heartRate":71,"x":1e999}}""")]
    [InlineData("""{"metrics":{"heartRate":71,"a b":1}}""")]
    public void Telemetry_OneMetricWrong_KeepsTheOthers(string payload)
    {
        var said = FromPendant(Telemetry, payload);

        Assert.Equal(71, said.Metric("heartRate"));
        Assert.Single(said.Readings.Single().Telemetry!.Metrics);
        Assert.True(Assert.Single(said.Problems).Routine);
    }

    [Fact]
    public void Telemetry_MoreThan64Metrics_KeepsTheFirst64()
    {
        var metrics = string.Join(',', Enumerable.Range(0, 70).Select(i => $"\"m{i}\":{i}"));
        var said = FromPendant(Telemetry, "{\"metrics\":{" + metrics + "}}");

        Assert.Equal(64, said.Readings.Single().Telemetry!.Metrics.Count);
        Assert.Single(said.Problems);
    }

    [Theory]
    [InlineData("online", true)]
    [InlineData("offline", false)]
    [InlineData("\"Offline\"", false)]
    [InlineData("""{"state":"online"}""", true)]
    public void Status_Word_SaysWhetherItIsThere(string payload, bool online)
    {
        var reading = FromPendant(Status, payload, retained: true).Readings.Single();

        Assert.Equal(online, reading.Online);
        Assert.Empty(reading.Signals);
    }

    [Fact]
    public void Status_RetainedMessageTakenBack_SaysNothing() => Assert.Empty(FromPendant(Status, "").Readings);

    [Theory]
    [InlineData("busy")]
    [InlineData("""{"state":1}""")]
    [InlineData("""{"state":""")]
    public void Status_AnythingElse_IsAProblem(string payload) =>
        Assert.Equal(InputProblem.Undecodable, Assert.Single(FromPendant(Status, payload).Problems).Problem);
}
