namespace ElderAlert.FirmwareSim.Devices;

/// <summary>
/// The program of one device as a state machine: it is told the time, what happens to it and what the server asks,
/// and puts messages into flash. It has no thread and no clock of its own.
/// </summary>
internal abstract class Firmware(DeviceParts parts)
{
    private static readonly TimeSpan ReminderEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstReportWithin = TimeSpan.FromSeconds(5);

    private readonly DeviceProfile _profile = DeviceProfile.For(parts.Device.Type);

    public SimulatedDevice Device => parts.Device;

    public bool IsPowered { get; private set; }

    public double BatteryPercent => parts.Battery.Percent;

    /// <summary>True while the time before the start is filled in: readings are kept, alarms are not.</summary>
    public bool IsFillingPast { get; set; }

    /// <summary>When <see cref="Step"/> has something to do next.</summary>
    public DateTimeOffset NextDue => Timers.Next;

    protected DeviceParts Parts => parts;

    protected TimerSet Timers { get; } = new();

    public void PowerUp(DateTimeOffset now)
    {
        IsPowered = true;
        parts.Battery.Drain(now);
        OnPowerUp(now);
        Timers.Set(FirmwareTimer.Heartbeat, now + (FirstReportWithin * parts.Random.NextDouble()));
    }

    public void PowerDown()
    {
        IsPowered = false;
        Timers.StopAll();
        OnPowerDown();
    }

    /// <summary>Does what is due.</summary>
    public void Step(DateTimeOffset now)
    {
        parts.Battery.Drain(now);
        while (IsPowered && Timers.TryTake(now, out var timer))
        {
            Fire(timer, now);
            if (parts.Battery.IsEmpty)
            {
                PowerDown();
            }
        }
    }

    /// <summary>Lets something happen to the device. Without power it notices nothing but a new battery.</summary>
    public void Sense(Stimulus stimulus, DateTimeOffset now)
    {
        if (stimulus is Stimulus.BatteryIs battery)
        {
            parts.Battery.Become(battery.Percent);
            ChangePower(now);
        }
        else if (IsPowered)
        {
            OnSense(stimulus, now);
        }
    }

    /// <summary>Gives or takes the network.</summary>
    public abstract void SetNetwork(bool hasNetwork, DateTimeOffset now);

    protected abstract void OnPowerUp(DateTimeOffset now);

    protected abstract void OnPowerDown();

    protected abstract void OnSense(Stimulus stimulus, DateTimeOffset now);

    protected abstract void OnTimer(FirmwareTimer timer, DateTimeOffset now);

    /// <summary>The regular report of a device to which nothing happens.</summary>
    protected abstract void Report(DateTimeOffset now);

    protected abstract void TellBatteryLow(DateTimeOffset now);

    private void Fire(FirmwareTimer timer, DateTimeOffset now)
    {
        switch (timer)
        {
            case FirmwareTimer.Heartbeat:
                Report(now);
                CheckBattery(now);
                Timers.Set(timer, now + (_profile.Heartbeat / (IsFillingPast ? 1 : parts.ReportSpeed) * (0.95 + (parts.Random.NextDouble() / 10))));
                break;
            case FirmwareTimer.BatteryReminder:
                CheckBattery(now);
                break;
            default:
                OnTimer(timer, now);
                break;
        }
    }

    private void ChangePower(DateTimeOffset now)
    {
        if (IsPowered && parts.Battery.IsEmpty)
        {
            PowerDown();
        }
        else if (!IsPowered && !parts.Battery.IsEmpty)
        {
            PowerUp(now);
        }
        else
        {
            CheckBattery(now);
        }
    }

    /// <summary>A low battery is told at once and then daily until it is charged or replaced.</summary>
    private void CheckBattery(DateTimeOffset now)
    {
        if (!parts.Battery.IsLow)
        {
            Timers.Stop(FirmwareTimer.BatteryReminder);
        }
        else if (!Timers.IsRunning(FirmwareTimer.BatteryReminder))
        {
            TellBatteryLow(now);
            Timers.Set(FirmwareTimer.BatteryReminder, now + ReminderEvery);
        }
    }
}
