using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.World;

/// <summary>A home: calls for help at the rates and in the mix that firmware-sim takes from Luleå, many times as often.</summary>
/// <param name="world">The time.</param>
/// <param name="sensors">Its devices by type.</param>
/// <param name="pace">How many times as often as in life.</param>
/// <param name="random">Draws.</param>
internal sealed class Dwelling(Timeline world, IReadOnlyDictionary<DeviceType, Sensor> sensors, double pace, Random random)
{
    private static readonly SignalKind[] Life = [SignalKind.Sos, SignalKind.Fall, SignalKind.Inactivity, SignalKind.Vitals, SignalKind.BedExit, SignalKind.Wandering];

    private readonly AlarmRate _rate = new(pace, followsHours: true, isFrequent: false);

    /// <summary>Is told of each fall.</summary>
    public Action Fell { get; set; } = () => { };

    /// <summary>Lives until then.</summary>
    public void Live(DateTimeOffset until)
    {
        var next = _rate.Next(world.Now, random);
        if (next < until)
        {
            world.At(next, () =>
            {
                Play(AlarmRate.Draw(random));
                Live(until);
            });
        }
    }

    private void Play(Situation situation)
    {
        switch (situation)
        {
            case Situation.Help or Situation.StillWaiting:
                Button.Say(random.Happens(0.2) ? random.Pick(Life) : SignalKind.Sos);
                Again(SignalKind.Sos, 0.3);
                break;
            case Situation.Fall:
                Of(DeviceType.FallWearable).Say(SignalKind.Fall, confidence: random.NextDouble());
                Fell();
                Again(SignalKind.Sos, 0.4);
                break;
            case Situation.FalseAlarm:
                Button.Say(SignalKind.Sos);
                Again(SignalKind.Cancel, 0.8);
                break;
            case Situation.Test:
                Button.Say(SignalKind.Test);
                break;
            case Situation.BatteryLow:
                Button.Say(SignalKind.BatteryLow);
                break;
            case Situation.Hazard:
                Burn();
                break;
            default:
                Button.Say(SignalKind.Sos);
                break;
        }
    }

    private void Burn()
    {
        var (type, kind) = random.Pick([
            (DeviceType.SmokeDetector, SignalKind.Smoke), (DeviceType.GasDetector, SignalKind.Gas), (DeviceType.LeakDetector, SignalKind.Leak), (DeviceType.Gateway, SignalKind.MainsLost)]);
        Of(type).Say(kind);
        world.After(random.Minutes(0.7, 4), () =>
        {
            if (kind == SignalKind.MainsLost)
            {
                Of(type).Say(SignalKind.MainsRestored);
            }
            else
            {
                Of(type).Say(kind, SignalState.Clear);
            }
        });
    }

    private void Again(SignalKind kind, double chance)
    {
        if (random.Happens(chance))
        {
            world.After(random.Seconds(0.1, random.Happens(0.3) ? 1800 : 20), () => Button.Say(kind));
        }
    }

    private Sensor Button => sensors[DeviceType.Pendant];

    private Sensor Of(DeviceType type) => sensors.GetValueOrDefault(type, Button);
}
