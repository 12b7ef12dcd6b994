using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.Tests.Support;

namespace ElderAlert.FirmwareSim.Tests.Devices;

public sealed class OwnFirmwareTests
{
    [Fact]
    public void Signal_SameBoot_CountsUpAndNamesTheBoot()
    {
        var bench = new Bench(Bench.Pendant);
        bench.Sense(new Stimulus.Press());
        bench.Sense(new Stimulus.Press());

        var signals = bench.ReadSignals();

        Assert.Equal([1, 2], signals.Select(signal => signal.GetProperty("seq").GetInt64()));
        Assert.All(signals, signal => Assert.Equal($"{signal.GetProperty("boot").GetString()}-{signal.GetProperty("seq")}", signal.Id()));
        Assert.Equal("bedroom", signals[0].Detail("room"));
        Assert.Equal("2026-11-21T04:00:00.000Z", signals[0].GetProperty("at").GetString());
    }

    [Fact]
    public void Signal_AfterRestart_NeverRepeatsAnId()
    {
        var bench = new Bench(Bench.Pendant);
        bench.Sense(new Stimulus.Press());
        bench.Advance(TimeSpan.FromSeconds(2));
        bench.Firmware.PowerDown();
        bench.Firmware.PowerUp(bench.Now);
        bench.Sense(new Stimulus.Press());

        var signals = bench.ReadSignals();

        Assert.Equal(2, signals.Count);
        Assert.NotEqual(signals[0].Id(), signals[1].Id());
    }

    [Theory]
    [InlineData(CommandType.Received, Lamp.Received)]
    [InlineData(CommandType.Claimed, Lamp.Claimed)]
    [InlineData(CommandType.OnTheWay, Lamp.OnTheWay)]
    [InlineData(CommandType.Resolved, Lamp.Off)]
    [InlineData(CommandType.Confirm, Lamp.Asking)]
    internal void Obey_LampCommand_ShowsItAndConfirms(CommandType command, Lamp lamp)
    {
        var bench = new Bench(Bench.Pendant);

        bench.Obey(command);

        Assert.Equal(lamp, bench.Own.Lamp);
        Assert.Equal((double)lamp, Assert.Single(bench.ReadTelemetry()).Metric("lamp"));
    }

    [Fact]
    public void Obey_SameCommandTwice_ActsOnce()
    {
        var bench = new Bench(Bench.Pendant);
        bench.Obey(CommandType.Test, "c1");
        bench.Obey(CommandType.Test, "c1");
        bench.Obey(CommandType.Test, "c2");

        Assert.Equal(["test", "test"], bench.ReadSignals().Select(signal => signal.Kind()));
    }

    [Fact]
    public void Obey_Locate_AnswersWithAPositionNearTheHome()
    {
        var bench = new Bench(Bench.Pendant);

        bench.Obey(CommandType.Locate);

        var answer = Assert.Single(bench.ReadTelemetry());
        Assert.InRange(answer.Metric("lat"), 29.589, 29.591);
        Assert.InRange(answer.Metric("lon"), 120.829, 120.831);
        Assert.Equal(12, answer.Metric("accuracyM"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"1\",\"type\":\"fly\"}")]
    [InlineData("{\"id\":\"\",\"type\":\"test\"}")]
    [InlineData("null")]
    public void ReadCommand_NotUnderstood_IsIgnored(string payload) =>
        Assert.Null(DeviceJson.ReadCommand(System.Text.Encoding.UTF8.GetBytes(payload)));

    [Fact]
    public void ReadCommand_OnTheWay_ReadsTheContract()
    {
        var command = DeviceJson.ReadCommand("""{"id":"7","type":"onTheWay","incident":"i1","etaMin":8}"""u8);

        Assert.Equal(new DeviceCommand("7", CommandType.OnTheWay, "i1", 8), command);
    }

    [Fact]
    public void Report_NothingHappens_ComesAtTheProfilesInterval()
    {
        var bench = new Bench(Bench.Pendant);

        bench.Advance(TimeSpan.FromDays(3));

        var reports = bench.ReadTelemetry();
        Assert.InRange(reports.Count, 8, 9);
        Assert.All(reports, report => Assert.InRange(report.Metric("battery"), 78, 80));
    }

    [Fact]
    public void Battery_Low_IsToldAtOnceThenDailyUntilReplaced()
    {
        var bench = new Bench(Bench.Pendant);
        bench.Sense(new Stimulus.BatteryIs(12));
        Assert.Equal("batteryLow", Assert.Single(bench.ReadSignals()).Kind());

        bench.Advance(TimeSpan.FromDays(3));
        Assert.Equal(3, bench.ReadSignals().Count);

        bench.Sense(new Stimulus.BatteryIs(100));
        bench.Advance(TimeSpan.FromDays(3));
        Assert.Empty(bench.ReadSignals());
    }

    [Fact]
    public void Battery_RunsEmpty_DeviceFallsSilentAndReturnsUnderANewBoot()
    {
        var bench = new Bench(new SimulatedDevice("w1", SimulatedDeviceType.FallWearable) { Key = "k" }, batteryPercent: 5);
        bench.Advance(TimeSpan.FromHours(12));
        Assert.False(bench.Firmware.IsPowered);
        Assert.False(bench.Radio.IsUp);
        bench.Read();

        bench.Advance(TimeSpan.FromHours(12));
        Assert.Empty(bench.Read());

        bench.Sense(new Stimulus.BatteryIs(100));
        Assert.True(bench.Radio.IsUp);
        bench.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEmpty(bench.ReadTelemetry());
    }

    [Fact]
    public void WrongClock_Signal_CarriesTheWrongTime()
    {
        var bench = new Bench(Bench.Pendant);
        bench.Own.ClockError = TimeSpan.FromHours(8);
        bench.Sense(new Stimulus.Press());

        Assert.Equal("2026-11-21T12:00:00.000Z", Assert.Single(bench.ReadSignals()).GetProperty("at").GetString());
    }

    [Fact]
    public void SaysTwice_Signal_IsStoredTwiceWithOneId()
    {
        var bench = new Bench(Bench.Pendant);
        bench.Own.SaysTwice = true;
        bench.Sense(new Stimulus.Press());

        var signals = bench.ReadSignals();
        Assert.Equal(2, signals.Count);
        Assert.Equal(signals[0].Id(), signals[1].Id());
    }
}
