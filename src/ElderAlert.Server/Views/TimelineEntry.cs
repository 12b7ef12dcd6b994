using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Views;

/// <summary>One line of an incident's timeline.</summary>
/// <param name="Position">The centre's journal position.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Event">What happened.</param>
/// <param name="People">The name of everybody whom the event mentions by id, keyed <c>kind:id</c>.</param>
internal sealed record TimelineEntry(long Position, DateTimeOffset At, JournalEvent Event, IReadOnlyDictionary<string, string> People)
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Mentions = new();

    public static TimelineEntry Of(JournalEntry entry, DirectoryIndex directory) =>
        new(entry.Position, entry.At, entry.Event, NamesIn(entry.Event, directory));

    private static Dictionary<string, string> NamesIn(JournalEvent fact, DirectoryIndex directory)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in Mentions.GetOrAdd(fact.GetType(), static type => type.GetProperties().Where(MentionsSomebody).ToArray()))
        {
            if (PersonIn(property.GetValue(fact), directory) is { Id.Length: > 0 } person)
            {
                names[$"{JsonNamingPolicy.CamelCase.ConvertName(person.Kind.ToString())}:{person.Id}"] = person.Name;
            }
        }

        return names;
    }

    private static bool MentionsSomebody(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type == typeof(Actor) || type == typeof(RecipientRef) || type == typeof(OperatorId) || type == typeof(ResponderId)
            || type == typeof(DeviceId) || type == typeof(Signal);
    }

    private static Person? PersonIn(object? value, DirectoryIndex directory) => value switch
    {
        Actor actor => Person.Of(actor, directory),
        RecipientRef recipient => Person.Of(recipient, directory),
        OperatorId id => Person.Of(id, directory),
        ResponderId id => Person.Of(id, directory),
        DeviceId id => Person.Of(id, directory),
        Signal signal => Person.Of(signal.Device, directory),
        _ => null,
    };
}
