using ElderAlert.Devices.Payloads;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices.Zigbee2Mqtt;

/// <summary>
/// The gateway's verdict about a device, reached after time-outs of its own, or its broker's about the gateway: unlike a mere lost
/// connection it is worth a technical signal.
/// </summary>
internal static class ConnectivityReading
{
    public static DeviceReading Of(DialectMessage message, Device device, bool online)
    {
        var kind = online ? SignalKind.Online : SignalKind.Offline;
        var signal = new Signal(
            $"{ContentId.Of(message, sentAt: null)}.{kind}",
            device.Id,
            kind,
            SignalState.Active,
            message.ReceivedAt,
            Retained: message.Retained);
        return new DeviceReading(device) { Online = online, Signals = [new SignalReading(signal, IsLevel: true)] };
    }
}
