using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Engine.Directory;

/// <summary>The names behind the ids, for people to read.</summary>
public static class DirectoryNames
{
    /// <summary>The name of an actor; its id where the file no longer has it.</summary>
    public static string NameOf(this DirectoryIndex directory, Actor actor) => actor.Kind switch
    {
        ActorKind.Operator => directory.Find(new OperatorId(actor.Id))?.Name ?? actor.Id,
        ActorKind.Contact => directory.Find(new ContactId(actor.Id))?.Name.Value ?? actor.Id,
        ActorKind.Responder => directory.Find(new ResponderId(actor.Id))?.Name.Value ?? actor.Id,
        ActorKind.Device or ActorKind.System => actor.Id,
        _ => throw new ArgumentOutOfRangeException(nameof(actor), actor.Kind, "not a kind of actor"),
    };

    /// <summary>The name of a recipient; its id where the file no longer has it.</summary>
    public static string NameOf(this DirectoryIndex directory, RecipientRef recipient) => recipient.Kind switch
    {
        RecipientKind.Contact => directory.Find(new ContactId(recipient.Id))?.Name.Value ?? recipient.Id,
        RecipientKind.Responder => directory.Find(new ResponderId(recipient.Id))?.Name.Value ?? recipient.Id,
        RecipientKind.Supervisor or RecipientKind.Operator => directory.Find(new OperatorId(recipient.Id))?.Name ?? recipient.Id,
        _ => throw new ArgumentOutOfRangeException(nameof(recipient), recipient.Kind, "not a kind of recipient"),
    };

    /// <summary>The names that a message or a page about an incident needs.</summary>
    public static IncidentNames NamesOf(this DirectoryIndex directory, Incident incident)
    {
        var home = directory.Find(incident.Household);
        var residents = directory.ResidentsOf(incident.Household);
        var going = IncidentNames.Leading(incident);
        return new IncidentNames(
            residents.Count > 0 ? string.Join("、", residents.Select(r => r.Name.Value)) : home?.Name ?? directory.AreaNameOf(incident.Household),
            home?.Address ?? directory.AreaNameOf(incident.Household),
            Private(incident.Owner is { } owner ? directory.Find(owner)?.Name ?? owner.Value : null),
            Private(incident.AcknowledgedBy is { } by ? directory.NameOf(by) : null),
            Private(going is null ? null : directory.NameOf(new RecipientRef(RecipientKind.Responder, going.Responder.Value))));
    }

    /// <summary>The name of the area that an incident lies in as a whole; the id where it lies at a home, or the area is not on file.</summary>
    public static string AreaNameOf(this DirectoryIndex directory, HouseholdId place) =>
        AreaPlace.AreaOf(place) is { } area && directory.Find(area) is { } found ? found.Name : place.Value;

    /// <summary>From the town down, for example "Chengnan Subdistrict, Sanjiang".</summary>
    public static string AreaPath(this DirectoryIndex directory, AreaId area) => string.Join(
        ", ",
        directory.UpFrom(area).TakeWhile(a => a.Level >= AreaLevel.Town).Select(a => a.Name).Reverse());

    private static PrivateText? Private(string? text) => text is null ? default(PrivateText?) : new PrivateText(text);
}
