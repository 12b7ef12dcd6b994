using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Server;

/// <summary>Limits and choices of the server half.</summary>
public sealed class MqttServerOptions
{
    /// <summary>Largest packet accepted, in bytes, checked before the body is stored. Default 256 KiB.</summary>
    public int MaximumPacketSize { get; set; } = 256 * 1024;

    /// <summary>
    /// Largest CONNECT, in bytes: all that a stranger can make the server keep. Default 16 KiB, room for a will and a
    /// token as password.
    /// </summary>
    public int MaximumConnectSize { get; set; } = 16 * 1024;

    /// <summary>How long a new connection may take to send CONNECT. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Messages of one connection that may wait for the sink at once; announced to 5.0 clients as receive maximum.
    /// A 3.1.1 connection with so many is not read until some are done. Default 1,024.
    /// </summary>
    public ushort ReceiveMaximum { get; set; } = 1024;

    /// <summary>Bytes of all connections' messages that may wait for the sink, 256 for each and its payload; above it sockets are not read. Default 64 MiB.</summary>
    public long MaximumPendingBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Messages sent to one client and not acknowledged by it. A 5.0 client may ask for fewer. Default 256.</summary>
    public int MaximumInFlight { get; set; } = 256;

    /// <summary>Messages queued for one session that is away or slow. Default 1,000.</summary>
    public int MaximumQueuedMessages { get; set; } = 1000;

    /// <summary>Payload bytes queued for one session. Default 1 MiB.</summary>
    public long MaximumQueuedBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Topics that keep a retained message. One more topic's message is delivered but not kept, which 3.3.1.3 leaves to
    /// the server. Default 100,000.
    /// </summary>
    public int MaximumRetainedMessages { get; set; } = 100_000;

    /// <summary>
    /// Longest life of a session without connection; also that of every persistent 3.1.1 session. Default 7 days.
    /// </summary>
    public TimeSpan MaximumSessionExpiry { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Longest keep-alive granted, announced to 5.0 clients as server keep-alive; zero: any, also none. Default zero.
    /// </summary>
    public ushort MaximumKeepAliveSeconds { get; set; }

    /// <summary>Topic aliases a 5.0 client may use. Default 16; zero: none.</summary>
    public ushort TopicAliasMaximum { get; set; } = 16;

    /// <summary>Answer to an unauthorised PUBLISH at QoS 1 or 2 in 3.1.1. Default: close.</summary>
    public RefusedPublish RefusedPublish { get; set; } = RefusedPublish.Close;

    /// <summary>
    /// What SUBACK says in 5.0 about a filter that is not authorised: 0x87, or 0x80 to say nothing about why. Default 0x87.
    /// </summary>
    public ReasonCode RefusedSubscription { get; set; } = ReasonCode.NotAuthorized;

    /// <summary>
    /// Folder for what survives a restart: persistent sessions, their queued messages, retained messages. Null: nothing
    /// survives. Default null.
    /// </summary>
    public string? SessionFolder { get; set; }

    /// <summary>
    /// With <see cref="SessionFolder"/>: after a restart, how long clients have to come back before their wills are
    /// published. A longer will delay counts instead. Default 2 minutes, longer than devices back off.
    /// </summary>
    public TimeSpan WillGraceAfterRestart { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a client that was told to go, or a connection taken over, may hold things up. Default 5 s.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Connections from one address other than loopback; more are closed at once. Zero: any number. Default 2,000,
    /// because a mobile network puts many devices behind one address.
    /// </summary>
    public int MaximumConnectionsPerAddress { get; set; } = 2000;

    /// <summary>How long a connection may refuse to read what is sent to it before it is cut. Default 60 s.</summary>
    public TimeSpan SlowReaderTimeout { get; set; } = TimeSpan.FromSeconds(60);
}
