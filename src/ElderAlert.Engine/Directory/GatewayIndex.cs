using System.Collections.Immutable;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;

namespace ElderAlert.Engine.Directory;

/// <summary>What comes through each gateway, and under which name the gateway knows it. Immutable.</summary>
internal sealed class GatewayIndex
{
    /// <summary>No gateway carries anything.</summary>
    public static readonly GatewayIndex Empty = new(
        ImmutableDictionary<DeviceId, ImmutableHashSet<DeviceId>>.Empty, ImmutableDictionary<(DeviceId, string), DeviceId>.Empty);

    private readonly ImmutableDictionary<DeviceId, ImmutableHashSet<DeviceId>> _behind;
    private readonly ImmutableDictionary<(DeviceId Gateway, string Name), DeviceId> _names;

    private GatewayIndex(
        ImmutableDictionary<DeviceId, ImmutableHashSet<DeviceId>> behind, ImmutableDictionary<(DeviceId Gateway, string Name), DeviceId> names)
    {
        _behind = behind;
        _names = names;
    }

    /// <summary>The devices that are reached through it, in no particular order.</summary>
    public IReadOnlyCollection<DeviceId> Behind(DeviceId gateway) => _behind.GetValueOrDefault(gateway, ImmutableHashSet<DeviceId>.Empty)!;

    /// <summary>The device that it knows by that name.</summary>
    public DeviceId? Find(DeviceId gateway, string name) => _names.TryGetValue((gateway, name), out var id) ? id : null;

    public Builder ToBuilder() => new(_behind.ToBuilder(), _names.ToBuilder());

    /// <summary>An index that is being changed.</summary>
    public sealed class Builder(
        ImmutableDictionary<DeviceId, ImmutableHashSet<DeviceId>>.Builder behind, ImmutableDictionary<(DeviceId Gateway, string Name), DeviceId>.Builder names)
    {
        public void Add(Device device)
        {
            if (device.Gateway is { } gateway)
            {
                behind[gateway] = BehindOf(gateway).Add(device.Id);
                if (device.ExternalName is { } name)
                {
                    names[(gateway, name)] = device.Id;
                }
            }
        }

        /// <summary>Its name stays with another device that has taken it over in the same edit.</summary>
        public void Remove(Device device)
        {
            if (device.Gateway is { } gateway)
            {
                behind[gateway] = BehindOf(gateway).Remove(device.Id);
                if (behind[gateway].IsEmpty)
                {
                    behind.Remove(gateway);
                }

                if (device.ExternalName is { } name && names.TryGetValue((gateway, name), out var holder) && holder == device.Id)
                {
                    names.Remove((gateway, name));
                }
            }
        }

        public GatewayIndex ToImmutable() => new(behind.ToImmutable(), names.ToImmutable());

        private ImmutableHashSet<DeviceId> BehindOf(DeviceId gateway) => behind.GetValueOrDefault(gateway, ImmutableHashSet<DeviceId>.Empty)!;
    }
}
