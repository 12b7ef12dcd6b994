using ElderAlert.Domain.Silence;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Views;

/// <summary>Which file a person, or what acts like one, is in.</summary>
internal enum PersonKind
{
    Operator,
    Contact,
    Responder,
    Supervisor,
    Device,
    System,
}

/// <summary>Somebody with a name to show.</summary>
internal sealed record Person(PersonKind Kind, string Id, string Name)
{
    public static Person Of(Operator who) => new(PersonKind.Operator, who.Key, who.Name);

    public static Person Of(OperatorId id, DirectoryIndex directory) => new(PersonKind.Operator, id.Value, directory.Find(id)?.Name ?? id.Value);

    public static Person Of(ResponderId id, DirectoryIndex directory) => new(PersonKind.Responder, id.Value, directory.Find(id)?.Name.Value ?? id.Value);

    /// <summary>A device, by the model or the room that an operator knows it by.</summary>
    public static Person Of(DeviceId id, DirectoryIndex directory)
    {
        if (WatchSignals.IsWatch(id))
        {
            return new Person(PersonKind.Device, id.Value, "ElderAlert");
        }

        var device = directory.Find(id);
        return new Person(PersonKind.Device, id.Value, device?.Model ?? device?.Room ?? id.Value);
    }

    public static Person Of(RecipientRef recipient, DirectoryIndex directory) => new(KindOf(recipient.Kind), recipient.Id, directory.NameOf(recipient));

    public static Person Of(Actor actor, DirectoryIndex directory) => actor.Kind == ActorKind.Device
        ? Of(new DeviceId(actor.Id), directory)
        : new Person(KindOf(actor.Kind), actor.Id, directory.NameOf(actor));

    private static PersonKind KindOf(RecipientKind kind) => kind switch
    {
        RecipientKind.Contact => PersonKind.Contact,
        RecipientKind.Responder => PersonKind.Responder,
        RecipientKind.Supervisor => PersonKind.Supervisor,
        RecipientKind.Operator => PersonKind.Operator,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of recipient"),
    };

    private static PersonKind KindOf(ActorKind kind) => kind switch
    {
        ActorKind.System => PersonKind.System,
        ActorKind.Operator => PersonKind.Operator,
        ActorKind.Contact => PersonKind.Contact,
        ActorKind.Responder => PersonKind.Responder,
        ActorKind.Device => PersonKind.Device,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of actor"),
    };
}
