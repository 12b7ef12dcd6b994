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
        RecipientKind.Supervisor => directory.Find(new OperatorId(recipient.Id))?.Name ?? recipient.Id,
        _ => throw new ArgumentOutOfRangeException(nameof(recipient), recipient.Kind, "not a kind of recipient"),
    };

    /// <summary>From the town down, for example "Chengnan Subdistrict, Sanjiang".</summary>
    public static string AreaPath(this DirectoryIndex directory, AreaId area) => string.Join(
        ", ",
        directory.UpFrom(area).TakeWhile(a => a.Level >= AreaLevel.Town).Select(a => a.Name).Reverse());
}
