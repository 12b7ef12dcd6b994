namespace ElderAlert.FirmwareSim.Falls;

/// <summary>The last samples, in memory that is taken once: what fits in the RAM of a wearable.</summary>
internal sealed class SampleRing
{
    /// <summary>Ten seconds at 50 Hz, 25 s at 20 Hz.</summary>
    public const int Capacity = 512;

    private readonly AccelerometerSample[] _samples = new AccelerometerSample[Capacity];
    private int _next;

    public int Count { get; private set; }

    public void Add(AccelerometerSample sample)
    {
        _samples[_next] = sample;
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
    }

    /// <summary>The <paramref name="back"/>-th newest sample; 0 is the newest.</summary>
    public ref readonly AccelerometerSample Newest(int back) => ref _samples[(_next - 1 - back + (2 * Capacity)) % Capacity];

    public void Clear()
    {
        _next = 0;
        Count = 0;
    }

    /// <summary>Mean vector of the samples from <paramref name="fromMs"/> to <paramref name="toMs"/>, both included, and how far they scatter around it.</summary>
    public WindowSummary Summarise(long fromMs, long toMs)
    {
        double x = 0, y = 0, z = 0, squares = 0;
        var count = 0;
        for (var back = 0; back < Count; back++)
        {
            ref readonly var sample = ref Newest(back);
            if (sample.TimeMs < fromMs)
            {
                break;
            }

            if (sample.TimeMs > toMs)
            {
                continue;
            }

            x += sample.X;
            y += sample.Y;
            z += sample.Z;
            squares += ((double)sample.X * sample.X) + ((double)sample.Y * sample.Y) + ((double)sample.Z * sample.Z);
            count++;
        }

        if (count == 0)
        {
            return default;
        }

        x /= count;
        y /= count;
        z /= count;
        var variance = (squares / count) - ((x * x) + (y * y) + (z * z));
        return new WindowSummary(count, x, y, z, Math.Sqrt(Math.Max(0, variance)));
    }
}

/// <summary>A stretch of samples as one gravity vector.</summary>
/// <param name="Count">How many samples it rests on.</param>
/// <param name="X">Mean along the first axis, in g.</param>
/// <param name="Y">Mean along the second axis, in g.</param>
/// <param name="Z">Mean along the third axis, in g.</param>
/// <param name="ScatterG">Root mean square distance from the mean, in g: 0 when nothing moves.</param>
internal readonly record struct WindowSummary(int Count, double X, double Y, double Z, double ScatterG)
{
    /// <summary>Angle between two gravity vectors in degrees; 0 where one of them has no direction.</summary>
    public double DegreesTo(in WindowSummary other)
    {
        var lengths = Length * other.Length;
        if (lengths < 0.01)
        {
            return 0;
        }

        var cosine = ((X * other.X) + (Y * other.Y) + (Z * other.Z)) / lengths;
        return Math.Acos(Math.Clamp(cosine, -1, 1)) * 180 / Math.PI;
    }

    private double Length => Math.Sqrt((X * X) + (Y * Y) + (Z * Z));
}
