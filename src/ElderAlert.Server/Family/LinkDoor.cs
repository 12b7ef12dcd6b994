using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine;

namespace ElderAlert.Server.Family;

/// <summary>Who came through a link, and to what.</summary>
/// <param name="Token">The link's signed part.</param>
/// <param name="Incident">The one incident that it is good for.</param>
/// <param name="Centre">Whose.</param>
/// <param name="Person">Who holds it.</param>
/// <param name="Language">What they read.</param>
public sealed record Visit(string Token, Incident Incident, Centre Centre, RecipientRef Person, Language Language);

/// <summary>What a link opens.</summary>
internal abstract record LinkOpening
{
    private LinkOpening()
    {
    }

    public sealed record Open(Visit Visit) : LinkOpening;

    /// <summary>It was ours, and its time is over.</summary>
    public sealed record Expired : LinkOpening;

    /// <summary>It was never ours, or its holder is no longer on file.</summary>
    public sealed record Refused : LinkOpening;
}

/// <summary>Opens links. It looks nothing up before the signature has been checked.</summary>
internal sealed class LinkDoor(IncidentEngine engine, LinkKey key, TimeProvider time)
{
    public async Task<LinkOpening> OpenAsync(string token, CancellationToken cancellation)
    {
        if (LinkToken.Read(token, key) is not { } grant)
        {
            return new LinkOpening.Refused();
        }

        if (grant.ExpiresAt <= time.GetUtcNow())
        {
            return new LinkOpening.Expired();
        }

        var incident = await engine.FindAsync(grant.Incident, cancellation);
        if (incident is null || engine.Directory.Find(incident.Centre) is not { } centre || LanguageOf(grant.Recipient, incident) is not { } language)
        {
            return new LinkOpening.Refused();
        }

        return new LinkOpening.Open(new Visit(token, incident, centre, grant.Recipient, language));
    }

    /// <summary>The holder's language; null for somebody who is no longer on file for this home.</summary>
    private Language? LanguageOf(RecipientRef person, Incident incident) => person.Kind switch
    {
        RecipientKind.Contact => engine.Directory.Find(new ContactId(person.Id)) is { } c && c.Household == incident.Household ? c.Language : null,
        RecipientKind.Responder => engine.Directory.Find(new ResponderId(person.Id)) is { } r && r.Centre == incident.Centre ? r.Language : null,
        RecipientKind.Supervisor or RecipientKind.Operator => engine.Directory.Find(new OperatorId(person.Id)) is { } o && o.Centre == incident.Centre ? o.Language : null,
        _ => null,
    };
}
