using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Simulation.Server;

/// <summary>Links without a signature: nobody opens them here.</summary>
internal sealed class PlainLinks : ILinkSigner
{
    public Uri Sign(Incident incident, RecipientRef recipient, DateTimeOffset now) => new($"https://alert.example/f/{incident.Id}-{recipient.Id}");
}
