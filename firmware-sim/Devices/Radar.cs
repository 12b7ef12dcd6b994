namespace ElderAlert.FirmwareSim.Devices;

/// <summary>
/// A millimetre-wave radar on the wall. It sees presence, and a body on the floor; only when the body stays there does it tell a fall,
/// and again, surer each time, while nobody gets up.
/// </summary>
internal sealed class Radar(DeviceParts parts) : OwnFirmware(parts)
{
    private const int MostFalls = 3;

    private static readonly TimeSpan FloorBeforeFall = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromSeconds(60);

    private Posture _posture = Posture.Absent;
    private bool _sawSomebody;
    private int _falls;

    protected override void OnSense(Stimulus stimulus, DateTimeOffset now)
    {
        if (stimulus is not Stimulus.Seen seen)
        {
            return;
        }

        _sawSomebody |= seen.Posture != Posture.Absent;
        var before = _posture;
        _posture = seen.Posture;
        if (seen.Posture == Posture.Floor && before != Posture.Floor)
        {
            _falls = 0;
            Timers.Set(FirmwareTimer.Verify, now + FloorBeforeFall);
        }
        else if (seen.Posture != Posture.Floor)
        {
            Timers.Stop(FirmwareTimer.Verify);
        }

        if ((before == Posture.Absent) != (seen.Posture == Posture.Absent))
        {
            Reading(now, ("presence", _posture == Posture.Absent ? 0 : 1));
        }
    }

    protected override void OnTimer(FirmwareTimer timer, DateTimeOffset now)
    {
        _falls++;
        Signal(SignalKind.Fall, now, Math.Min(0.95, 0.75 + (0.08 * _falls)), ("posture", "floor"));
        if (_falls < MostFalls)
        {
            Timers.Set(FirmwareTimer.Verify, now + RepeatEvery);
        }
    }

    protected override ReadOnlySpan<(string Name, double Value)> Measure(DateTimeOffset now)
    {
        var saw = _sawSomebody;
        _sawSomebody = _posture != Posture.Absent;
        return new[]
        {
            ("presence", _posture == Posture.Absent ? 0.0 : 1.0),
            ("motion", saw ? 1.0 : 0.0),
            ("roomTempC", Parts.Surroundings.RoomTempC(now, Parts.Random)),
        };
    }
}
