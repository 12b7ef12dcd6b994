using System.Collections.Concurrent;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;
using ElderAlert.Domain.Silence;

namespace ElderAlert.Engine.Watch;

/// <summary>
/// Gateways whose way to this server is known to be broken. What comes by that way cannot be heard and is not judged meanwhile; operators
/// are told of the gateway alone.
/// </summary>
internal sealed class GatewayWays(IncidentEngine engine, WatchBook book, Tellings tellings, WatchOptions options)
{
    private readonly Dictionary<DeviceId, BrokenWay> _broken = [];
    private readonly HashSet<DeviceId> _known = [];
    private readonly ConcurrentDictionary<DeviceId, DeviceId> _carriers = new();

    /// <summary>A message of the device came by the gateway's way, whether the file says so or not. May be called by anybody.</summary>
    public void Carries(DeviceId gateway, DeviceId device) => _carriers[device] = gateway;

    /// <summary>The gateway and everything that comes by its way, through other gateways too. May be called by anybody.</summary>
    public IReadOnlyList<Device> By(DeviceId gateway) => engine.Directory.Find(gateway) is { } device
        ? engine.Directory.Of<Device>(device.Centre).Where(d => WayOf(d).Contains(gateway)).ToList()
        : [];

    /// <summary>The way broke; said again while it is broken, it changes nothing.</summary>
    public void Break(DeviceId gateway, DateTimeOffset at) => _broken.TryAdd(gateway, new BrokenWay(at, IsFirst: _known.Add(gateway)));

    /// <summary>The way is whole again: silences are shorter by the time in which nobody could be heard.</summary>
    public void Mend(DeviceId gateway, DateTimeOffset at)
    {
        if (!_broken.Remove(gateway, out var broken))
        {
            return;
        }

        Pause(gateway, broken, at);
        if (engine.Directory.Find(gateway) is { } device && (broken.IsTold || broken.IsFirst))
        {
            // Before a restart it may have been told, too: the incident knows.
            tellings.Add(async stop =>
            {
                if (engine.FindActive(device.Household, Lane.Technical)?.Kinds.Contains(SignalKind.Offline) is true)
                {
                    await engine.ReceiveAsync(WatchSignals.Reached(device, broken.Since, at), stop);
                }
            });
        }
    }

    /// <summary>Tells of ways that have been broken for long enough to matter.</summary>
    public void Look(DateTimeOffset now)
    {
        foreach (var (gateway, broken) in _broken.Where(b => !b.Value.IsTold && now - b.Value.Since >= options.Cut).ToList())
        {
            if (engine.Directory.Find(gateway) is { } device)
            {
                tellings.Add(WatchSignals.CutOff(device, broken.Since, now));
                _broken[gateway] = broken with { IsTold = true };
            }
        }
    }

    /// <summary>Whether the device cannot be heard. One that was heard since its way broke has another.</summary>
    public bool IsCut(Device device)
    {
        if (_broken.Count == 0)
        {
            return false;
        }

        var seen = book.Find(device.Id)?.SeenAt;
        return WayOf(device).Any(id => _broken.TryGetValue(id, out var broken) && !(seen > broken.Since));
    }

    /// <summary>The server stops listening: what was not heard until now is not held against anybody after the next start.</summary>
    public void Close(DateTimeOffset now)
    {
        foreach (var (gateway, broken) in _broken)
        {
            Pause(gateway, broken, now);
        }

        _broken.Clear();
    }

    private void Pause(DeviceId gateway, BrokenWay broken, DateTimeOffset at)
    {
        foreach (var device in By(gateway))
        {
            if (book.Find(device.Id) is { LostAt: null } watch && watch.SeenAt <= broken.Since)
            {
                var paused = watch.Pause(at - broken.Since);
                book.Set(paused.CountsFrom > at ? watch with { CountsFrom = at } : paused);
            }
        }
    }

    /// <summary>The device itself and what carries it, the last of which connects itself.</summary>
    private List<DeviceId> WayOf(Device device)
    {
        var way = new List<DeviceId>();
        for (var next = device; next is not null && !way.Contains(next.Id);)
        {
            way.Add(next.Id);
            next = (next.Gateway ?? (_carriers.TryGetValue(next.Id, out var carrier) ? carrier : null)) is { } gateway ? engine.Directory.Find(gateway) : null;
        }

        return way;
    }

    /// <param name="Since">When the way broke.</param>
    /// <param name="IsFirst">The way has not been whole since the server started.</param>
    /// <param name="IsTold">Operators know.</param>
    private sealed record BrokenWay(DateTimeOffset Since, bool IsFirst, bool IsTold = false);
}
