using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Hosting;
using ElderAlert.Server.Telephony;

namespace ElderAlert.Server.Family;

/// <summary>Makes the links in messages: <c>{PublicUrl}/f/{token}</c>.</summary>
internal sealed class LinkSigner(LinkKey key, PublicAddress address, AuthOptions auth) : ILinkSigner
{
    public Uri Sign(Incident incident, RecipientRef recipient, DateTimeOffset now)
    {
        var grant = new LinkGrant(incident.Id, recipient, now.AddHours(auth.LinkHours));
        return new Uri(address.Root, $"{FamilyRoom.Root}/{LinkToken.Write(grant, key)}");
    }
}
