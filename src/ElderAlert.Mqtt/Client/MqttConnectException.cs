using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Client;

/// <summary>The server answered CONNECT with a refusal.</summary>
public sealed class MqttConnectException : Exception
{
    /// <summary>Carries the server's reason.</summary>
    public MqttConnectException(ReasonCode reasonCode, string? serverReason)
        : base($"The server refused the connection: {reasonCode}{(serverReason is null ? "" : ", " + serverReason)}")
    {
        ReasonCode = reasonCode;
    }

    /// <summary>From CONNACK; return codes of 3.1.1 are given as the 5.0 codes they stand for.</summary>
    public ReasonCode ReasonCode { get; }
}
