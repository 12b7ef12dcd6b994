namespace ElderAlert.Mqtt.Protocol;

/// <summary>Delivery guarantee of a message (4.3).</summary>
public enum QualityOfService : byte
{
    /// <summary>QoS 0: sent once, never acknowledged.</summary>
    AtMostOnce = 0,

    /// <summary>QoS 1: sent until acknowledged; may arrive twice.</summary>
    AtLeastOnce = 1,

    /// <summary>QoS 2: acknowledged in two steps; arrives once.</summary>
    ExactlyOnce = 2,
}
