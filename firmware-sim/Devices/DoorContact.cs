namespace ElderAlert.FirmwareSim.Devices;

/// <summary>A contact on the entrance door; <c>doorOpen</c> is 1 while it is open.</summary>
internal sealed class DoorContact(DeviceParts parts) : OwnFirmware(parts)
{
    private bool _isOpen;

    protected override void OnSense(Stimulus stimulus, DateTimeOffset now)
    {
        if (stimulus is Stimulus.Door door && door.IsOpen != _isOpen)
        {
            _isOpen = door.IsOpen;
            Reading(now, Measure(now));
        }
    }

    protected override void OnTimer(FirmwareTimer timer, DateTimeOffset now) =>
        throw new InvalidOperationException($"a door contact does not wait for {timer}");

    protected override ReadOnlySpan<(string Name, double Value)> Measure(DateTimeOffset now) => new[] { ("doorOpen", _isOpen ? 1.0 : 0.0) };
}
