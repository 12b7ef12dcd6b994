using System.Globalization;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;
using static ElderAlert.Devices.Tests.DeviceSetup;

namespace ElderAlert.Devices.Tests.Zigbee2Mqtt;

public sealed class StateReaderTests
{
    [Theory]
    [InlineData("\"FALSE\"", false)]
    [InlineData("\"false\"", false)]
    [InlineData("\"TRUE\"", true)]
    [InlineData("\"alarm\"", true)]
    [InlineData("0", false)]
    [InlineData("1", true)]
    [InlineData("\"critical_alarm\"", true)]
    public void Read_SmokeInAnyForm_IsRaisedOrOver(string value, bool raised)
    {
        var said = Read(DeviceType.Other, $$"""{"smoke":{{value}}}""");

        Assert.Empty(said.Problems);
        Assert.Equal(raised ? SignalState.Active : SignalState.Clear, said.Single().State);
        Assert.True(said.Readings[0].Signals[0].IsLevel);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"unknown\"")]
    [InlineData("\"detecting\"")]
    [InlineData("\"\"")]
    public void Read_SmokeNotKnownYet_SaysNothing(string value)
    {
        var said = Read(DeviceType.Other, $$"""{"smoke":{{value}}}""");

        Assert.Empty(said.Problems);
        Assert.Empty(said.Readings.Single().Signals);
    }

    [Theory]
    [InlineData("""{"smoke":"purple"}""")]
    [InlineData("""{"water_leak":[]}""")]
    [InlineData("""{"fall_status":{"x":1}}""")]
    [InlineData("""{"fall_down_status":"upside_down"}""")]
    public void Read_AlarmValueNobodyKnows_IsAnUrgentProblem(string payload)
    {
        var said = Read(DeviceType.Other, payload);

        Assert.Empty(said.Raised());
        Assert.False(Assert.Single(said.Problems).Routine);
    }

    [Theory]
    [InlineData("""{"fall_detection_settings":"-21931,-21931,0,0","fall_sensitivity":5}""")]
    [InlineData("""{"sensitivity":"high","alarm_volume":"high","silence":true}""")]
    [InlineData("""{"update":{"state":"available","smoke":true},"gas":1204.5,"water":17}""")]
    [InlineData("""{"alarm":true,"warning":{"mode":"fire"}}""")]
    public void Read_SettingsMetersAndSirens_RaiseNothing(string payload)
    {
        var said = Read(DeviceType.Other, payload);

        Assert.Empty(said.Problems);
        Assert.Empty(said.Raised());
    }

    [Theory]
    [InlineData("single", false, false)]
    [InlineData("single", true, true)]
    [InlineData("double", true, true)]
    [InlineData("long", true, true)]
    [InlineData("hold", true, true)]
    [InlineData("1_single", true, true)]
    [InlineData("", true, false)]
    [InlineData("off", true, false)]
    [InlineData("release", true, false)]
    [InlineData("long_release", true, false)]
    [InlineData("arm_all_zones", true, false)]
    [InlineData("vibration", true, false)]
    [InlineData("SOS", false, true)]
    [InlineData("emergency", false, true)]
    [InlineData("panic_1", false, true)]
    [InlineData("drop", false, false)]
    public void Read_Action_AsksForHelpByWordOrRegistration(string action, bool buttonIsSos, bool help)
    {
        var said = FromGateway("zigbee2mqtt/button", $$"""{"action":"{{action}}","battery":60}""", ("button", Device("d1", DeviceType.Other, buttonIsSos)));

        Assert.Equal(help, said.Raised().Contains(SignalKind.Sos));
        Assert.All(said.Readings.Single().Signals.Where(s => s.Signal.Kind is SignalKind.Sos), s => Assert.False(s.IsLevel));
    }

    [Fact]
    public void Read_PressThatAsksForNothing_IsCounted() => Assert.Equal(1, Read(DeviceType.Other, """{"action":"single"}""").Metric("button"));

    [Fact]
    public void Read_HelpTakenBack_IsClear() => Assert.Equal([SignalKind.Sos], Read(DeviceType.Other, """{"action":"panic_release"}""").Cleared());

    [Theory]
    [InlineData(DeviceType.FallWearable, true)]
    [InlineData(DeviceType.Other, false)]
    public void Read_ActionFall_IsAPersonOnlyOnAPerson(DeviceType type, bool person) =>
        Assert.Equal(person, Read(type, """{"action":"fall"}""").Raised().Contains(SignalKind.Fall));

    [Theory]
    [InlineData("""{"fall_status":"fall_alarm"}""", null)]
    [InlineData("""{"fall_status":"fall_warning"}""", 0.3)]
    [InlineData("""{"fall_detected":true}""", null)]
    [InlineData("""{"status":"falling"}""", null)]
    public void Read_Fall_IsSureOrSuspected(string payload, double? confidence)
    {
        var signal = Read(DeviceType.Radar, payload).Single();

        Assert.Equal((SignalKind.Fall, SignalState.Active, confidence), (signal.Kind, signal.State, signal.Confidence));
    }

    [Theory]
    [InlineData(DeviceType.SmokeDetector, SignalKind.Smoke)]
    [InlineData(DeviceType.LeakDetector, SignalKind.Leak)]
    [InlineData(DeviceType.Pendant, SignalKind.Sos)]
    public void Read_BareAlarm_MeansWhatTheSensorWatchesFor(DeviceType type, SignalKind kind)
    {
        Assert.Equal([kind], Read(type, """{"alarm":true}""").Raised());
        Assert.Equal([kind], Read(type, """{"alarm_1":true}""").Raised());
    }

    [Fact]
    public void Read_SirenBesideAClearDetector_DoesNotOverrideIt() =>
        Assert.Empty(Read(DeviceType.SmokeDetector, """{"alarm":true,"smoke":false}""").Raised());

    [Fact]
    public void Read_SmokeDuringSelfTest_IsATestThatNamesSmoke()
    {
        var signal = Read(DeviceType.SmokeDetector, """{"smoke":true,"test":true}""").Single();

        Assert.Equal(SignalKind.Test, signal.Kind);
        Assert.Equal("Smoke", signal.Detail!["value"]);
    }

    [Fact]
    public void Read_TwoPropertiesOfOneKind_TheWorseRules() =>
        Assert.Equal(SignalState.Active, Read(DeviceType.SmokeDetector, """{"smoke":false,"smoke_state":"alarm","smoke_1":false}""").Single().State);

    [Theory]
    [InlineData("8", true)]
    [InlineData("\"8.00\"", true)]
    [InlineData("12", null)]
    [InlineData("76.5", false)]
    [InlineData("null", null)]
    public void Read_BatteryPercent_IsJudgedWhereTheDeviceDoesNot(string percent, bool? low)
    {
        var said = Read(DeviceType.Other, $$"""{"battery":{{percent}}}""");

        Assert.Equal(low is true, said.Raised().Contains(SignalKind.BatteryLow));
        Assert.Equal(low is false, said.Cleared().Contains(SignalKind.BatteryLow));
    }

    [Theory]
    [InlineData("""{"fault":"none"}""", false)]
    [InlineData("""{"fault":0}""", false)]
    [InlineData("""{"faults":[]}""", false)]
    [InlineData("""{"fault":"probe_fault"}""", true)]
    [InlineData("""{"trouble":true}""", true)]
    [InlineData("""{"battery_defect":true}""", true)]
    public void Read_Fault_IsAnythingButAllWell(string payload, bool fault) =>
        Assert.Equal(fault, Read(DeviceType.Other, payload).Raised().Contains(SignalKind.Fault));

    [Theory]
    [InlineData("1656118444933")]
    [InlineData("1656118444.933")]
    [InlineData("\"2022-06-25T00:54:04.933Z\"")]
    [InlineData("\"2022-06-25T08:54:04.933+08:00\"")]
    public void Read_LastSeenInAnyForm_IsTheDevicesTime(string lastSeen) =>
        Assert.Equal(
            new DateTimeOffset(2022, 6, 25, 0, 54, 4, 933, TimeSpan.Zero),
            Read(DeviceType.Other, $$"""{"sos":true,"last_seen":{{lastSeen}}}""").Single().At);

    [Theory]
    [InlineData("2026-11-20T22:12:07Z", "2026-11-20T22:12:07Z")]
    [InlineData("1970-01-01T00:00:07Z", "2026-11-21T03:12:08Z")]
    [InlineData("2027-11-20T22:12:07Z", "2026-11-21T03:12:08Z")]
    public void Read_StateRepeatedAtTheGatewaysStart_WasMeasuredWhenTheDeviceWasLastSeen(string lastSeen, string measuredAt) =>
        Assert.Equal(
            DateTimeOffset.Parse(measuredAt, CultureInfo.InvariantCulture),
            Read(DeviceType.MotionSensor, $$"""{"occupancy":true,"last_seen":"{{lastSeen}}"}""").Readings.Single().Telemetry!.At);

    [Fact]
    public void Read_Measurements_GetOurNames()
    {
        var said = Read(DeviceType.Other, """{"temperature":21.3,"voltage":3025,"contact":false,"occupancy":true,"linkquality":0}""");

        Assert.Equal((21.3, 3.025, 1, 1, 0), (said.Metric("roomTempC"), said.Metric("voltageV"), said.Metric("doorOpen"), said.Metric("motion"), said.Metric("linkQuality")));
    }

    private static Interpretation Read(DeviceType type, string payload) => FromGateway("zigbee2mqtt/d", payload, ("d", Device("d1", type)));
}
