using ElderAlert.FirmwareSim.Falls;

namespace ElderAlert.FirmwareSim.Motion;

/// <summary>Some seconds of a body's movement as a worn accelerometer feels it.</summary>
/// <param name="Name">Where it comes from, for logs.</param>
/// <param name="IsFall">Whether the body falls in it.</param>
/// <param name="Samples">In order of time, in milliseconds from the start; never empty.</param>
internal sealed record MotionTrace(string Name, bool IsFall, IReadOnlyList<AccelerometerSample> Samples);

/// <summary>Gives traces of falls and of everyday movement.</summary>
internal interface IMotionTraces
{
    MotionTrace Fall(WearPosition position, Random random);

    MotionTrace Everyday(WearPosition position, Random random);
}
