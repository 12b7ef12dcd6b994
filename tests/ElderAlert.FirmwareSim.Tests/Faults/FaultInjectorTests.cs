using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.Faults;
using ElderAlert.FirmwareSim.Transport;
using ElderAlert.FirmwareSim.World;

namespace ElderAlert.FirmwareSim.Tests.Faults;

public sealed class FaultInjectorTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly SimulatedWorld _world;
    private readonly OwnFirmware _pendant;
    private readonly Radio _radio;

    public FaultInjectorTests()
    {
        var home = new SimulatedHome("h", [new SimulatedDevice("p", SimulatedDeviceType.Pendant) { Key = "k" }]);
        var builder = new WorldBuilder(new SimulationOptions(new BrokerAddress(), [home]), _ => { });
        _world = builder.Build();
        _world.Start(Start);
        _pendant = (OwnFirmware)_world.Find("p").Device;
        _radio = builder.Connections[0].Radio;
    }

    [Fact]
    public void Plan_NetworkLoss_TakesTheNetworkForItsTime()
    {
        Plan(FaultKind.NetworkLoss, forMinutes: 5);

        Assert.Equal([true, false, false, true], At(0.5, 1.5, 5.5, 6.5, () => _radio.IsUp));
    }

    [Fact]
    public void Plan_DeadBattery_SilencesAndReturns()
    {
        Plan(FaultKind.DeadBattery, forMinutes: 5);

        Assert.Equal([true, false, false, true], At(0.5, 1.5, 5.5, 6.5, () => _pendant.IsPowered && _radio.IsUp));
    }

    [Fact]
    public void Plan_WrongClock_IsWrongForItsTime()
    {
        Plan(FaultKind.WrongClock, forMinutes: 5);

        Assert.Equal([true, false, false, true], At(0.5, 1.5, 5.5, 6.5, () => _pendant.ClockError == TimeSpan.Zero));
    }

    [Fact]
    public void Plan_DuplicateIds_SaysTwiceForItsTime()
    {
        Plan(FaultKind.DuplicateIds, forMinutes: 5);

        Assert.Equal([true, false, false, true], At(0.5, 1.5, 5.5, 6.5, () => !_pendant.SaysTwice));
    }

    [Fact]
    public void Plan_Flapping_ComesAndGoesThenStaysUp()
    {
        Plan(FaultKind.Flapping, forMinutes: 5);
        var changes = 0;
        var wasUp = true;
        for (var seconds = 1; seconds <= 7 * 60; seconds++)
        {
            _world.Live(Start.AddSeconds(seconds));
            changes += _radio.IsUp == wasUp ? 0 : 1;
            wasUp = _radio.IsUp;
        }

        Assert.InRange(changes, 20, 100);
        Assert.True(_radio.IsUp);
    }

    [Fact]
    public void Plan_WithoutEnd_LastsToTheEnd()
    {
        FaultInjector.Plan(_world.Lives[0].Home, _pendant, new Fault(FaultKind.NetworkLoss, TimeSpan.Zero), Start);
        _world.Live(Start.AddDays(3));

        Assert.False(_radio.IsUp);
    }

    [Theory]
    [InlineData(FaultKind.WrongClock, false)]
    [InlineData(FaultKind.DuplicateIds, false)]
    [InlineData(FaultKind.Flapping, true)]
    [InlineData(FaultKind.DeadBattery, true)]
    [InlineData(FaultKind.NetworkLoss, true)]
    public void Fits_DeviceBehindAGateway_HasNoClockAndNoIds(FaultKind kind, bool fits) =>
        Assert.Equal(fits, FaultInjector.Fits(kind, new SimulatedDevice("z", SimulatedDeviceType.Pendant) { Gateway = "g", ExternalName = "z" }));

    private void Plan(FaultKind kind, int forMinutes) => FaultInjector.Plan(
        _world.Lives[0].Home, _pendant, new Fault(kind, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(forMinutes)), Start);

    private List<bool> At(double first, double second, double third, double fourth, Func<bool> look) =>
        new[] { first, second, third, fourth }.Select(minutes =>
        {
            _world.Live(Start.AddMinutes(minutes));
            return look();
        }).ToList();
}
