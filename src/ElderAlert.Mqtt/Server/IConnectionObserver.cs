using System.Net;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Server;

/// <summary>
/// Hears what happens to connections, so that the host can supervise devices. Each call is awaited before the server
/// goes on with that connection; exceptions are logged and change nothing.
/// </summary>
public interface IConnectionObserver
{
    /// <summary>A client is authenticated and its session is attached; CONNACK follows.</summary>
    ValueTask ConnectedAsync(ClientConnection client);

    /// <summary>A connected client is gone.</summary>
    ValueTask DisconnectedAsync(ClientConnection client, DisconnectCause cause);

    /// <summary>A connection was refused before it became a client.</summary>
    ValueTask ConnectionRefusedAsync(RefusedConnection refused);

    /// <summary>A message was refused by the <see cref="ITopicAuthorizer"/>; called before the answer is sent.</summary>
    ValueTask PublishRefusedAsync(InboundPublish publish, ReasonCode reasonCode);

    /// <summary>A subscription was refused by the <see cref="ITopicAuthorizer"/>.</summary>
    ValueTask SubscriptionRefusedAsync(ClientConnection client, string topicFilter, ReasonCode reasonCode);
}

/// <summary>Why a connection ended.</summary>
/// <param name="ReasonCode">As DISCONNECT says it in 5.0; for 3.1.1 the nearest code.</param>
/// <param name="Detail">In words, with the clause where a rule was broken.</param>
/// <param name="ByClient">True: the client sent DISCONNECT.</param>
public sealed record DisconnectCause(ReasonCode ReasonCode, string Detail, bool ByClient);

/// <summary>A connection that was not let in.</summary>
/// <param name="RemoteAddress">Where it came from; null: unknown.</param>
/// <param name="ClientId">As sent; null: CONNECT was not understood.</param>
/// <param name="UserName">As sent; null: none.</param>
/// <param name="ReasonCode">As CONNACK says it in 5.0.</param>
/// <param name="Detail">In words.</param>
public sealed record RefusedConnection(
    EndPoint? RemoteAddress, string? ClientId, string? UserName, ReasonCode ReasonCode, string Detail);
