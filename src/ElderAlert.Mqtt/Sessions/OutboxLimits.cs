namespace ElderAlert.Mqtt.Sessions;

/// <summary>How much may wait for one session.</summary>
/// <param name="Messages">Messages, whatever their size.</param>
/// <param name="Bytes">Payload bytes in all.</param>
internal sealed record OutboxLimits(int Messages, long Bytes);
