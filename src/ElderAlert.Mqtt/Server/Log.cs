using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Server;

/// <summary>Everything the server half logs. Ids and addresses of devices only: never a topic's payload.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Connection {ConnectionId} from {RemoteAddress} refused: {ReasonCode}, {Detail}")]
    public static partial void ConnectionRefused(ILogger logger, string connectionId, string remoteAddress, string reasonCode, string detail);

    [LoggerMessage(1002, LogLevel.Debug, "Client {ClientId} connected on {ConnectionId}")]
    public static partial void Connected(ILogger logger, string clientId, string connectionId);

    [LoggerMessage(1003, LogLevel.Debug, "Client {ClientId} disconnected from {ConnectionId}: {ReasonCode}, {Detail}")]
    public static partial void Disconnected(ILogger logger, string clientId, string connectionId, string reasonCode, string detail);

    [LoggerMessage(1004, LogLevel.Error, "The publish sink failed for client {ClientId}: the message is not acknowledged")]
    public static partial void SinkFailed(ILogger logger, Exception exception, string clientId);

    [LoggerMessage(1005, LogLevel.Error, "The connection observer failed on {ConnectionId}")]
    public static partial void ObserverFailed(ILogger logger, Exception exception, string connectionId);

    [LoggerMessage(1006, LogLevel.Error, "Connection {ConnectionId} ended by a defect")]
    public static partial void ConnectionFailed(ILogger logger, Exception exception, string connectionId);

    [LoggerMessage(1007, LogLevel.Warning, "Outbound queue of client {ClientId} is full: a message at QoS {QoS} was dropped")]
    public static partial void DeliveryDropped(ILogger logger, string clientId, int qoS);

    [LoggerMessage(1008, LogLevel.Error, "The will of client {ClientId} was not taken after {Attempts} attempts and is lost")]
    public static partial void WillLost(ILogger logger, string clientId, int attempts);

    [LoggerMessage(1009, LogLevel.Error, "Authentication of {ConnectionId} failed with an exception")]
    public static partial void AuthenticatorFailed(ILogger logger, Exception exception, string connectionId);

    [LoggerMessage(1010, LogLevel.Error, "The clock loop failed and goes on")]
    public static partial void ClockFailed(ILogger logger, Exception exception);

    [LoggerMessage(1011, LogLevel.Warning, "A message of client {ClientId} at QoS 0 was not taken by the sink and is lost")]
    public static partial void UnacknowledgedLost(ILogger logger, string clientId);

    [LoggerMessage(1012, LogLevel.Information, "Certificate {File} was renewed; it is valid until {NotAfter}")]
    public static partial void CertificateReloaded(ILogger logger, string file, DateTime notAfter);

    [LoggerMessage(1013, LogLevel.Error, "Certificate {File} changed but cannot be read; the former stays in use")]
    public static partial void CertificateNotReloaded(ILogger logger, Exception exception, string file);

    [LoggerMessage(1014, LogLevel.Warning, "Connection {ConnectionId} from {RemoteAddress} was closed before MQTT: {Detail}")]
    public static partial void ProxyRefused(ILogger logger, string connectionId, string remoteAddress, string detail);

    [LoggerMessage(1015, LogLevel.Critical, "The session journal {File} cannot be written: no message for a persistent session is acknowledged until a restart")]
    public static partial void SessionJournalFailed(ILogger logger, Exception exception, string file);

    [LoggerMessage(1016, LogLevel.Information, "Bridge to {Broker} connected; the broker kept the session: {SessionPresent}")]
    public static partial void BridgeConnected(ILogger logger, string broker, bool sessionPresent);

    [LoggerMessage(1017, LogLevel.Warning, "Bridge to {Broker} is not connected; it tries again")]
    public static partial void BridgeDisconnected(ILogger logger, Exception exception, string broker);

    [LoggerMessage(1018, LogLevel.Error, "Broker {Broker} refused the bridge's subscription to {TopicFilter}: {ReasonCode}")]
    public static partial void BridgeSubscriptionRefused(ILogger logger, string broker, string topicFilter, string reasonCode);

    [LoggerMessage(1019, LogLevel.Warning, "A message from broker {Broker} on {Topic} was refused: {ReasonCode}")]
    public static partial void BridgeMessageRefused(ILogger logger, string broker, string topic, string reasonCode);

    [LoggerMessage(1020, LogLevel.Warning, "{Limit} topics have a retained message: one more was delivered but not kept")]
    public static partial void NotRetained(ILogger logger, int limit);

    [LoggerMessage(1021, LogLevel.Critical, "The disk refuses the session journal {File}: messages are not acknowledged until it takes it; it is tried again every second")]
    public static partial void SessionJournalRefused(ILogger logger, Exception exception, string file);

    [LoggerMessage(1022, LogLevel.Information, "The session journal {File} is written again, with everything that had waited")]
    public static partial void SessionJournalRecovered(ILogger logger, string file);
}
