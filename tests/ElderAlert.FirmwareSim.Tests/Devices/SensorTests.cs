using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.Tests.Support;

namespace ElderAlert.FirmwareSim.Tests.Devices;

public sealed class SensorTests
{
    [Fact]
    public void Radar_BodyStaysOnTheFloor_TellsAFallThreeTimesEachSurer()
    {
        var bench = Of(SimulatedDeviceType.Radar);
        bench.Sense(new Stimulus.Seen(Posture.Upright));
        bench.Sense(new Stimulus.Seen(Posture.Floor));
        bench.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(bench.ReadSignals());

        bench.Advance(TimeSpan.FromMinutes(10));

        var falls = bench.ReadSignals();
        Assert.All(falls, fall => Assert.Equal("fall", fall.Kind()));
        Assert.Equal([0.83, 0.91, 0.95], falls.Select(fall => Math.Round(fall.GetProperty("confidence").GetDouble(), 2)));
    }

    [Fact]
    public void Radar_SomebodyStoopsAndRises_TellsNothing()
    {
        var bench = Of(SimulatedDeviceType.Radar);
        bench.Sense(new Stimulus.Seen(Posture.Floor));
        bench.Advance(TimeSpan.FromSeconds(6));
        bench.Sense(new Stimulus.Seen(Posture.Upright));
        bench.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(bench.ReadSignals());
    }

    [Fact]
    public void Radar_ComingAndGoing_TellsPresenceOnce()
    {
        var bench = Of(SimulatedDeviceType.Radar);
        bench.Sense(new Stimulus.Seen(Posture.Upright));
        bench.Sense(new Stimulus.Seen(Posture.Upright));
        bench.Sense(new Stimulus.Seen(Posture.Absent));

        Assert.Equal([1.0, 0.0], bench.ReadTelemetry().Select(reading => reading.Metric("presence")));
    }

    [Theory]
    [InlineData(SimulatedDeviceType.SmokeDetector, "smoke")]
    [InlineData(SimulatedDeviceType.GasDetector, "gas")]
    [InlineData(SimulatedDeviceType.CoDetector, "co")]
    [InlineData(SimulatedDeviceType.LeakDetector, "leak")]
    public void Detector_ConditionComesAndGoes_CallsWhileItLastsThenClears(SimulatedDeviceType type, string kind)
    {
        var bench = Of(type);
        bench.Sense(new Stimulus.Condition(IsPresent: true));
        bench.Advance(TimeSpan.FromSeconds(65));
        bench.Sense(new Stimulus.Condition(IsPresent: false));
        bench.Advance(TimeSpan.FromMinutes(10));

        var signals = bench.ReadSignals();
        Assert.Equal([kind, kind, kind, kind], signals.Select(signal => signal.Kind()));
        Assert.Equal([false, false, false, true], signals.Select(signal => signal.TryGetProperty("state", out _)));
        Assert.Equal("clear", signals[^1].GetProperty("state").GetString());
    }

    [Fact]
    public void Detector_TestButton_IsATestAndNoFire()
    {
        var bench = Of(SimulatedDeviceType.SmokeDetector);
        bench.Sense(new Stimulus.Press());

        Assert.Equal("test", Assert.Single(bench.ReadSignals()).Kind());
    }

    [Fact]
    public void MotionSensor_ManyMovements_TellsTheFirstAndTheEnd()
    {
        var bench = Of(SimulatedDeviceType.MotionSensor);
        for (var movement = 0; movement < 10; movement++)
        {
            bench.Sense(new Stimulus.Seen(Posture.Upright));
            bench.Advance(TimeSpan.FromSeconds(20));
        }

        bench.Advance(TimeSpan.FromMinutes(2));

        var readings = bench.ReadTelemetry().Where(reading => !reading.Has("roomTempC"));
        Assert.Equal([1.0, 0.0], readings.Select(reading => reading.Metric("motion")));
    }

    [Fact]
    public void DoorContact_OpensAndCloses_TellsEachChange()
    {
        var bench = Of(SimulatedDeviceType.DoorContact);
        bench.Sense(new Stimulus.Door(IsOpen: true));
        bench.Sense(new Stimulus.Door(IsOpen: true));
        bench.Sense(new Stimulus.Door(IsOpen: false));

        Assert.Equal([1.0, 0.0], bench.ReadTelemetry().Select(reading => reading.Metric("doorOpen")));
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(40, 1)]
    public void BedSensor_LeftAtNight_RaisesBedExitOnlyForOneWhoStaysAway(int minutesAway, int signals)
    {
        var bench = Of(SimulatedDeviceType.BedSensor, new DateTimeOffset(2026, 11, 21, 18, 0, 0, TimeSpan.Zero));
        bench.Sense(new Stimulus.Bed(IsIn: true));
        bench.Sense(new Stimulus.Bed(IsIn: false));
        bench.Advance(TimeSpan.FromMinutes(minutesAway));
        bench.Sense(new Stimulus.Bed(IsIn: true));
        bench.Advance(TimeSpan.FromMinutes(60));

        Assert.Equal(signals, bench.ReadSignals().Count(signal => signal.Kind() == "bedExit"));
    }

    [Fact]
    public void BedSensor_LeftByDay_RaisesNothing()
    {
        var bench = Of(SimulatedDeviceType.BedSensor);
        bench.Sense(new Stimulus.Bed(IsIn: true));
        bench.Sense(new Stimulus.Bed(IsIn: false));
        bench.Advance(TimeSpan.FromHours(3));

        Assert.Empty(bench.ReadSignals());
    }

    [Fact]
    public void Hub_MainsFailAndReturn_TellsBoth()
    {
        var bench = Of(SimulatedDeviceType.Gateway);
        Assert.Equal("zigbee2mqtt/bridge/state", bench.Read()[0].Topic);
        bench.Sense(new Stimulus.Mains(IsPresent: false));
        bench.Sense(new Stimulus.Mains(IsPresent: true));

        Assert.Equal(["mainsLost", "mainsRestored"], bench.ReadSignals().Select(signal => signal.Kind()));
    }

    private static Bench Of(SimulatedDeviceType type, DateTimeOffset? start = null) =>
        new(new SimulatedDevice("d1", type) { Key = "k", Room = "kitchen" }, start: start);
}
