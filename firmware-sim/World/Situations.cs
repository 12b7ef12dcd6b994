using ElderAlert.FirmwareSim.Devices;

namespace ElderAlert.FirmwareSim.World;

/// <summary>Plays situations out in a home: who presses what, what burns, and how it ends.</summary>
/// <param name="home">Where.</param>
/// <param name="resident">Who lives there.</param>
/// <param name="log">Takes a line for people.</param>
internal sealed class Situations(Home home, Resident resident, Action<string> log)
{
    private static readonly SimulatedDeviceType[] Buttons = [SimulatedDeviceType.Pendant, SimulatedDeviceType.FallWearable];

    private static readonly SimulatedDeviceType[] Detectors =
    [
        SimulatedDeviceType.SmokeDetector, SimulatedDeviceType.GasDetector, SimulatedDeviceType.CoDetector, SimulatedDeviceType.LeakDetector,
    ];

    /// <summary>What the home has counted so far, by situation.</summary>
    public Dictionary<Situation, int> Counts { get; } = [];

    public void Begin(Situation situation, DateTimeOffset now)
    {
        if (home.Surroundings.IsDown && situation is not Situation.Hazard)
        {
            return;
        }

        Counts[situation] = Counts.GetValueOrDefault(situation) + 1;
        log($"{home.Id}: {situation}");
        Play(situation, now);
    }

    /// <summary>A fall that the home's own devices are sure to feel, for a demonstration.</summary>
    public void BeginClearFall(DateTimeOffset now)
    {
        Counts[Situation.Fall] = Counts.GetValueOrDefault(Situation.Fall) + 1;
        log($"{home.Id}: {Situation.Fall}");
        Fall(ClearFall.Choose, now);
    }

    /// <summary>The resident hears what a device says: answers a question when able, and is helped up when all is over.</summary>
    public void Overhear(Firmware device, CommandType command, DateTimeOffset now)
    {
        var isDown = home.Surroundings.IsDown;
        if (command == CommandType.Confirm && !isDown)
        {
            home.Agenda.At(now + home.Random.Seconds(5, 20), then => device.Sense(new Stimulus.Press(), then));
        }
        else if (command == CommandType.Resolved && isDown)
        {
            resident.GetUp(now);
        }
    }

    private void Play(Situation situation, DateTimeOffset now)
    {
        switch (situation)
        {
            case Situation.Help:
                Help(now);
                break;
            case Situation.Enquiry or Situation.NoContact or Situation.StillWaiting:
                Press(now);
                break;
            case Situation.FalseAlarm:
                Press(now);
                PressLater(home.Random.Seconds(8, 20), isLong: true, now);
                break;
            case Situation.Test:
                Test(now);
                break;
            case Situation.Fall:
                Fall((traces, position, random) => traces.Fall(position, random), now);
                break;
            case Situation.BatteryLow:
                EmptyBattery(now);
                break;
            case Situation.Hazard:
                Hazard(now);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(situation), situation, "not a situation");
        }
    }

    private void Help(DateTimeOffset now)
    {
        Press(now);
        if (home.Random.Happens(0.3))
        {
            PressLater(home.Random.Seconds(1, 4), isLong: false, now);
        }

        if (home.Random.Happens(AlarmRate.StillWaitingAfterHelp))
        {
            home.Agenda.At(now + home.Random.Minutes(12, 30), then => Begin(Situation.StillWaiting, then));
        }
    }

    private void Test(DateTimeOffset now)
    {
        if (PickOne(Detectors) is { } detector)
        {
            detector.Sense(new Stimulus.Press(), now);
        }
        else
        {
            Press(now);
        }
    }

    private void Fall(MotionTraceChoice choice, DateTimeOffset now)
    {
        resident.Fall(choice, now);
        var isFelt = home.Of(SimulatedDeviceType.FallWearable, SimulatedDeviceType.Radar).Count > 0;
        if (!isFelt || home.Random.Happens(0.3))
        {
            PressLater(home.Random.Seconds(25, 90), isLong: false, now);
        }

        home.Agenda.At(now + home.Random.Minutes(15, 50), resident.GetUp);
    }

    private void EmptyBattery(DateTimeOffset now)
    {
        var onBattery = home.Devices.Where(device => !double.IsPositiveInfinity(DeviceProfile.For(device.Device.Type).BatteryDays)).ToList();
        if (onBattery.Count > 0)
        {
            var device = home.Random.Pick(onBattery);
            device.Sense(new Stimulus.BatteryIs(home.Random.Between(6, 14)), now);
            home.Agenda.At(now + home.Random.Minutes(6 * 60, 30 * 60), then => device.Sense(new Stimulus.BatteryIs(100), then));
        }
    }

    private void Hazard(DateTimeOffset now)
    {
        if (PickOne(Detectors) is { } detector)
        {
            detector.Sense(new Stimulus.Condition(IsPresent: true), now);
            home.Agenda.At(now + home.Random.Minutes(0.7, 4), then => detector.Sense(new Stimulus.Condition(IsPresent: false), then));
        }
        else if (PickOne(SimulatedDeviceType.Gateway) is { } hub)
        {
            hub.Sense(new Stimulus.Mains(IsPresent: false), now);
            home.Agenda.At(now + home.Random.Minutes(2, 20), then => hub.Sense(new Stimulus.Mains(IsPresent: true), then));
        }
        else
        {
            Press(now);
        }
    }

    private void Press(DateTimeOffset now) => PickOne(Buttons)?.Sense(new Stimulus.Press(), now);

    private void PressLater(TimeSpan after, bool isLong, DateTimeOffset now)
    {
        if (PickOne(Buttons) is { } button)
        {
            home.Agenda.At(now + after, then => button.Sense(new Stimulus.Press(isLong), then));
        }
    }

    private Firmware? PickOne(params ReadOnlySpan<SimulatedDeviceType> types)
    {
        var found = home.Of(types);
        return found.Count == 0 ? null : home.Random.Pick(found);
    }
}
