namespace ElderAlert.Mqtt.Sessions;

/// <summary>A will that is published when its delay is over or its session ends, whichever comes first [MQTT-3.1.3-9].</summary>
internal sealed record PendingWill(Will Will, DateTimeOffset DueAt);
