using ElderAlert.Domain.Directory;

namespace ElderAlert.Devices;

/// <summary>What arrived from an authenticated device, before anybody has understood it.</summary>
/// <param name="Topic">Where it was published.</param>
/// <param name="Payload">The bytes, as they came.</param>
/// <param name="Retained">
/// The retain flag was set. It does not make a message old: Zigbee2MQTT sets it on live messages where a device's option says so.
/// </param>
/// <param name="ReceivedAt">When ElderAlert received it.</param>
/// <param name="Sender">The device whose connection carried it.</param>
/// <param name="FindBinding">The device behind this gateway that has an external name; null where none is on file.</param>
public sealed record DialectMessage(
    string Topic,
    ReadOnlyMemory<byte> Payload,
    bool Retained,
    DateTimeOffset ReceivedAt,
    Device Sender,
    Func<string, Device?> FindBinding);
