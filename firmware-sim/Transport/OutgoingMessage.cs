namespace ElderAlert.FirmwareSim.Transport;

/// <summary>Something that a device wants to say.</summary>
/// <param name="Topic">Where.</param>
/// <param name="Payload">What.</param>
/// <param name="MustArrive">QoS 1 and kept until the server acknowledges it; otherwise QoS 0, sent once.</param>
/// <param name="Retain">The broker keeps it as the last word.</param>
internal sealed record OutgoingMessage(string Topic, byte[] Payload, bool MustArrive = false, bool Retain = false);
