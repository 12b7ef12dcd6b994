using ElderAlert.FirmwareSim.Falls;

namespace ElderAlert.FirmwareSim.Motion;

/// <summary>
/// Plays a trace into a sensor in real time. After its end the body rests in its last posture for some seconds,
/// which a sensor still samples before it goes to sleep.
/// </summary>
internal sealed class MotionPlayback(MotionTrace trace, DateTimeOffset startedAt)
{
    private const int RestMs = 4_000;
    private const int RestSampleMs = 50;

    private readonly long _originMs = trace.Samples[0].TimeMs;
    private int _next;

    public bool IsOver => _next >= trace.Samples.Count + (RestMs / RestSampleMs);

    /// <summary>The next sample, if it has been taken by <paramref name="now"/>.</summary>
    public bool TryRead(DateTimeOffset now, out AccelerometerSample sample)
    {
        sample = default;
        if (IsOver)
        {
            return false;
        }

        var candidate = At(_next);
        if (candidate.TimeMs - _originMs > (now - startedAt).TotalMilliseconds)
        {
            return false;
        }

        sample = candidate;
        _next++;
        return true;
    }

    private AccelerometerSample At(int index)
    {
        if (index < trace.Samples.Count)
        {
            return trace.Samples[index];
        }

        var last = trace.Samples[^1];
        return last with { TimeMs = last.TimeMs + ((index - trace.Samples.Count + 1) * RestSampleMs) };
    }
}
