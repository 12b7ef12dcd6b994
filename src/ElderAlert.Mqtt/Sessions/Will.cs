using ElderAlert.Mqtt.Server;

namespace ElderAlert.Mqtt.Sessions;

/// <summary>A client's last word, to be published when the client is lost (3.1.2.5).</summary>
/// <param name="Id">Unique among the wills of the store.</param>
/// <param name="Client">Whose it is.</param>
/// <param name="Message">What to publish.</param>
/// <param name="DelaySeconds">How long to wait for the client's return (3.1.3.2.2).</param>
internal sealed record Will(long Id, ClientConnection Client, ApplicationMessage Message, uint DelaySeconds);
