namespace ElderAlert.FirmwareSim.Devices;

/// <summary>A passive infrared sensor: tells the first movement at once, then is blind until its room has been still for a minute.</summary>
internal sealed class MotionSensor(DeviceParts parts) : OwnFirmware(parts)
{
    private static readonly TimeSpan StillAfter = TimeSpan.FromMinutes(1);

    protected override void OnSense(Stimulus stimulus, DateTimeOffset now)
    {
        if (stimulus is not Stimulus.Seen { Posture: Posture.Upright })
        {
            return;
        }

        if (!Timers.IsRunning(FirmwareTimer.Quiet))
        {
            Reading(now, ("motion", 1));
        }

        Timers.Set(FirmwareTimer.Quiet, now + StillAfter);
    }

    protected override void OnTimer(FirmwareTimer timer, DateTimeOffset now) => Reading(now, ("motion", 0));

    protected override ReadOnlySpan<(string Name, double Value)> Measure(DateTimeOffset now) => new[]
    {
        ("motion", Timers.IsRunning(FirmwareTimer.Quiet) ? 1.0 : 0.0),
        ("roomTempC", Parts.Surroundings.RoomTempC(now, Parts.Random)),
    };
}
