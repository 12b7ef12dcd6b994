using System.Collections.Concurrent;
using ElderAlert.Domain;

namespace ElderAlert.Server.Ingest;

/// <summary>When a device was last heard of, and whether it is there.</summary>
/// <param name="SeenAt">When anything came from it last.</param>
/// <param name="Online">Whether it is connected, or its gateway says so; null where neither is known.</param>
/// <param name="ConnectionId">Its own connection, while it has one.</param>
internal sealed record DeviceContact(DateTimeOffset? SeenAt, bool? Online, string? ConnectionId = null);

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
        Update(device, known => new DeviceContact(at, online ?? known?.Online, known?.ConnectionId));

    private void Update(DeviceId device, Func<DeviceContact?, DeviceContact?> change)
    {
        while (true)
        {
            var before = _contacts.GetValueOrDefault(device);
            if (change(before) is not { } after)
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
