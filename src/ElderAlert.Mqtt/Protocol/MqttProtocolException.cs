namespace ElderAlert.Mqtt.Protocol;

/// <summary>The peer broke the protocol; the connection must be closed with <see cref="ReasonCode"/> (4.13).</summary>
public sealed class MqttProtocolException : Exception
{
    /// <summary>Names the code to answer with and, in the message, the clause that was broken.</summary>
    public MqttProtocolException(ReasonCode reasonCode, string message)
        : base(message)
    {
        ReasonCode = reasonCode;
    }

    /// <summary>What DISCONNECT or CONNACK of 5.0 says about it.</summary>
    public ReasonCode ReasonCode { get; }

    internal static MqttProtocolException Malformed(string message) => new(ReasonCode.MalformedPacket, message);

    internal static MqttProtocolException Error(string message) => new(ReasonCode.ProtocolError, message);
}
