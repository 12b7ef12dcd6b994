using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;

namespace ElderAlert.Server.Hosting.Json;

/// <summary>Gives each event of the journal its stable name in the field <c>type</c>: the record's name in camelCase.</summary>
internal static class EventTypes
{
    private const string Discriminator = "type";

    private static readonly FrozenDictionary<Type, string> Names = typeof(JournalEvent).Assembly
        .GetTypes()
        .Where(t => t.IsSubclassOf(typeof(JournalEvent)) && !t.IsAbstract)
        .ToFrozenDictionary(t => t, t => JsonNamingPolicy.CamelCase.ConvertName(t.Name));

    /// <summary>The name of an event's type.</summary>
    public static string NameOf(JournalEvent fact) => Names[fact.GetType()];

    /// <summary>Makes <see cref="JournalEvent"/> polymorphic, moves a field of an event out of the discriminator's way, and leaves out what follows from an actor's role.</summary>
    public static void Describe(JsonTypeInfo info)
    {
        if (info.Type == typeof(JournalEvent))
        {
            info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = Discriminator };
            foreach (var (type, name) in Names)
            {
                info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, name));
            }
        }
        else if (info.Type == typeof(DirectoryChanged))
        {
            info.Properties.Single(p => p.Name == Discriminator).Name = "itemType";
        }
        else if (info.Type == typeof(Actor))
        {
            info.Properties.Remove(info.Properties.Single(p => p.Name == "isSupervisor"));
        }
    }
}
