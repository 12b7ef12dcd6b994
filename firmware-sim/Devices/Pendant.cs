namespace ElderAlert.FirmwareSim.Devices;

/// <summary>An SOS button, worn or fixed: see <see cref="SosButton"/>.</summary>
internal sealed class Pendant : OwnFirmware
{
    private readonly SosButton _button;

    public Pendant(DeviceParts parts)
        : base(parts) => _button = new SosButton(this, Timers);

    protected override void OnSense(Stimulus stimulus, DateTimeOffset now)
    {
        if (stimulus is Stimulus.Press press)
        {
            _button.Press(press.IsLong, now);
        }
    }

    protected override void OnTimer(FirmwareTimer timer, DateTimeOffset now) => _button.OnTimer(timer, now);

    protected override void OnLamp(DateTimeOffset now) => _button.OnLamp(Lamp);

    protected override ReadOnlySpan<(string Name, double Value)> Measure(DateTimeOffset now) => [];
}
