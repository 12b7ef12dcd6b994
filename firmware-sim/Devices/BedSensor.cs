namespace ElderAlert.FirmwareSim.Devices;

/// <summary>A pressure mat under the mattress. At night, one who leaves the bed and does not come back raises <c>bedExit</c>.</summary>
internal sealed class BedSensor(DeviceParts parts) : OwnFirmware(parts)
{
    /// <summary>A visit to the toilet takes less.</summary>
    private static readonly TimeSpan BackWithin = TimeSpan.FromMinutes(30);

    private bool _isIn;

    protected override void OnSense(Stimulus stimulus, DateTimeOffset now)
    {
        if (stimulus is not Stimulus.Bed bed || bed.IsIn == _isIn)
        {
            return;
        }

        _isIn = bed.IsIn;
        Reading(now, Measure(now));
        if (_isIn)
        {
            Timers.Stop(FirmwareTimer.Verify);
        }
        else if (Parts.Surroundings.IsNight(now))
        {
            Timers.Set(FirmwareTimer.Verify, now + BackWithin);
        }
    }

    protected override void OnTimer(FirmwareTimer timer, DateTimeOffset now)
    {
        if (Parts.Surroundings.IsNight(now))
        {
            Signal(SignalKind.BedExit, now, 0.7);
        }
    }

    protected override ReadOnlySpan<(string Name, double Value)> Measure(DateTimeOffset now) => _isIn
        ? new[] { ("inBed", 1.0), ("heartRate", Parts.Surroundings.HeartRate(now, Parts.Random)) }
        : new[] { ("inBed", 0.0) };
}
