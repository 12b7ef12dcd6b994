namespace ElderAlert.Mqtt.Protocol;

/// <summary>What a reason code means across the two versions.</summary>
internal static class ReasonCodes
{
    /// <summary>Codes of 0x80 and above are failures (2.4).</summary>
    public static bool IsFailure(this ReasonCode code) => (byte)code >= 0x80;

    /// <summary>The CONNACK return code of 3.1.1 (table 3.1) nearest to a 5.0 reason code.</summary>
    public static byte ToConnectReturnCode(this ReasonCode code) => code switch
    {
        ReasonCode.Success => 0,
        ReasonCode.UnsupportedProtocolVersion => 1,
        ReasonCode.ClientIdentifierNotValid => 2,
        ReasonCode.BadUserNameOrPassword => 4,
        ReasonCode.NotAuthorized or ReasonCode.Banned or ReasonCode.BadAuthenticationMethod => 5,
        _ => 3,
    };

    /// <summary>The 5.0 reason code that a 3.1.1 CONNACK return code stands for.</summary>
    public static ReasonCode FromConnectReturnCode(byte code) => code switch
    {
        0 => ReasonCode.Success,
        1 => ReasonCode.UnsupportedProtocolVersion,
        2 => ReasonCode.ClientIdentifierNotValid,
        3 => ReasonCode.ServerUnavailable,
        4 => ReasonCode.BadUserNameOrPassword,
        5 => ReasonCode.NotAuthorized,
        _ => throw MqttProtocolException.Malformed($"CONNACK return code {code} is reserved [MQTT-3.2.2-6]"),
    };
}
