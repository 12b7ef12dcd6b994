using System.Text;
using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.Transport;

namespace ElderAlert.FirmwareSim.Zigbee;

/// <summary>
/// A device behind a hub. Its messages carry no id and no sequence, repeat while an alarm is latched, and are lost while it is out of reach;
/// the hub keeps those that arrived until the server acknowledges them.
/// </summary>
internal sealed class ZigbeeFirmware(DeviceParts parts, IZigbeeVoice voice) : Firmware(parts)
{
    /// <summary>One press of a button gives this many messages after the first.</summary>
    private const int ButtonRepeats = 2;

    private static readonly TimeSpan RepeatEvery = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan FloorBeforeFall = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StillAfter = TimeSpan.FromSeconds(90);

    private bool _isInReach = true;
    private bool _isActive;
    private int _repeatsLeft;

    public override void SetNetwork(bool hasNetwork, DateTimeOffset now)
    {
        if (_isInReach == hasNetwork)
        {
            return;
        }

        _isInReach = hasNetwork;
        TellAvailability(hasNetwork && IsPowered);
    }

    protected override void OnPowerUp(DateTimeOffset now) => TellAvailability(_isInReach);

    protected override void OnPowerDown() => TellAvailability(isAvailable: false);

    protected override void OnSense(Stimulus stimulus, DateTimeOffset now)
    {
        switch (stimulus)
        {
            case Stimulus.Press when Device.Type == SimulatedDeviceType.Pendant:
                StartAlarm(now, ButtonRepeats);
                break;
            case Stimulus.Press:
                Say(ZigbeeOccasion.Test);
                break;
            case Stimulus.Condition { IsPresent: true } when !Timers.IsRunning(FirmwareTimer.Repeat):
                StartAlarm(now, int.MaxValue);
                break;
            case Stimulus.Condition { IsPresent: false } when Timers.IsRunning(FirmwareTimer.Repeat):
                Timers.Stop(FirmwareTimer.Repeat);
                Say(ZigbeeOccasion.Clear);
                break;
            case Stimulus.Door door:
                Become(door.IsOpen);
                break;
            case Stimulus.Seen seen:
                See(seen.Posture, now);
                break;
            default:
                break;
        }
    }

    protected override void OnTimer(FirmwareTimer timer, DateTimeOffset now)
    {
        switch (timer)
        {
            case FirmwareTimer.Repeat when _repeatsLeft > 0:
                _repeatsLeft--;
                Say(ZigbeeOccasion.Alarm);
                Timers.Set(timer, now + RepeatEvery);
                break;
            case FirmwareTimer.Verify:
                Say(ZigbeeOccasion.Alarm);
                break;
            case FirmwareTimer.Quiet:
                Become(isActive: false);
                break;
            default:
                break;
        }
    }

    protected override void Report(DateTimeOffset now) => Say(ZigbeeOccasion.Report);

    protected override void TellBatteryLow(DateTimeOffset now) => Say(ZigbeeOccasion.BatteryLow);

    private void StartAlarm(DateTimeOffset now, int repeats)
    {
        _repeatsLeft = repeats;
        Say(ZigbeeOccasion.Alarm);
        Timers.Set(FirmwareTimer.Repeat, now + RepeatEvery);
    }

    private void See(Posture posture, DateTimeOffset now)
    {
        if (Device.Type == SimulatedDeviceType.Radar && posture == Posture.Floor)
        {
            Timers.Set(FirmwareTimer.Verify, now + FloorBeforeFall);
        }
        else
        {
            Timers.Stop(FirmwareTimer.Verify);
        }

        if (posture == Posture.Absent)
        {
            return;
        }

        Become(isActive: true);
        Timers.Set(FirmwareTimer.Quiet, now + StillAfter);
    }

    private void Become(bool isActive)
    {
        if (_isActive != isActive)
        {
            _isActive = isActive;
            Say(ZigbeeOccasion.Report);
        }
    }

    private void Say(ZigbeeOccasion occasion)
    {
        if (!_isInReach || IsFillingPast)
        {
            return;
        }

        var report = new ZigbeeReport(occasion, _isActive, BatteryPercent, Parts.Random.Next(40, 200));
        Parts.Flash.Store(new OutgoingMessage(
            $"zigbee2mqtt/{Device.ExternalName}",
            voice.Say(Device, report),
            MustArrive: occasion is not ZigbeeOccasion.Report));
        Parts.Battery.SpendMessage();
    }

    private void TellAvailability(bool isAvailable)
    {
        if (IsFillingPast)
        {
            return;
        }

        Parts.Flash.Store(new OutgoingMessage(
            $"zigbee2mqtt/{Device.ExternalName}/availability",
            Encoding.UTF8.GetBytes(isAvailable ? """{"state":"online"}""" : """{"state":"offline"}"""),
            MustArrive: true,
            Retain: true));
    }
}
