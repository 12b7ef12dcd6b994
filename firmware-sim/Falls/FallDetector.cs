namespace ElderAlert.FirmwareSim.Falls;

/// <summary>
/// Finds falls in a stream of accelerometer samples: an impact, the trunk turned against gravity, stillness after.
/// Memory is constant and nothing is allocated per sample, as on the device. A fall is told <see cref="SettleMs"/> after its hardest impact.
/// </summary>
internal sealed class FallDetector(FallThresholds thresholds)
{
    /// <summary>How long after an impact the posture is read, and so how late a fall is told.</summary>
    public const int SettleMs = 3_000;

    /// <summary>Until here after the impact the body still tumbles; from here to <see cref="SettleMs"/> it must be still.</summary>
    private const int TumbleMs = 1_000;

    /// <summary>Posture before the fall is read in this window before the impact; nearer, the body already falls.</summary>
    private const int UprightFromMs = 3_000;
    private const int UprightToMs = 1_000;

    /// <summary>Fewer samples than this say nothing about a posture (a radio gap).</summary>
    private const int LeastSamples = 5;

    private readonly SampleRing _ring = new();
    private bool _hasImpact;
    private long _impactMs;
    private float _impactG;
    private long _lastMs;

    /// <summary>Takes the next sample. A stamp older than the one before counts as the same time.</summary>
    /// <returns>The fall, in the call that completes it; null otherwise.</returns>
    public FallVerdict? Feed(AccelerometerSample sample)
    {
        _lastMs = _ring.Count == 0 ? sample.TimeMs : Math.Max(_lastMs, sample.TimeMs);
        sample = sample with { TimeMs = _lastMs };
        _ring.Add(sample);

        FallVerdict? verdict = null;
        if (_hasImpact && _lastMs - _impactMs >= SettleMs)
        {
            verdict = Judge();
            Rearm(verdict is not null);
        }

        var magnitude = sample.Magnitude;
        if (magnitude >= thresholds.ImpactG && (!_hasImpact || magnitude > _impactG))
        {
            Mark(sample.TimeMs, magnitude);
        }

        return verdict;
    }

    /// <summary>Forgets everything, as after a reset of the sensor.</summary>
    public void Reset()
    {
        _ring.Clear();
        _hasImpact = false;
    }

    private FallVerdict? Judge()
    {
        var before = _ring.Summarise(_impactMs - UprightFromMs, _impactMs - UprightToMs);
        var after = _ring.Summarise(_impactMs + TumbleMs, _impactMs + SettleMs);
        if (before.Count < LeastSamples || after.Count < LeastSamples)
        {
            return null;
        }

        var turn = before.DegreesTo(after);
        return turn >= thresholds.TurnDegrees && after.ScatterG <= thresholds.StillG && before.ScatterG <= thresholds.CalmG
            ? new FallVerdict(_impactMs, _impactG, turn, after.ScatterG, Confidence(turn, after.ScatterG))
            : null;
    }

    /// <summary>After a fall the slate is clean; after anything else a lesser impact that the greater one had covered gets its own look.</summary>
    private void Rearm(bool fell)
    {
        _hasImpact = false;
        var covered = _impactMs + TumbleMs;
        for (var back = _ring.Count - 1; back >= 0 && !fell; back--)
        {
            ref readonly var sample = ref _ring.Newest(back);
            var magnitude = sample.Magnitude;
            if (sample.TimeMs > covered && magnitude >= thresholds.ImpactG && (!_hasImpact || magnitude > _impactG))
            {
                Mark(sample.TimeMs, magnitude);
            }
        }
    }

    private void Mark(long atMs, float magnitude)
    {
        _hasImpact = true;
        _impactMs = atMs;
        _impactG = magnitude;
    }

    /// <summary>0.5 at the edge of the rule, towards 0.98 the further all three measures lie inside it.</summary>
    private double Confidence(double turn, double scatter)
    {
        var impact = Math.Min(1, (_impactG / thresholds.ImpactG) - 1);
        var posture = Math.Min(1, (turn - thresholds.TurnDegrees) / (90 - thresholds.TurnDegrees));
        var still = 1 - (scatter / thresholds.StillG);
        return Math.Round(0.5 + (0.48 * (impact + posture + still) / 3), 2);
    }
}

/// <summary>A fall that the detector told.</summary>
/// <param name="ImpactMs">Time of the hardest impact on the sensor's counter.</param>
/// <param name="PeakG">Its strength in g.</param>
/// <param name="TurnDegrees">How far gravity turned.</param>
/// <param name="ScatterG">Movement after it, in g.</param>
/// <param name="Confidence">0.5 at the edge of the rule to 0.98.</param>
internal readonly record struct FallVerdict(long ImpactMs, double PeakG, double TurnDegrees, double ScatterG, double Confidence);
