using System.Collections.Concurrent;
using ElderAlert.Domain;

namespace ElderAlert.Server.Ingest;

/// <summary>When a device was last heard of, and whether it is there.</summary>
/// <param name="SeenAt">When anything came from it last.</param>
/// <param name="Online">Whether it is connected, or its gateway says so; null where neither is known.</param>
/// <param name="ConnectionId">Its own connection, while it has one.</param>
/// <param name="IsCutOff">It was there when the way by which it is heard broke.</param>
internal sealed record DeviceContact(DateTimeOffset? SeenAt, bool? Online, string? ConnectionId = null, bool IsCutOff = false);

/// <summary>The last contact with each device since the server started. Kept in memory; its changes are in the telemetry as <c>online</c>.</summary>
internal sealed class DevicePresence
{
    private readonly ConcurrentDictionary<DeviceId, DeviceContact> _contacts = new();

    /// <summary>Is told when a device comes or goes.</summary>
    public event Action<DeviceId, bool>? Changed;

    /// <summary>The last contact; null where there was none since the start.</summary>
    public DeviceContact? Find(DeviceId device) => _contacts.GetValueOrDefault(device);

    /// <summary>The device opened a connection; it replaces an older one.</summary>
    public void Connected(DeviceId device, string connectionId, DateTimeOffset at) =>
        Update(device, _ => new DeviceContact(at, Online: true, connectionId));

    /// <summary>A connection ended. One that was replaced by a newer says nothing about the device.</summary>
    public void Disconnected(DeviceId device, string connectionId) =>
        Update(device, known => known?.ConnectionId == connectionId ? known with { Online = false, ConnectionId = null } : known);

    /// <summary>Something came from the device, itself or through its gateway.</summary>
    /// <param name="device">Which.</param>
    /// <param name="online">What the message says of its connection; null: nothing.</param>
    /// <param name="at">When it came.</param>
    public void Heard(DeviceId device, bool? online, DateTimeOffset at) =>
        Update(
            device,
            (Online: online, At: at),
            static (known, said) => new DeviceContact(said.At, said.Online ?? (known is { IsCutOff: true } ? true : known?.Online), known?.ConnectionId));

    /// <summary>The way by which the device is heard broke; one with a connection of its own is heard all the same.</summary>
    public void CutOff(DeviceId device) =>
        Update(device, known => known is { Online: true, ConnectionId: null } ? known with { Online = false, IsCutOff = true } : known);

    /// <summary>The way is whole again: the device is as it was.</summary>
    public void Mended(DeviceId device) =>
        Update(device, known => known is { IsCutOff: true } ? known with { Online = true, IsCutOff = false } : known);

    /// <summary>The way to a gateway stands; what was said of the gateway itself counts for more.</summary>
    public void Reached(DeviceId gateway) =>
        Update(gateway, known => known is { Online: not null } ? known : new DeviceContact(known?.SeenAt, Online: true));

    private void Update(DeviceId device, Func<DeviceContact?, DeviceContact?> change) => Update(device, change, static (known, change) => change(known));

    private void Update<T>(DeviceId device, T said, Func<DeviceContact?, T, DeviceContact?> change)
    {
        while (true)
        {
            var before = _contacts.GetValueOrDefault(device);
            if (change(before, said) is not { } after)
            {
                return;
            }

            if (before is null ? _contacts.TryAdd(device, after) : _contacts.TryUpdate(device, after, before))
            {
                if (after.Online is { } online && online != before?.Online)
                {
                    Changed?.Invoke(device, online);
                }

                return;
            }
        }
    }
}
