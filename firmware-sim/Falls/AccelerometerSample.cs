namespace ElderAlert.FirmwareSim.Falls;

/// <summary>One reading of a three-axis accelerometer.</summary>
/// <param name="TimeMs">Milliseconds on the sensor's own counter. Real sensors bunch and repeat stamps; they never need to be evenly spaced.</param>
/// <param name="X">Along the first axis, in g.</param>
/// <param name="Y">Along the second axis, in g.</param>
/// <param name="Z">Along the third axis, in g.</param>
public readonly record struct AccelerometerSample(long TimeMs, float X, float Y, float Z)
{
    /// <summary>Length of the vector in g: 1 at rest, near 0 in free fall.</summary>
    internal float Magnitude => MathF.Sqrt((X * X) + (Y * Y) + (Z * Z));
}
