using System.Globalization;

namespace ElderAlert.FirmwareSim.Devices;

/// <summary>
/// The button of a pendant or wearable. A press latches: the device repeats its call until it is told that the call arrived.
/// While latched, or while the device asks, a long press means that all is well.
/// </summary>
/// <param name="host">The device that it is built into.</param>
/// <param name="timers">The timers of that device.</param>
internal sealed class SosButton(OwnFirmware host, TimerSet timers)
{
    /// <summary>As real firmware does: one press gives several messages.</summary>
    private const int MostRepeats = 5;

    private static readonly TimeSpan RepeatEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LatchFor = TimeSpan.FromMinutes(10);

    private int _presses;
    private int _repeats;

    public bool IsLatched => timers.IsRunning(FirmwareTimer.Quiet);

    public void Press(bool isLong, DateTimeOffset now)
    {
        if (host.Lamp == Lamp.Asking && !isLong)
        {
            host.Signal(SignalKind.Cancel, now, null, ("answer", "well"));
            Release();
        }
        else if (isLong && IsLatched)
        {
            host.Signal(SignalKind.Cancel, now);
            Release();
        }
        else
        {
            Latch(now);
            _repeats = 0;
            _presses++;
            Call(now);
            timers.Set(FirmwareTimer.Repeat, now + RepeatEvery);
        }
    }

    /// <summary>Holds a call open, so that a long press can cancel it.</summary>
    public void Latch(DateTimeOffset now) => timers.Set(FirmwareTimer.Quiet, now + LatchFor);

    /// <summary>The call arrived, or is over: no more repeats.</summary>
    public void OnLamp(Lamp lamp)
    {
        timers.Stop(FirmwareTimer.Repeat);
        if (lamp == Lamp.Off)
        {
            Release();
        }
    }

    public void OnTimer(FirmwareTimer timer, DateTimeOffset now)
    {
        if (timer == FirmwareTimer.Quiet)
        {
            Release();
        }
        else if (_repeats < MostRepeats)
        {
            _repeats++;
            Call(now);
            timers.Set(FirmwareTimer.Repeat, now + RepeatEvery);
        }
    }

    private void Release()
    {
        timers.Stop(FirmwareTimer.Quiet);
        timers.Stop(FirmwareTimer.Repeat);
        _presses = 0;
    }

    private void Call(DateTimeOffset now) => host.Signal(
        SignalKind.Sos,
        now,
        null,
        ("press", _presses.ToString(CultureInfo.InvariantCulture)),
        ("repeat", _repeats.ToString(CultureInfo.InvariantCulture)));
}
