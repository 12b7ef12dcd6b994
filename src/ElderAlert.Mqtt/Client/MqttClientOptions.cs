using System.Net.Security;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Client;

/// <summary>Where and as whom a client connects.</summary>
public sealed record MqttClientOptions
{
    /// <summary>Host name or address of the server. Default: this machine.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>TCP port. Default 1883.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>TLS settings; null: plain TCP. An empty <c>TargetHost</c> means <see cref="Host"/>.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>A <c>ws:</c> or <c>wss:</c> address to connect to instead of host and port; null: TCP.</summary>
    public Uri? WebSocket { get; init; }

    /// <summary>Opens another kind of byte stream; null: what the other options say.</summary>
    public Func<CancellationToken, ValueTask<Stream>>? OpenStream { get; init; }

    /// <summary>Protocol version. Default 5.0.</summary>
    public MqttProtocolVersion Version { get; init; } = MqttProtocolVersion.V500;

    /// <summary>Empty: the server assigns one.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>True: begin with an empty session (clean session in 3.1.1). Default true.</summary>
    public bool CleanStart { get; init; } = true;

    /// <summary>5.0: how long the server keeps the session after the connection. Default zero: not at all.</summary>
    public TimeSpan SessionExpiry { get; init; }

    /// <summary>Null: none.</summary>
    public string? UserName { get; init; }

    /// <summary>Null or empty: none.</summary>
    public ReadOnlyMemory<byte>? Password { get; init; }

    /// <summary>A message is sent at least this often; zero: never checked. Default 60 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Published by the server when this client is lost; null: none.</summary>
    public ApplicationMessage? Will { get; init; }

    /// <summary>5.0: how long the server waits for this client's return before it publishes the will.</summary>
    public TimeSpan WillDelay { get; init; }

    /// <summary>Messages at QoS 1 and 2 that the server may send without acknowledgement. Default 1,024.</summary>
    public ushort ReceiveMaximum { get; init; } = 1024;

    /// <summary>Largest packet accepted, in bytes. Default 1 MiB.</summary>
    public int MaximumPacketSize { get; init; } = 1024 * 1024;

    /// <summary>
    /// True: a received message is acknowledged when <see cref="ReceivedMessage.Acknowledge"/> is called, however long
    /// that takes. Default false: when the handler has returned without an exception.
    /// </summary>
    public bool ManualAcknowledgement { get; init; }

    /// <summary>Time for TCP, TLS and CONNACK together. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Default: the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
