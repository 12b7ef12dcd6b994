using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.Tests.Support;
using ElderAlert.FirmwareSim.Transport;

namespace ElderAlert.FirmwareSim.Tests.Zigbee;

public sealed class ZigbeeFirmwareTests
{
    [Fact]
    public void PowerUp_Always_AnnouncesRetainedAvailabilityUnderTheFriendlyName()
    {
        var announced = Of(SimulatedDeviceType.SmokeDetector).Read()[0];

        Assert.Equal(("zigbee2mqtt/厨房/烟感/availability", """{"state":"online"}"""), (announced.Topic, Bench.Text(announced)));
        Assert.True(announced is { Retain: true, MustArrive: true });
    }

    [Fact]
    public void Press_Button_SendsSeveralMessagesWithoutIds()
    {
        var bench = Of(SimulatedDeviceType.Pendant);
        bench.Read();
        bench.Sense(new Stimulus.Press());
        bench.Advance(TimeSpan.FromMinutes(1));

        var calls = Said(bench).Where(message => message.MustArrive).Select(Bench.Json).ToList();
        Assert.Equal(["emergency", "emergency", "emergency"], calls.Select(call => call.GetProperty("action").GetString()));
        Assert.All(calls, call => Assert.False(call.TryGetProperty("id", out _)));
    }

    [Fact]
    public void Smoke_ComesAndGoes_RepeatsEveryFewSecondsThenClears()
    {
        var bench = Of(SimulatedDeviceType.SmokeDetector);
        bench.Read();
        bench.Sense(new Stimulus.Condition(IsPresent: true));
        bench.Advance(TimeSpan.FromSeconds(21));
        bench.Sense(new Stimulus.Condition(IsPresent: false));

        var said = Said(bench).Where(message => message.MustArrive).Select(message => Bench.Json(message).GetProperty("smoke").GetBoolean());
        Assert.Equal([true, true, true, true, true, true, false], said);
    }

    [Fact]
    public void Radar_BodyOnTheFloor_SaysFall()
    {
        var bench = Of(SimulatedDeviceType.Radar);
        bench.Read();
        bench.Sense(new Stimulus.Seen(Posture.Floor));
        bench.Advance(TimeSpan.FromSeconds(11));

        Assert.Contains(Said(bench), message => Bench.Json(message).GetProperty("fall_down_status").GetString() == "fall");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Door_Changes_SaysContact(bool isOpen, bool contact)
    {
        var bench = Of(SimulatedDeviceType.DoorContact);
        bench.Sense(new Stimulus.Door(!isOpen));
        bench.Read();
        bench.Sense(new Stimulus.Door(isOpen));

        Assert.Equal(contact, Bench.Json(Assert.Single(Said(bench))).GetProperty("contact").GetBoolean());
    }

    [Fact]
    public void SetNetwork_OutOfReach_LosesItsWordsAndTheHubSaysSo()
    {
        var bench = Of(SimulatedDeviceType.Pendant);
        bench.Read();
        bench.Firmware.SetNetwork(hasNetwork: false, bench.Now);
        bench.Sense(new Stimulus.Press());
        bench.Firmware.SetNetwork(hasNetwork: true, bench.Now);

        Assert.Equal(["""{"state":"offline"}""", """{"state":"online"}"""], bench.Read().Select(Bench.Text));
    }

    [Fact]
    public void Battery_Low_IsSaidInThePayload()
    {
        var bench = Of(SimulatedDeviceType.LeakDetector);
        bench.Read();
        bench.Sense(new Stimulus.BatteryIs(9));

        var said = Bench.Json(Assert.Single(Said(bench)));
        Assert.True(said.GetProperty("battery_low").GetBoolean());
        Assert.Equal(9, said.GetProperty("battery").GetDouble());
    }

    private static Bench Of(SimulatedDeviceType type) =>
        new(new SimulatedDevice("z1", type) { Gateway = "hub", ExternalName = "厨房/烟感", Room = "厨房" });

    private static List<OutgoingMessage> Said(Bench bench) =>
        bench.Read().Where(message => message.Topic == "zigbee2mqtt/厨房/烟感").ToList();
}
