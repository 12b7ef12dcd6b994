using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Views;

/// <summary>A way to reach somebody.</summary>
/// <param name="Channel">SMS or voice.</param>
/// <param name="Address">The number.</param>
/// <param name="Verified">Somebody has been reached there; left out, it is taken for granted.</param>
internal sealed record ContactMethodView(Channel Channel, PrivateText Address, bool Verified = true)
{
    public static IReadOnlyList<ContactMethodView> Of(IEnumerable<ContactMethod> methods) =>
        methods.Select(m => new ContactMethodView(m.Channel, m.Address, m.IsVerified)).ToList();
}

/// <summary>A contact of the home; whether they are within their hours now.</summary>
internal sealed record ContactView(
    ContactId Id, PrivateText Name, string Relation, int Order, IReadOnlyList<ContactMethodView> Methods, bool Available);

/// <summary>A responder who may be sent; whether a rota has them on duty now.</summary>
internal sealed record ResponderView(
    ResponderId Id,
    PrivateText Name,
    ResponderRole Role,
    bool OnDuty,
    double? DistanceM,
    IReadOnlyList<ContactMethodView> Methods);

/// <summary>A device of the home.</summary>
internal sealed record DeviceView(DeviceId Id, DeviceType Type, string? Model, string? Room, DateTimeOffset? LastSeenAt, double? Battery);

/// <summary>When a device was last heard, and its charge in percent, as far as telemetry knows.</summary>
internal readonly record struct Sighting(DateTimeOffset At, double? Battery);

/// <summary>Everything an operator needs to work an incident (contract.ts, IncidentDetail).</summary>
internal sealed record IncidentDetail(
    IncidentView Incident,
    IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<ContactView> Contacts,
    IReadOnlyList<ResponderView> Responders,
    IReadOnlyList<DeviceView> Devices,
    bool HasEntryData,
    IReadOnlyList<AbsenceView> Absences)
{
    public static IncidentDetail Of(
        Incident incident,
        IReadOnlyList<JournalEntry> entries,
        DirectoryIndex directory,
        IReadOnlyDictionary<DeviceId, Sighting> sightings,
        DateTimeOffset now)
    {
        var roster = directory.RosterOf(incident.Centre, incident.Household, now);
        return new IncidentDetail(
            IncidentView.Of(incident, directory),
            entries.Select(e => TimelineEntry.Of(e, directory)).ToList(),
            directory.ContactsOf(incident.Household)
                .Select(c => new ContactView(
                    c.Id, c.Name, c.Relation, c.Order, ContactMethodView.Of(c.Methods), IsAvailable(roster, RecipientKind.Contact, c)))
                .ToList(),
            directory.RespondersFor(incident.Household)
                .Select(r => new ResponderView(
                    r.Responder.Id,
                    r.Responder.Name,
                    r.Responder.Role,
                    IsAvailable(roster, RecipientKind.Responder, r.Responder),
                    r.DistanceM,
                    ContactMethodView.Of(r.Responder.Methods)))
                .ToList(),
            directory.DevicesOf(incident.Household).Select(d => Of(d, sightings)).ToList(),
            directory.Find(incident.Household)?.EntryData is { Value.Length: > 0 },
            AbsenceView.Of(incident.Household, directory, now));
    }

    private static bool IsAvailable(Roster roster, RecipientKind kind, DirectoryItem person) =>
        roster.Find(new RecipientRef(kind, person.Key))?.IsAvailable is true;

    private static DeviceView Of(Device device, IReadOnlyDictionary<DeviceId, Sighting> sightings)
    {
        var seen = sightings.TryGetValue(device.Id, out var sighting) ? sighting : (Sighting?)null;
        return new DeviceView(device.Id, device.Type, device.Model, device.Room, seen?.At, seen?.Battery);
    }
}
