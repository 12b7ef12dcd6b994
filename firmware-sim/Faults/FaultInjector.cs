using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.World;

namespace ElderAlert.FirmwareSim.Faults;

/// <summary>Makes things go wrong, and right again.</summary>
internal static class FaultInjector
{
    private static readonly TimeSpan[] ClockErrors = [TimeSpan.FromDays(-1_135), TimeSpan.FromHours(8), TimeSpan.FromMinutes(-47)];

    /// <summary>Whether a device of this kind can have the fault: one behind a gateway has neither clock nor ids.</summary>
    public static bool Fits(FaultKind kind, SimulatedDevice device) =>
        device.Gateway is null || kind is not (FaultKind.WrongClock or FaultKind.DuplicateIds);

    /// <summary>Puts the fault on the home's agenda.</summary>
    /// <param name="home">Where.</param>
    /// <param name="device">With whom.</param>
    /// <param name="fault">What; it must fit the device.</param>
    /// <param name="origin">What the fault's time counts from.</param>
    public static void Plan(Home home, Firmware device, Fault fault, DateTimeOffset origin)
    {
        var begin = origin + fault.After;
        var end = fault.For is { } length ? begin + length : DateTimeOffset.MaxValue;
        if (fault.Kind == FaultKind.Flapping)
        {
            home.Agenda.At(begin, now => Flap(home, device, hasNetwork: false, end, now));
            return;
        }

        home.Agenda.At(begin, now => Switch(home, device, fault.Kind, isOn: true, now));
        if (fault.For is not null)
        {
            home.Agenda.At(end, now => Switch(home, device, fault.Kind, isOn: false, now));
        }
    }

    private static void Flap(Home home, Firmware device, bool hasNetwork, DateTimeOffset end, DateTimeOffset now)
    {
        var isOver = now >= end;
        device.SetNetwork(hasNetwork || isOver, now);
        if (!isOver)
        {
            home.Agenda.At(now + home.Random.Seconds(3, 15), then => Flap(home, device, !hasNetwork, end, then));
        }
    }

    private static void Switch(Home home, Firmware device, FaultKind kind, bool isOn, DateTimeOffset now)
    {
        switch (kind, device)
        {
            case (FaultKind.NetworkLoss, _):
                device.SetNetwork(!isOn, now);
                break;
            case (FaultKind.DeadBattery, _) when isOn:
                device.PowerDown();
                break;
            case (FaultKind.DeadBattery, _):
                device.PowerUp(now);
                break;
            case (FaultKind.WrongClock, OwnFirmware own):
                own.ClockError = isOn ? home.Random.Pick(ClockErrors) : TimeSpan.Zero;
                break;
            case (FaultKind.DuplicateIds, OwnFirmware own):
                own.SaysTwice = isOn;
                break;
            default:
                throw new ArgumentException($"{device.Device.Id} cannot have the fault {kind}", nameof(kind));
        }
    }
}
