using System.Buffers;
using System.IO.Pipelines;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Topics;
using Microsoft.AspNetCore.Http.Features;

namespace ElderAlert.Mqtt.Server;

/// <summary>CONNECT and its answer (3.1.4): nothing a client sends has an effect before it.</summary>
internal static class ConnectHandshake
{
    /// <summary>Bytes of a CONNACK with what this server always says in it.</summary>
    private const uint SmallestUsefulPacket = 20;

    /// <summary>Reads CONNECT; null: refused, and answered where the specification says so.</summary>
    public static async ValueTask<ConnectPacket?> ReadAsync(MqttServer server, MqttConnection connection, PipeReader input)
    {
        try
        {
            while (true)
            {
                var result = await input.ReadAsync();
                var buffer = result.Buffer;
                try
                {
                    if (PacketFraming.TryRead(ref buffer, server.Options.MaximumConnectSize, MqttProtocolVersion.V311, out var header, out var body))
                    {
                        return Decode(header, body);
                    }
                }
                finally
                {
                    input.AdvanceTo(buffer.Start, result.Buffer.Length == buffer.Length ? buffer.End : buffer.Start);
                }

                if (result.IsCompleted || result.IsCanceled)
                {
                    await RefuseAsync(server, connection, null, ReasonCode.UnspecifiedError, "The connection ended before CONNECT");
                    return null;
                }
            }
        }
        catch (MqttProtocolException exception)
        {
            await RefuseAsync(server, connection, null, exception.ReasonCode, exception.Message);
            return null;
        }
    }

    /// <summary>The keep-alive in force: the client's, but not above the server's maximum (3.2.2.3.14).</summary>
    public static ushort KeepAliveOf(MqttServer server, ConnectPacket connect)
    {
        var maximum = server.Options.MaximumKeepAliveSeconds;
        return maximum > 0 && (connect.KeepAliveSeconds == 0 || connect.KeepAliveSeconds > maximum) ? maximum : connect.KeepAliveSeconds;
    }

    /// <summary>Authenticates, attaches the session and sends CONNACK; null: refused.</summary>
    public static async ValueTask<ConnectedClient?> AdmitAsync(
        MqttServer server, MqttConnection connection, ConnectPacket connect, ushort keepAlive)
    {
        connection.Output.Version = connect.Version;
        connection.Output.MaximumPacketSize = connect.Properties?.MaximumPacketSize ?? uint.MaxValue;
        connection.Output.Aliases = connect.Properties?.TopicAliasMaximum is > 0 and var aliases ? new OutgoingTopicAliases(aliases) : null;
        var clientId = connect.ClientId.Length > 0 ? connect.ClientId : $"auto-{connection.Context.ConnectionId}";
        if (Check(connect) is { } broken)
        {
            await RefuseAsync(server, connection, connect, broken.ReasonCode, broken.Message);
            return null;
        }

        var authentication = await server.AuthenticateAsync(RequestOf(connection, connect), connection);
        if (authentication.Identity is not { } identity)
        {
            await HoldBackAsync(server, connection, authentication.ReasonCode);
            await RefuseAsync(server, connection, connect, authentication.ReasonCode, authentication.Detail);
            return null;
        }

        var info = new ClientConnection(
            connection.Context.ConnectionId, clientId, identity, connection.Context.RemoteEndPoint, connect.Version, server.Time.GetUtcNow());
        if (connect.Will is { } will && !server.Application.Authorizer.CanPublish(info, will.Topic, will.QoS, will.Retain))
        {
            await RefuseAsync(server, connection, connect, ReasonCode.NotAuthorized, $"The will's topic {will.Topic} is not allowed");
            return null;
        }

        var client = new ConnectedClient(server, connection, info, connect);
        if (await server.Sessions.AttachAsync(client, connect) is not { } present)
        {
            await RefuseAsync(server, connection, connect, ReasonCode.ClientIdentifierNotValid, "The client identifier belongs to another identity");
            return null;
        }

        client.Will = server.Wills.Keep(info, connect);
        connection.Attach(client);
        await server.Observe(info.ConnectionId, observer => observer.ConnectedAsync(info));
        Log.Connected(server.Logger, clientId, info.ConnectionId);
        connection.Output.Write(new ConnAckPacket(present, ReasonCode.Success, AnswerOf(server, connect, client, keepAlive)));
        connection.Output.Flush();
        var window = Math.Min(connect.Properties?.ReceiveMaximum ?? ushort.MaxValue, server.Options.MaximumInFlight);
        client.Session.Outbox.Attach(connection.Output, window);
        return client;
    }

    private static ConnectPacket Decode(byte header, ReadOnlySequence<byte> body) => PacketFlags.TypeOf(header) == PacketType.Connect
        ? ConnectPacket.Read(PacketJoin.Span(body))
        : throw MqttProtocolException.Error("The first packet is not CONNECT [MQTT-3.1.0-1]");

    private static MqttProtocolException? Check(ConnectPacket connect)
    {
        if (connect.Properties?.AuthenticationMethod is not null)
        {
            return new MqttProtocolException(ReasonCode.BadAuthenticationMethod, "Enhanced authentication is not supported [MQTT-4.12.0-1]");
        }

        if (connect is { Version: MqttProtocolVersion.V311, ClientId.Length: 0, CleanStart: false })
        {
            return new MqttProtocolException(ReasonCode.ClientIdentifierNotValid, "A persistent session needs a client identifier [MQTT-3.1.3-8]");
        }

        if (connect.Properties?.MaximumPacketSize < SmallestUsefulPacket)
        {
            return new MqttProtocolException(ReasonCode.PacketTooLarge, "The client's maximum packet size leaves no room for an answer [MQTT-3.1.2-24]");
        }

        return connect.Will is { } will && !TopicRules.IsName(will.Topic)
            ? new MqttProtocolException(ReasonCode.TopicNameInvalid, "The will's topic is empty or has wildcards [MQTT-3.1.3-11] [MQTT-4.7.1-1]")
            : null;
    }

    /// <summary>Whoever guesses at credentials waits longer from time to time.</summary>
    private static async ValueTask HoldBackAsync(MqttServer server, MqttConnection connection, ReasonCode reasonCode)
    {
        if (reasonCode is ReasonCode.BadUserNameOrPassword or ReasonCode.NotAuthorized or ReasonCode.Banned)
        {
            var delay = server.Addresses.DelayAfterFailure(connection.Context.RemoteEndPoint);
            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, server.Time, connection.Context.ConnectionClosed);
            }
        }
    }

    private static ConnectRequest RequestOf(MqttConnection connection, ConnectPacket connect) => new(
        connect.ClientId,
        connect.UserName,
        connect.Password,
        connection.Context.RemoteEndPoint,
        connection.Context.Features.Get<ITlsConnectionFeature>()?.ClientCertificate,
        connect.Version)
    {
        UserProperties = connect.Properties?.UserProperties is { } properties ? properties : [],
    };

    private static MqttProperties? AnswerOf(MqttServer server, ConnectPacket connect, ConnectedClient client, ushort keepAlive)
    {
        if (connect.Version == MqttProtocolVersion.V311)
        {
            return null;
        }

        var options = server.Options;
        var expiry = connect.Properties?.SessionExpirySeconds ?? 0;
        return new MqttProperties
        {
            AssignedClientIdentifier = connect.ClientId.Length == 0 ? client.Connection.ClientId : null,
            ServerKeepAliveSeconds = keepAlive != connect.KeepAliveSeconds ? keepAlive : null,
            SessionExpirySeconds = client.Session.ExpirySeconds != expiry ? client.Session.ExpirySeconds : null,
            ReceiveMaximum = options.ReceiveMaximum,
            MaximumPacketSize = (uint)options.MaximumPacketSize,
            TopicAliasMaximum = options.TopicAliasMaximum > 0 ? options.TopicAliasMaximum : null,
        };
    }

    private static async ValueTask RefuseAsync(
        MqttServer server, MqttConnection connection, ConnectPacket? connect, ReasonCode reasonCode, string detail)
    {
        var context = connection.Context;
        Log.ConnectionRefused(server.Logger, context.ConnectionId, $"{context.RemoteEndPoint}", $"{reasonCode}", detail);
        await server.Observe(context.ConnectionId, observer => observer.ConnectionRefusedAsync(
            new RefusedConnection(context.RemoteEndPoint, connect?.ClientId, connect?.UserName, reasonCode, detail)));

        // Before CONNECT is understood only its version may be answered [MQTT-3.1.2-2]; the rest is closed (3.1.4).
        if (connect?.Properties?.MaximumPacketSize < SmallestUsefulPacket)
        {
            return;
        }

        if (connect is not null || reasonCode == ReasonCode.UnsupportedProtocolVersion)
        {
            connection.Output.Write(new ConnAckPacket(SessionPresent: false, reasonCode));
            connection.Output.Flush();
        }
    }
}
