namespace ElderAlert.Mqtt.Protocol;

/// <summary>The versions of MQTT spoken here; the value is the protocol level byte of CONNECT (3.1.2.2).</summary>
public enum MqttProtocolVersion : byte
{
    /// <summary>MQTT 3.1.1 (OASIS, ISO/IEC 20922).</summary>
    V311 = 4,

    /// <summary>MQTT 5.0 (OASIS).</summary>
    V500 = 5,
}
