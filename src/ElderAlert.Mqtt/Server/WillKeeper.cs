using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Persistence;
using ElderAlert.Mqtt.Sessions;

namespace ElderAlert.Mqtt.Server;

/// <summary>
/// Wills from CONNECT to their end: kept on disk where sessions are, so that a device that never comes back after a
/// crash of the server is told of all the same.
/// </summary>
internal sealed class WillKeeper(MqttServer server)
{
    private readonly RestoredWills _restored = new();
    private readonly WillPublisher _publisher = new(server);
    private long _lastId;

    /// <summary>A client is connected: a will of a former process is void, the new one is kept. Null: it has none.</summary>
    public Will? Keep(ClientConnection client, ConnectPacket connect)
    {
        if (_restored.Take(client.ClientId, client.Identity) is { } former)
        {
            Forget(former);
        }

        if (connect.Will is null)
        {
            return null;
        }

        var will = new Will(Interlocked.Increment(ref _lastId), client, connect.Will, connect.WillDelaySeconds);
        server.Journal?.Append(new WillKept(will, DueAt: null));
        return will;
    }

    /// <summary>The client is lost, but may come back before the will is due.</summary>
    public PendingWill Delay(Will will)
    {
        var pending = new PendingWill(will, server.Time.GetUtcNow().AddSeconds(will.DelaySeconds));
        server.Journal?.Append(new WillKept(will, pending.DueAt));
        return pending;
    }

    /// <summary>It is not to be published.</summary>
    public void Forget(Will will) => server.Journal?.Append(new WillDropped(will.Client.ClientId, will.Id));

    /// <summary>Publishes in the background.</summary>
    public void Publish(Will will) => _ = PublishAsync(will);

    /// <summary>Takes over a will of a former process, whose client gets time to come back.</summary>
    public void Restore(WillKept kept)
    {
        _lastId = Math.Max(_lastId, kept.Will.Id);
        var now = server.Time.GetUtcNow();
        var (due, grace) = (kept.DueAt ?? now.AddSeconds(kept.Will.DelaySeconds), now + server.Options.WillGraceAfterRestart);
        _restored.Add(new PendingWill(kept.Will, due > grace ? due : grace));
    }

    /// <summary>Publishes those whose client did not come back after a restart.</summary>
    public void Sweep()
    {
        foreach (var will in _restored.TakeDue(server.Time.GetUtcNow()))
        {
            Publish(will);
        }
    }

    private async Task PublishAsync(Will will)
    {
        await _publisher.PublishAsync(will.Client, will.Message);
        Forget(will);
    }
}
