namespace ElderAlert.FirmwareSim.Devices;

/// <summary>Charge of a device. It empties with time and with every message; it never fills by itself.</summary>
/// <param name="lifeDays">Days from full to empty without a message; infinite for a device on the mains.</param>
internal sealed class Battery(double lifeDays, double percent)
{
    /// <summary>At and below this the device says so, and repeats it daily.</summary>
    public const double LowPercent = 15;

    /// <summary>A message costs as much as about ten minutes of a two-year coin cell.</summary>
    private const double PercentPerMessage = 0.001;

    private DateTimeOffset? _at;

    public double Percent { get; private set; } = percent;

    public bool IsMains { get; } = double.IsPositiveInfinity(lifeDays);

    public bool IsLow => !IsMains && Percent <= LowPercent;

    public bool IsEmpty => !IsMains && Percent <= 0;

    public void Drain(DateTimeOffset now)
    {
        if (_at is { } since && now > since)
        {
            Percent = Math.Max(0, Percent - ((now - since).TotalDays * 100 / lifeDays));
        }

        _at = now;
    }

    public void SpendMessage() => Percent = IsMains ? Percent : Math.Max(0, Percent - PercentPerMessage);

    public void Become(double percent) => Percent = Math.Clamp(percent, 0, 100);
}
