namespace ElderAlert.Mqtt.Server;

/// <summary>The two answers that 3.1.1 allows to a PUBLISH that is not authorised [MQTT-3.3.5-2].</summary>
public enum RefusedPublish
{
    /// <summary>Close the connection: the device's maker notices, and no acknowledgement lies.</summary>
    Close,

    /// <summary>Acknowledge and drop: one misplaced message does not cut off the device's alarms.</summary>
    Acknowledge,
}
