using ElderAlert.FirmwareSim.Falls;
using ElderAlert.FirmwareSim.World;

namespace ElderAlert.FirmwareSim.Motion;

/// <summary>Traces from a simple body: stands, then tips over and hits the floor, or walks, or sits down. For demonstrations without recordings.</summary>
internal sealed class ComposedTraces : IMotionTraces
{
    private const int SampleMs = 40;
    private const double FallStartsS = 4;
    private const double FallTakesS = 0.5;
    private const double LengthS = 12;

    public MotionTrace Fall(WearPosition position, Random random)
    {
        var turn = random.Between(75, 100) * Math.PI / 180;
        var peak = random.Between(3.2, 6.5);
        var heading = random.Between(0, 2 * Math.PI);
        return Compose("composed fall", isFall: true, random, seconds =>
        {
            var sinceStart = (seconds - FallStartsS) / FallTakesS;
            var tilt = turn * Math.Clamp(sinceStart, 0, 1);
            var force = sinceStart switch
            {
                < 0 => 1,
                < 0.8 => 0.45,
                < 1.1 => peak,
                < 1.4 => 0.7,
                _ => 1,
            };
            return new Pull(force, tilt, heading, sinceStart is < 0 or > 2 ? 0.02 : 0.15);
        });
    }

    public MotionTrace Everyday(WearPosition position, Random random)
    {
        var heading = random.Between(0, 2 * Math.PI);
        if (random.Happens(0.5))
        {
            var stride = random.Between(1.6, 2.1);
            var bounce = random.Between(0.2, 0.4);
            return Compose("composed walk", isFall: false, random, seconds =>
                new Pull(1 + (bounce * Math.Sin(2 * Math.PI * stride * seconds)), 0.05, heading, 0.05));
        }

        return Compose("composed sitting down", isFall: false, random, seconds =>
            new Pull(1 + (seconds is > 5 and < 5.3 ? 0.6 : 0), Math.Clamp((seconds - 4) / 2, 0, 1) * 0.45, heading, 0.03));
    }

    private static MotionTrace Compose(string name, bool isFall, Random random, Func<double, Pull> body)
    {
        var samples = new AccelerometerSample[(int)(LengthS * 1000 / SampleMs)];
        for (var index = 0; index < samples.Length; index++)
        {
            var pull = body(index * SampleMs / 1000.0);
            var aside = pull.Force * Math.Sin(pull.Tilt);
            samples[index] = new AccelerometerSample(
                index * SampleMs,
                (float)((aside * Math.Cos(pull.Heading)) + random.Normal(0, pull.Noise)),
                (float)((-pull.Force * Math.Cos(pull.Tilt)) + random.Normal(0, pull.Noise)),
                (float)((aside * Math.Sin(pull.Heading)) + random.Normal(0, pull.Noise)));
        }

        return new MotionTrace(name, isFall, samples);
    }

    /// <summary>What the sensor feels at one moment.</summary>
    /// <param name="Force">In g.</param>
    /// <param name="Tilt">Of the body against upright, in radians.</param>
    /// <param name="Heading">Into which direction it tilts, in radians.</param>
    /// <param name="Noise">Deviation on each axis, in g.</param>
    private readonly record struct Pull(double Force, double Tilt, double Heading, double Noise);
}
