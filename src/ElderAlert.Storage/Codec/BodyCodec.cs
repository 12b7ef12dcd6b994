using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sealing;

namespace ElderAlert.Storage.Codec;

/// <summary>
/// Turns events and directory items into bodies (JSON in UTF-8, private text sealed) and back. Safe for use by many threads.
/// The type descriptions are built once, when the class is first touched, and not at the first alarm.
/// </summary>
internal sealed class BodyCodec(KeyRing keys)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // Nulls only: leaving out other defaults would turn a stored false into a parameter's default of true.
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // What a record derives from its own facts is not a fact.
        IgnoreReadOnlyProperties = true,
        // A sensor that says NaN must not keep its alarm from being stored.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(SealedFields.Describe),
        Converters =
        {
            new PrivateTextConverter(),
            new IdConverterFactory(),
            new PolicyConverter(),
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
        },
    };

    private static readonly FrozenDictionary<Type, JsonTypeInfo> Shapes = EventNames.All.Select(n => n.Type)
        .Concat(DirectoryNames.All.Select(n => n.Type))
        .ToFrozenDictionary(type => type, Options.GetTypeInfo);

    /// <summary>The body of an event. Where it holds private text, the key of its scope must be in the ring.</summary>
    public byte[] Encode(JournalEntry entry, EventName name) =>
        Encode(entry.Event, new Seal(keys, KeyFor(entry.Event, SealingScope.Of(entry)), entry.Centre, name.Name));

    /// <summary>The body of a directory item. Where it holds private text, the key of its scope must be in the ring.</summary>
    public byte[] Encode(DirectoryItem item, string type) =>
        Encode(item, new Seal(keys, KeyFor(item, SealingScope.Of(item)), item.Centre, $"{type}/{item.Key}"));

    /// <exception cref="JournalException">The event was written by a newer ElderAlert, or its body is damaged.</exception>
    public JournalEvent DecodeEvent(CentreId centre, EventName stored, ReadOnlySpan<byte> body)
    {
        if (EventNames.Find(stored.Name) is not { } known)
        {
            throw Unknown($"the event {stored.Name}");
        }

        if (stored.Version > known.Name.Version)
        {
            throw Unknown($"version {stored.Version} of the event {stored.Name}");
        }

        var seal = new Seal(keys, null, centre, stored.Name);
        return (JournalEvent)(stored == known.Name
            ? Decode(body, known.Type, seal)
            : Decode(EventUpcasts.Lift(stored, known.Name, body), known.Type, seal));
    }

    /// <exception cref="JournalException">The item was written by a newer ElderAlert, or its body is damaged.</exception>
    public DirectoryItem DecodeItem(CentreId centre, string type, string key, ReadOnlySpan<byte> body)
    {
        var shape = DirectoryNames.Find(type) ?? throw Unknown($"the directory type {type}");
        return (DirectoryItem)Decode(body, shape, new Seal(keys, null, centre, $"{type}/{key}"));
    }

    private static byte[] Encode(object value, Seal seal)
    {
        PrivateTextConverter.Use(seal);
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, Shapes[value.GetType()]);
        }
        finally
        {
            PrivateTextConverter.Use(null);
        }
    }

    private static object Decode(ReadOnlySpan<byte> body, Type type, Seal seal)
    {
        PrivateTextConverter.Use(seal);
        try
        {
            return JsonSerializer.Deserialize(body, Shapes[type]) ?? throw new JsonException("The body is null.");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new JournalException($"A stored {type.Name} of centre {seal.Centre} cannot be read; the file is damaged. Run the command verify.", e);
        }
        finally
        {
            PrivateTextConverter.Use(null);
        }
    }

    private SealingKey? KeyFor(object fact, SealingScope scope) => PrivateShapes.Holds(fact.GetType()) ? keys.Current(scope) : null;

    private static JournalException Unknown(string what) =>
        new($"The store holds {what}, which this ElderAlert does not know: it was written by a newer one. Run that version.");
}
