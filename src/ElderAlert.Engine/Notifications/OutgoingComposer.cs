using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Engine.Notifications;

/// <summary>Puts a notification into words: the incident as it stands now, the names on file, and a link of the recipient's own.</summary>
internal sealed class OutgoingComposer(IncidentEngine engine, IJournal journal, ILinkSigner links, TimeProvider time)
{
    /// <summary>A notification ready to leave.</summary>
    public OutgoingNotification Compose(Incident incident, Notification notification, Recipient recipient, PrivateText address)
    {
        var directory = engine.Directory;
        var centre = directory.Find(incident.Centre)
            ?? throw new InvalidOperationException($"centre {incident.Centre} of incident {incident.Id} is not on file");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(centre.TimeZone);
        var facts = new MessageFacts(
            notification,
            incident,
            centre,
            directory.NamesOf(incident),
            recipient.Language,
            TimeZoneInfo.ConvertTime(incident.OpenedAt, zone),
            incident is { HappenedAt: { } happened } && incident.Marks.HasFlag(IncidentMarks.LateSignal) ? TimeZoneInfo.ConvertTime(happened, zone) : null,
            links.Sign(incident, recipient.Ref, time.GetUtcNow()));
        return new OutgoingNotification(notification.Id, incident.Centre, recipient.Ref, address, MessageText.Compose(facts), recipient.Language);
    }

    /// <summary>The notification with the words and the number that it was sent with, from the journal.</summary>
    public async Task<OutgoingNotification> RecallAsync(Incident incident, Notification notification, CancellationToken cancellation)
    {
        var entries = await journal.ReadIncidentAsync(incident.Id, cancellation);
        var sending = entries.Select(e => e.Event).OfType<NotificationSending>().Last(e => e.Notification == notification.Id);
        var language = engine.Directory.FindRecipient(incident.Centre, incident.Household, notification.Recipient)?.Language ?? Language.Chinese;
        return new OutgoingNotification(notification.Id, incident.Centre, notification.Recipient, sending.Address, sending.Text, language);
    }
}
