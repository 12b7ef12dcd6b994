using ElderAlert.FirmwareSim.Falls;
using ElderAlert.FirmwareSim.Motion;

namespace ElderAlert.FirmwareSim.World;

/// <summary>Chooses a fall that the detector tells: a demonstration may not hang on one of the few that it misses.</summary>
internal static class ClearFall
{
    private const int Tries = 50;

    /// <exception cref="InvalidOperationException">No trace of so many was told.</exception>
    public static MotionTrace Choose(IMotionTraces traces, WearPosition position, Random random)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var trace = traces.Fall(position, random);
            if (IsTold(trace, position))
            {
                return trace;
            }
        }

        throw new InvalidOperationException($"None of {Tries} falls was told by the detector worn at the {position}.");
    }

    private static bool IsTold(MotionTrace trace, WearPosition position)
    {
        var detector = new FallDetector(FallThresholds.For(position));
        foreach (var sample in trace.Samples)
        {
            if (detector.Feed(sample) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
