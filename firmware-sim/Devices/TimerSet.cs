namespace ElderAlert.FirmwareSim.Devices;

/// <summary>What a firmware can wait for.</summary>
internal enum FirmwareTimer
{
    Heartbeat,
    BatteryReminder,
    Repeat,
    Sample,
    Verify,
    Quiet,
}

/// <summary>The hardware timers of a device: one deadline by purpose.</summary>
internal sealed class TimerSet
{
    private static readonly int Slots = Enum.GetValues<FirmwareTimer>().Length;

    private readonly DateTimeOffset[] _due = Filled();

    /// <summary>The nearest deadline; <see cref="DateTimeOffset.MaxValue"/> when none runs.</summary>
    public DateTimeOffset Next
    {
        get
        {
            var next = _due[0];
            for (var slot = 1; slot < _due.Length; slot++)
            {
                next = _due[slot] < next ? _due[slot] : next;
            }

            return next;
        }
    }

    public bool IsRunning(FirmwareTimer timer) => _due[(int)timer] != DateTimeOffset.MaxValue;

    public void Set(FirmwareTimer timer, DateTimeOffset due) => _due[(int)timer] = due;

    public void Stop(FirmwareTimer timer) => _due[(int)timer] = DateTimeOffset.MaxValue;

    public void StopAll() => Array.Fill(_due, DateTimeOffset.MaxValue);

    /// <summary>Takes the earliest timer that is due, so that each fires once.</summary>
    public bool TryTake(DateTimeOffset now, out FirmwareTimer timer)
    {
        var earliest = Array.IndexOf(_due, Next);
        timer = (FirmwareTimer)earliest;
        if (_due[earliest] > now)
        {
            return false;
        }

        _due[earliest] = DateTimeOffset.MaxValue;
        return true;
    }

    private static DateTimeOffset[] Filled()
    {
        var due = new DateTimeOffset[Slots];
        Array.Fill(due, DateTimeOffset.MaxValue);
        return due;
    }
}
