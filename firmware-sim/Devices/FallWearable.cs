using System.Globalization;
using ElderAlert.FirmwareSim.Falls;
using ElderAlert.FirmwareSim.Motion;

namespace ElderAlert.FirmwareSim.Devices;

/// <summary>
/// A worn detector of falls with a button. Its accelerometer sleeps at rest and wakes with movement; its samples collect in a FIFO
/// that the processor reads once a second and hands to the detector. A fall after which the wearer neither cancels nor moves is told again, surer.
/// </summary>
internal sealed class FallWearable : OwnFirmware
{
    private static readonly TimeSpan ReadFifoEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan VerifyAfter = TimeSpan.FromSeconds(30);

    private readonly SosButton _button;
    private readonly FallDetector _detector;
    private MotionPlayback? _motion;
    private bool _movedSinceReport;
    private double _confidence;

    public FallWearable(DeviceParts parts)
        : base(parts)
    {
        _button = new SosButton(this, Timers);
        _detector = new FallDetector(FallThresholds.For(Device.Position));
    }

    protected override void OnSense(Stimulus stimulus, DateTimeOffset now)
    {
        switch (stimulus)
        {
            case Stimulus.Press press:
                Timers.Stop(FirmwareTimer.Verify);
                _button.Press(press.IsLong, now);
                break;
            case Stimulus.Moved moved:
                _movedSinceReport = true;
                _detector.Reset();
                _motion = new MotionPlayback(moved.Trace, now);
                Timers.Set(FirmwareTimer.Sample, now + ReadFifoEvery);
                break;
            default:
                break;
        }
    }

    protected override void OnTimer(FirmwareTimer timer, DateTimeOffset now)
    {
        switch (timer)
        {
            case FirmwareTimer.Sample:
                ReadFifo(now);
                break;
            case FirmwareTimer.Verify:
                TellFall(Math.Min(0.99, _confidence + 0.1), now, ("stillS", VerifyAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)));
                break;
            default:
                _button.OnTimer(timer, now);
                break;
        }
    }

    protected override void OnLamp(DateTimeOffset now) => _button.OnLamp(Lamp);

    protected override ReadOnlySpan<(string Name, double Value)> Measure(DateTimeOffset now)
    {
        var moved = _movedSinceReport;
        _movedSinceReport = false;
        return new[] { ("heartRate", Parts.Surroundings.HeartRate(now, Parts.Random)), ("motion", moved ? 1.0 : 0.0) };
    }

    private void ReadFifo(DateTimeOffset now)
    {
        while (_motion is not null && _motion.TryRead(now, out var sample))
        {
            if (_detector.Feed(sample) is { } fall)
            {
                _confidence = fall.Confidence;
                _button.Latch(now);
                TellFall(
                    fall.Confidence,
                    now,
                    ("position", JsonName(Device.Position)),
                    ("peakG", fall.PeakG.ToString("0.0", CultureInfo.InvariantCulture)),
                    ("turnDegrees", fall.TurnDegrees.ToString("0", CultureInfo.InvariantCulture)));
                Timers.Set(FirmwareTimer.Verify, now + VerifyAfter);
            }
        }

        if (_motion is { IsOver: false })
        {
            Timers.Set(FirmwareTimer.Sample, now + ReadFifoEvery);
        }
        else
        {
            _motion = null;
        }
    }

    private void TellFall(double confidence, DateTimeOffset now, params ReadOnlySpan<(string Name, string Text)> detail) =>
        Signal(SignalKind.Fall, now, Math.Round(confidence, 2), detail);

    private static string JsonName(WearPosition position) => position switch
    {
        WearPosition.Wrist => "wrist",
        WearPosition.Waist => "waist",
        WearPosition.Chest => "chest",
        _ => throw new ArgumentOutOfRangeException(nameof(position), position, "not a wear position"),
    };
}
