using ElderAlert.Mqtt.Packets;

namespace ElderAlert.Mqtt.Client;

/// <summary>What CONNACK said (3.2).</summary>
/// <param name="SessionPresent">The server still had the session.</param>
/// <param name="ClientId">The identifier in force: as sent, or as assigned.</param>
/// <param name="KeepAlive">The keep-alive in force: as asked for, or as the server demands.</param>
/// <param name="ReceiveMaximum">Messages that may be sent without acknowledgement.</param>
/// <param name="MaximumPacketSize">Largest packet that the server accepts, in bytes.</param>
public sealed record ConnectResult(
    bool SessionPresent, string ClientId, TimeSpan KeepAlive, ushort ReceiveMaximum, uint MaximumPacketSize)
{
    internal static ConnectResult From(ConnAckPacket packet, MqttClientOptions options) => new(
        packet.SessionPresent,
        packet.Properties?.AssignedClientIdentifier ?? options.ClientId,
        packet.Properties?.ServerKeepAliveSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : options.KeepAlive,
        packet.Properties?.ReceiveMaximum ?? ushort.MaxValue,
        packet.Properties?.MaximumPacketSize ?? uint.MaxValue);
}
