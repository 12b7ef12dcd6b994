using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using static ElderAlert.Devices.Tests.DeviceSetup;

namespace ElderAlert.Devices.Tests.Zigbee2Mqtt;

public sealed class Zigbee2MqttDialectTests
{
    private static readonly Device Leak = Device("leak-1", DeviceType.LeakDetector);

    [Theory]
    [InlineData("Küche Wasser")]
    [InlineData("厨房/漏水 1")]
    [InlineData("kitchen/floor/leak")]
    [InlineData("0x00158d0006c4b533")]
    public void Interpret_FriendlyNameOfAnyForm_IsFound(string name)
    {
        var said = FromGateway($"zigbee2mqtt/{name}", """{"water_leak":true}""", (name, Leak));

        Assert.Equal(Leak.Id, said.Single().Device);
    }

    [Theory]
    [InlineData("water_leak", "true", SignalState.Active)]
    [InlineData("water_leak", "FALSE", SignalState.Clear)]
    public void Interpret_AttributeTopic_IsReadAsThatProperty(string attribute, string payload, SignalState state)
    {
        var signal = FromGateway($"zigbee2mqtt/kitchen/leak/{attribute}", payload, ("kitchen/leak", Leak)).Single();

        Assert.Equal((SignalKind.Leak, state), (signal.Kind, signal.State));
    }

    [Fact]
    public void Interpret_AttributeTopicOfMeasurement_IsTelemetry() =>
        Assert.Equal(83, FromGateway("zigbee2mqtt/leak/battery", "83", ("leak", Leak)).Metric("battery"));

    [Fact]
    public void Interpret_AttributeTopicOfAction_IsAPress() =>
        Assert.Equal(SignalKind.Sos, FromGateway("zigbee2mqtt/b/action", "emergency", ("b", Leak)).Single().Kind);

    [Theory]
    [InlineData("zigbee2mqtt/leak/set")]
    [InlineData("zigbee2mqtt/leak/get")]
    [InlineData("zigbee2mqtt/leak/set/sos")]
    public void Interpret_CommandOfAHomeAutomation_IsNotTheDeviceSpeaking(string topic)
    {
        var said = FromGateway(topic, """{"sos":true}""", ("leak", Leak));

        Assert.Empty(said.Readings);
        Assert.Empty(said.Problems);
    }

    [Theory]
    [InlineData("""{"smoke":true,"battery_low":true}""", SignalKind.Smoke)]
    [InlineData("""{"action":"emergency"}""", SignalKind.Sos)]
    public void Interpret_UnknownDeviceReportingDanger_IsRaisedForTheGatewaysHomeUnderItsName(string payload, SignalKind kind)
    {
        var reading = Assert.Single(FromGateway("zigbee2mqtt/new", payload).Readings);

        var signal = Assert.Single(reading.Signals).Signal;
        Assert.Equal((kind, "new", reading.Device.Id), (signal.Kind, signal.UnknownName!.Value.Value, signal.Device));
        Assert.Equal(DeviceType.Gateway, reading.Device.Type);
    }

    [Theory]
    [InlineData("""{"smoke":false}""")]
    [InlineData("""{"battery_low":true}""")]
    [InlineData("""{"action":"single"}""")]
    public void Interpret_UnknownDeviceWithoutDangerToLife_RaisesNothing(string payload)
    {
        var said = FromGateway("zigbee2mqtt/new", payload);

        Assert.Empty(said.Readings);
        Assert.Single(said.Problems);
    }

    [Fact]
    public void Interpret_UnknownDeviceReportingDanger_IsAnUrgentProblem()
    {
        var problem = Assert.Single(FromGateway("zigbee2mqtt/new/smoke", """{"smoke":true}""").Problems);

        Assert.Equal(InputProblem.UnknownDevice, problem.Problem);
        Assert.False(problem.Routine);
        Assert.Contains("Smoke", problem.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zigbee2mqtt/plug", """{"power":12,"state":"ON"}""")]
    [InlineData("zigbee2mqtt/plug/availability", "online")]
    [InlineData("zigbee2mqtt/plug/power", "12")]
    public void Interpret_UnknownDeviceReportingNoDanger_IsARoutineProblem(string topic, string payload)
    {
        var problem = Assert.Single(FromGateway(topic, payload).Problems);

        Assert.Equal((InputProblem.UnknownDevice, true), (problem.Problem, problem.Routine));
    }

    [Theory]
    [InlineData("bridge/info", """{"version":"2.1.0"}""")]
    [InlineData("bridge/devices", "[]")]
    [InlineData("bridge/logging", """{"level":"error","message":"sos smoke fall"}""")]
    [InlineData("bridge/response/permit_join", """{"status":"ok"}""")]
    [InlineData("bridge/event", """{"type":"device_leave","data":{"friendly_name":"stranger"}}""")]
    [InlineData("bridge/event", """{"type":"device_leave"}""")]
    [InlineData("bridge/state", "")]
    public void Interpret_Housekeeping_SaysNothing(string topic, string payload)
    {
        var said = FromGateway($"zigbee2mqtt/{topic}", payload);

        Assert.Empty(said.Readings);
        Assert.Empty(said.Problems);
    }

    [Fact]
    public void Interpret_DeviceFoundByAddress_Left()
    {
        var said = FromGateway(
            "zigbee2mqtt/bridge/event",
            """{"type":"device_leave","data":{"ieee_address":"0x1","friendly_name":"gone"}}""",
            ("0x1", Leak));

        Assert.True(said.Readings.Single().Left);
    }

    [Theory]
    [InlineData("offline", SignalKind.Offline, false)]
    [InlineData("""{"state":"online"}""", SignalKind.Online, true)]
    public void Interpret_Availability_IsAVerdict(string payload, SignalKind kind, bool online)
    {
        var reading = FromGateway("zigbee2mqtt/a/b/availability", payload, ("a/b", Leak)).Readings.Single();

        Assert.Equal((kind, online, true), (reading.Signals.Single().Signal.Kind, reading.Online, reading.Signals.Single().IsLevel));
    }

    [Fact]
    public void Interpret_SameMessageWithItsTime_HasOneIdHoweverOftenItArrives()
    {
        const string Payload = """{"sos":true,"last_seen":"2022-07-13T15:59:30.546Z"}""";

        Assert.Equal(Id(Payload, Now), Id(Payload, Now.AddHours(3)));
        Assert.NotEqual(Id(Payload, Now), Id(Payload.Replace("30.546", "35.569", StringComparison.Ordinal), Now));
    }

    [Fact]
    public void Interpret_SameMessageWithoutTime_CountsAtEachArrival() =>
        Assert.NotEqual(Id("""{"action":"sos"}""", Now), Id("""{"action":"sos"}""", Now.AddSeconds(1)));

    [Fact]
    public void Interpret_TopicOfNoDialect_IsAProblem() =>
        Assert.Equal(InputProblem.Undecodable, Assert.Single(FromGateway("tele/x/SENSOR", "{}").Problems).Problem);

    private static string Id(string payload, DateTimeOffset at) => FromGateway("zigbee2mqtt/b", payload, at, ("b", Leak)).Single().Id;
}
