using System.Net;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Server;

/// <summary>One network connection of an authenticated client.</summary>
/// <param name="ConnectionId">Unique among connections of this process.</param>
/// <param name="ClientId">As sent, or as assigned by the server.</param>
/// <param name="Identity">As given by the <see cref="IDeviceAuthenticator"/>.</param>
/// <param name="RemoteAddress">Where it comes from; null: unknown.</param>
/// <param name="Version">The protocol version spoken.</param>
/// <param name="ConnectedAt">When CONNECT was accepted.</param>
public sealed record ClientConnection(
    string ConnectionId,
    string ClientId,
    string Identity,
    EndPoint? RemoteAddress,
    MqttProtocolVersion Version,
    DateTimeOffset ConnectedAt);
