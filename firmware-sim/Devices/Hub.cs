using System.Text;
using ElderAlert.FirmwareSim.Transport;

namespace ElderAlert.FirmwareSim.Devices;

/// <summary>A hub on the mains that carries Zigbee devices; it says itself when the mains fail, from its small battery.</summary>
internal sealed class Hub(DeviceParts parts) : OwnFirmware(parts)
{
    private bool _hasMains = true;

    /// <summary>The bridge's last word, retained.</summary>
    public static OutgoingMessage BridgeState(bool isOnline) => new(
        "zigbee2mqtt/bridge/state",
        Encoding.UTF8.GetBytes(isOnline ? """{"state":"online"}""" : """{"state":"offline"}"""),
        MustArrive: true,
        Retain: true);

    protected override void OnPowerUp(DateTimeOffset now)
    {
        base.OnPowerUp(now);
        if (!IsFillingPast)
        {
            Parts.Flash.Store(BridgeState(isOnline: true));
        }
    }

    protected override void OnSense(Stimulus stimulus, DateTimeOffset now)
    {
        if (stimulus is Stimulus.Mains mains && mains.IsPresent != _hasMains)
        {
            _hasMains = mains.IsPresent;
            Signal(_hasMains ? SignalKind.MainsRestored : SignalKind.MainsLost, now);
        }
    }

    protected override void OnTimer(FirmwareTimer timer, DateTimeOffset now) =>
        throw new InvalidOperationException($"a hub does not wait for {timer}");

    protected override ReadOnlySpan<(string Name, double Value)> Measure(DateTimeOffset now) => new[] { ("mains", _hasMains ? 1.0 : 0.0) };
}
