using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Engine.Ports;

/// <summary>Makes the link in a message: signed, expiring, and good for one incident and one person.</summary>
public interface ILinkSigner
{
    /// <summary>The whole address to open.</summary>
    Uri Sign(Incident incident, RecipientRef recipient, DateTimeOffset now);
}
