using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Persistence;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;

namespace ElderAlert.Mqtt.Sessions;

/// <summary>All sessions by client identifier: who is attached to which, and when each ends.</summary>
internal sealed class SessionRegistry(MqttServer server)
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly OutboxLimits _limits = new(server.Options.MaximumQueuedMessages, server.Options.MaximumQueuedBytes);

    /// <summary>
    /// Gives the client its session, taking it from a connection that still holds it [MQTT-3.1.4-3]. The result tells
    /// whether the session existed; null: it belongs to somebody else.
    /// </summary>
    public async ValueTask<bool?> AttachAsync(ConnectedClient client, ConnectPacket connect)
    {
        while (true)
        {
            var (present, holder, ended) = TryAttach(client, connect);
            if (ended is not null)
            {
                End(ended);
            }

            if (holder is null)
            {
                return present;
            }

            holder.Close(ReasonCode.SessionTakenOver, "Another connection uses the client identifier [MQTT-3.1.4-3]");
            await WaitForEndAsync(holder);
        }
    }

    /// <summary>The client is gone: the session ends or waits for its return.</summary>
    /// <param name="client">Which.</param>
    /// <param name="delayed">Its will, where it has a delay; void where another connection has the session by now [MQTT-3.1.3-9].</param>
    public void Detach(ConnectedClient client, Will? delayed)
    {
        var session = client.Session;
        bool ends;
        lock (_sync)
        {
            if (!ReferenceEquals(session.Client, client))
            {
                if (delayed is not null)
                {
                    server.Wills.Forget(delayed);
                }

                return;
            }

            session.Outbox.Detach(client.Output);
            session.Client = null;
            session.PendingWill = delayed is null ? null : server.Wills.Delay(delayed);
            ends = session.ExpirySeconds == 0;
            session.EndsAt = session.ExpirySeconds == uint.MaxValue ? null : server.Time.GetUtcNow().AddSeconds(session.ExpirySeconds);
            if (ends)
            {
                Remove(session);
            }
            else
            {
                session.Log?.Saved(session.Identity, session.ExpirySeconds, session.EndsAt);
            }
        }

        if (ends)
        {
            End(session);
        }
    }

    public bool IsConnected(string clientId)
    {
        lock (_sync)
        {
            return _sessions.TryGetValue(clientId, out var session) && session.IsConnected;
        }
    }

    /// <summary>The expiry granted: what was asked for, but not above the server's maximum.</summary>
    public uint CapExpiry(uint seconds) => (uint)Math.Min(seconds, server.Options.MaximumSessionExpiry.TotalSeconds);

    /// <summary>Ends sessions whose time is over and publishes wills that are due.</summary>
    public void Sweep()
    {
        var now = server.Time.GetUtcNow();
        var ended = new List<Session>();
        var due = new List<Will>();
        lock (_sync)
        {
            foreach (var session in _sessions.Values.Where(session => session.Client is null))
            {
                if (session.EndsAt <= now)
                {
                    ended.Add(session);
                }
                else if (session.PendingWill is { } will && will.DueAt <= now)
                {
                    due.Add(will.Will);
                    session.PendingWill = null;
                }
            }

            ended.ForEach(Remove);
        }

        ended.ForEach(End);
        due.ForEach(server.Wills.Publish);
        server.Wills.Sweep();
    }

    /// <summary>Closes every connection.</summary>
    public void CloseAll(ReasonCode reasonCode, string detail)
    {
        Session[] sessions;
        lock (_sync)
        {
            sessions = [.. _sessions.Values];
        }

        foreach (var session in sessions)
        {
            session.Client?.Close(reasonCode, detail);
        }
    }

    private (bool? Present, ConnectedClient? Holder, Session? Ended) TryAttach(ConnectedClient client, ConnectPacket connect)
    {
        var id = client.Connection.ClientId;
        lock (_sync)
        {
            _sessions.TryGetValue(id, out var session);
            if (session is not null && session.Identity != client.Connection.Identity)
            {
                return (null, null, null);
            }

            if (session?.Client is { } holder)
            {
                return (false, holder, null);
            }

            var present = session is not null && !connect.CleanStart && !(session.EndsAt <= server.Time.GetUtcNow());
            var ended = present ? null : session;
            if (!present || session is null)
            {
                ended?.EndLog();
                session = new Session(id, client.Connection.Identity, _limits, server.Time);
                _sessions[id] = session;
            }

            session.Client = client;
            session.EndsAt = null;
            Return(session);
            session.ExpirySeconds = ExpiryOf(connect);
            client.Session = session;
            Keep(session);
            return (present, null, ended);
        }
    }

    /// <summary>Brings back a session of a former process; its client is away.</summary>
    public Session Restore(SessionSaved saved)
    {
        var session = new Session(saved.ClientId, saved.Identity, _limits, server.Time)
        {
            ExpirySeconds = saved.ExpirySeconds,
            EndsAt = saved.EndsAt ?? (saved.ExpirySeconds == uint.MaxValue ? null : server.Time.GetUtcNow().AddSeconds(saved.ExpirySeconds)),
        };
        lock (_sync)
        {
            _sessions[saved.ClientId] = session;
        }

        return session;
    }

    /// <summary>Its client is back before the will was due [MQTT-3.1.3-9].</summary>
    private void Return(Session session)
    {
        if (session.PendingWill is { } pending)
        {
            server.Wills.Forget(pending.Will);
            session.PendingWill = null;
        }
    }

    /// <summary>Puts a session that outlives its connection on disk, and takes one that no longer does off it.</summary>
    private void Keep(Session session)
    {
        if (server.Journal is { } journal && session.ExpirySeconds > 0)
        {
            session.Log ??= new SessionLog(session.ClientId, journal);
            session.Log.Saved(session.Identity, session.ExpirySeconds, endsAt: null);
        }
        else
        {
            session.EndLog();
        }
    }

    private void Remove(Session session)
    {
        _sessions.Remove(session.ClientId);
        session.EndLog();
    }

    private uint ExpiryOf(ConnectPacket connect) => connect.Version == MqttProtocolVersion.V311
        ? (connect.CleanStart ? 0 : CapExpiry(uint.MaxValue))
        : CapExpiry(connect.Properties?.SessionExpirySeconds ?? 0);

    /// <summary>A holder that cannot finish in time loses the session all the same: the device must get through.</summary>
    private async Task WaitForEndAsync(ConnectedClient holder)
    {
        try
        {
            await holder.Ended.WaitAsync(server.Options.CloseTimeout, server.Time);
        }
        catch (TimeoutException)
        {
            Detach(holder, delayed: null);
        }
    }

    private void End(Session session)
    {
        server.Router.UnsubscribeAll(session);
        if (session.PendingWill is { } will)
        {
            session.PendingWill = null;
            server.Wills.Publish(will.Will);
        }
    }
}
