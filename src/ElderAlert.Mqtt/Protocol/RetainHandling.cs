namespace ElderAlert.Mqtt.Protocol;

/// <summary>Whether retained messages are sent when a subscription is made (3.8.3.1).</summary>
public enum RetainHandling : byte
{
    /// <summary>At every SUBSCRIBE, as in 3.1.1.</summary>
    Send = 0,

    /// <summary>Only when the subscription did not exist.</summary>
    SendIfNew = 1,

    /// <summary>Never.</summary>
    DoNotSend = 2,
}
