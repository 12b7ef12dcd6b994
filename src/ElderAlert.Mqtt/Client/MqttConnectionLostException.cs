using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Client;

/// <summary>The connection ended before an answer came: whether the server took the message is not known.</summary>
public sealed class MqttConnectionLostException : Exception
{
    /// <summary>Carries what is known of the end.</summary>
    public MqttConnectionLostException(ReasonCode reasonCode, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ReasonCode = reasonCode;
    }

    /// <summary>From the server's DISCONNECT; <see cref="ReasonCode.UnspecifiedError"/> when it said nothing.</summary>
    public ReasonCode ReasonCode { get; }
}
