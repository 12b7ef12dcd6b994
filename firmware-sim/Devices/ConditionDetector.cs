namespace ElderAlert.FirmwareSim.Devices;

/// <summary>A detector of smoke, gas, carbon monoxide or water. It calls while the condition lasts, and says when it is over. Its test button is a press.</summary>
internal sealed class ConditionDetector : OwnFirmware
{
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromSeconds(30);

    private readonly SignalKind _kind;

    public ConditionDetector(DeviceParts parts)
        : base(parts) => _kind = Device.Type switch
        {
            SimulatedDeviceType.SmokeDetector => SignalKind.Smoke,
            SimulatedDeviceType.GasDetector => SignalKind.Gas,
            SimulatedDeviceType.CoDetector => SignalKind.Co,
            SimulatedDeviceType.LeakDetector => SignalKind.Leak,
            _ => throw new ArgumentException($"a {Device.Type} watches for no condition", nameof(parts)),
        };

    protected override void OnSense(Stimulus stimulus, DateTimeOffset now)
    {
        switch (stimulus)
        {
            case Stimulus.Condition { IsPresent: true } when !Timers.IsRunning(FirmwareTimer.Repeat):
                Call(now);
                break;
            case Stimulus.Condition { IsPresent: false } when Timers.IsRunning(FirmwareTimer.Repeat):
                Timers.Stop(FirmwareTimer.Repeat);
                Clear(_kind, now);
                break;
            case Stimulus.Press:
                Signal(SignalKind.Test, now);
                break;
            default:
                break;
        }
    }

    protected override void OnTimer(FirmwareTimer timer, DateTimeOffset now) => Call(now);

    protected override ReadOnlySpan<(string Name, double Value)> Measure(DateTimeOffset now) =>
        new[] { ("roomTempC", Parts.Surroundings.RoomTempC(now, Parts.Random)) };

    private void Call(DateTimeOffset now)
    {
        Signal(_kind, now);
        Timers.Set(FirmwareTimer.Repeat, now + RepeatEvery);
    }
}
