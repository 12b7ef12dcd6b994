namespace ElderAlert.Mqtt.Protocol;

/// <summary>A name and value that travel with a packet; names may repeat and keep their order (3.1.2.11.8).</summary>
public readonly record struct UserProperty(string Name, string Value);
