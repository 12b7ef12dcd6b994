using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.Falls;
using ElderAlert.FirmwareSim.Motion;
using ElderAlert.FirmwareSim.Tests.Support;

namespace ElderAlert.FirmwareSim.Tests.Devices;

public sealed class FallWearableTests
{
    private readonly Bench _bench = new(new SimulatedDevice("w1", SimulatedDeviceType.FallWearable) { Key = "k", Room = "bathroom" });
    private readonly ComposedTraces _traces = new();
    private readonly Random _random = new(3);

    [Fact]
    public void Fall_WearerLiesStill_IsToldWithinTenSecondsAndAgainSurer()
    {
        Fall();
        _bench.Advance(TimeSpan.FromSeconds(10));

        var fall = Assert.Single(_bench.ReadSignals());
        Assert.Equal(("fall", "waist", "bathroom"), (fall.Kind(), fall.Detail("position"), fall.Detail("room")));
        var confidence = fall.GetProperty("confidence").GetDouble();
        Assert.InRange(confidence, 0.5, 0.98);

        _bench.Advance(TimeSpan.FromMinutes(5));
        var still = Assert.Single(_bench.ReadSignals());
        Assert.Equal("30", still.Detail("stillS"));
        Assert.True(still.GetProperty("confidence").GetDouble() > confidence);
    }

    [Fact]
    public void Fall_WearerCancels_TellsTheCancelAndNoMore()
    {
        Fall();
        _bench.Advance(TimeSpan.FromSeconds(10));
        _bench.ReadSignals();

        _bench.Sense(new Stimulus.Press(IsLong: true));
        _bench.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("cancel", Assert.Single(_bench.ReadSignals()).Kind());
    }

    [Fact]
    public void Everyday_ManyMovements_TellNothing()
    {
        for (var movement = 0; movement < 200; movement++)
        {
            _bench.Sense(new Stimulus.Moved(_traces.Everyday(WearPosition.Waist, _random)));
            _bench.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Empty(_bench.ReadSignals());
    }

    [Fact]
    public void Press_Button_Calls()
    {
        _bench.Sense(new Stimulus.Press());

        Assert.Equal("sos", Assert.Single(_bench.ReadSignals()).Kind());
    }

    [Fact]
    public void Report_Worn_HasHeartRateMotionAndBattery()
    {
        _bench.Advance(TimeSpan.FromMinutes(1));
        _bench.Read();
        _bench.Sense(new Stimulus.Moved(_traces.Everyday(WearPosition.Waist, _random)));
        _bench.Advance(TimeSpan.FromMinutes(11));

        var reports = _bench.ReadTelemetry();
        Assert.Equal(2, reports.Count);
        Assert.All(reports, report => Assert.InRange(report.Metric("heartRate"), 60, 80));
        Assert.Equal([1.0, 0.0], reports.Select(report => report.Metric("motion")));
        Assert.InRange(reports[1].Metric("battery"), 79, 80);
    }

    private void Fall() => _bench.Sense(new Stimulus.Moved(_traces.Fall(WearPosition.Waist, _random)));
}
