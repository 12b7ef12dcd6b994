using System.Text.Json;
using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.Tests.Support;
using ElderAlert.FirmwareSim.World;

namespace ElderAlert.FirmwareSim.Tests.World;

/// <summary>What each situation makes the devices of a home say.</summary>
public sealed class SituationsTests
{
    /// <summary>Local lunch time, when everybody is at home.</summary>
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 10, 0, TimeSpan.Zero);

    private readonly WorldBuilder _builder;
    private readonly SimulatedWorld _world;
    private readonly HomeLife _life;

    public SituationsTests()
    {
        var home = new SimulatedHome("h",
        [
            new SimulatedDevice("p", SimulatedDeviceType.Pendant) { Key = "k" },
            new SimulatedDevice("w", SimulatedDeviceType.FallWearable) { Key = "k" },
            new SimulatedDevice("r", SimulatedDeviceType.Radar) { Key = "k", Room = "bathroom" },
            new SimulatedDevice("s", SimulatedDeviceType.SmokeDetector) { Key = "k" },
        ]);
        _builder = new WorldBuilder(new SimulationOptions(new BrokerAddress(), [home]), _ => { });
        _world = _builder.Build();
        _world.Start(Noon);
        _life = _world.Lives[0];
    }

    [Theory]
    [InlineData(Situation.Help, "sos")]
    [InlineData(Situation.Enquiry, "sos")]
    [InlineData(Situation.NoContact, "sos")]
    [InlineData(Situation.Test, "test")]
    [InlineData(Situation.BatteryLow, "batteryLow")]
    [InlineData(Situation.Hazard, "smoke")]
    [InlineData(Situation.Fall, "fall")]
    internal void Begin_Situation_IsSaidByADevice(Situation situation, string kind)
    {
        _life.Situations.Begin(situation, Noon);
        _world.Live(Noon.AddMinutes(1));

        Assert.Contains(kind, Kinds());
    }

    [Fact]
    public void Begin_FalseAlarm_IsCancelled()
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            _life.Situations.Begin(Situation.FalseAlarm, Noon.AddMinutes(20 * attempt));
            _world.Live(Noon.AddMinutes((20 * attempt) + 15));
        }

        Assert.Contains("cancel", Kinds());
    }

    [Fact]
    public void BeginClearFall_HomeWithWearableAndRadar_BothTellAndTheHeartRaces()
    {
        _life.Situations.BeginClearFall(Noon);
        _world.Live(Noon.AddSeconds(20));

        Assert.Equal(["r", "w"], Signals().Where(signal => signal.Kind == "fall").Select(signal => signal.Device).Distinct().Order());
        Assert.True(_life.Home.Surroundings.IsDown);
    }

    [Fact]
    public void Overhear_Resolved_IsHelpedUp()
    {
        _life.Situations.BeginClearFall(Noon);
        _world.Live(Noon.AddSeconds(20));
        _life.Situations.Overhear(_life.Home.Devices[0], CommandType.Resolved, Noon.AddSeconds(20));

        Assert.False(_life.Home.Surroundings.IsDown);
    }

    [Fact]
    public void Begin_FallNobodyResolves_GetsUpAfterAnHourAndLivesOn()
    {
        _life.Situations.BeginClearFall(Noon);
        _world.Live(Noon.AddHours(1));

        Assert.False(_life.Home.Surroundings.IsDown);
        Assert.True(_life.NextDue > Noon.AddHours(1));
    }

    [Theory]
    [InlineData(false, "cancel")]
    [InlineData(true, null)]
    public void Overhear_Confirm_IsAnsweredOnlyByOneWhoCan(bool isDown, string? answer)
    {
        var pendant = (OwnFirmware)_life.Home.Devices[0];
        if (isDown)
        {
            _life.Home.Surroundings.IsDown = true;
        }

        pendant.Obey(new DeviceCommand("1", CommandType.Confirm), Noon);
        _life.Situations.Overhear(pendant, CommandType.Confirm, Noon);
        _world.Live(Noon.AddSeconds(30));

        Assert.Equal(answer, Signals().SingleOrDefault(signal => signal.Device == "p").Kind);
    }

    private IEnumerable<string> Kinds() => Signals().Select(signal => signal.Kind);

    private List<(string Device, string Kind)> Signals()
    {
        var found = new List<(string, string)>();
        foreach (var (device, flash, _) in _builder.Connections)
        {
            while (flash.TryPeek(out var message))
            {
                flash.Remove(message);
                if (message.Topic.EndsWith("/signal", StringComparison.Ordinal))
                {
                    found.Add((device.Id, JsonDocument.Parse(message.Payload).RootElement.Kind()));
                }
            }
        }

        return found;
    }
}
