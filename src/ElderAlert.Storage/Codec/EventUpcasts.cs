using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Storage.Codec;

/// <summary>
/// Leads bodies of older versions to the shape in which the event is read now, one version at a time. The bytes on disk stay as
/// they are: the chain is over them.
/// </summary>
internal static class EventUpcasts
{
    /// <summary>Keyed by the version that a step starts from. Part of the file format: steps are added, never changed.</summary>
    private static readonly FrozenDictionary<EventName, Func<JsonObject, JsonObject>> Steps =
        new Dictionary<EventName, Func<JsonObject, JsonObject>>
        {
            [new("incidentOpened", 1)] = SignalWasInTheClear,
            [new("signalJoined", 1)] = SignalWasInTheClear,
            [new("signalRecorded", 1)] = SignalWasInTheClear,
        }.ToFrozenDictionary();

    /// <summary>Every version from which a step leads to the next.</summary>
    public static IEnumerable<EventName> All => Steps.Keys;

    /// <summary>The body as it would have been written in the version that is read now.</summary>
    /// <exception cref="JournalException">It is no JSON object, or a step is missing.</exception>
    public static byte[] Lift(EventName stored, EventName current, ReadOnlySpan<byte> body)
    {
        var lifted = Parse(stored, body);
        for (var at = stored; at.Version < current.Version; at = at with { Version = at.Version + 1 })
        {
            lifted = Steps.TryGetValue(at, out var step)
                ? step(lifted)
                : throw new JournalException($"No step leads from version {at.Version} of the event {at.Name} to the next; the file is damaged. Run the command verify.");
        }

        return JsonSerializer.SerializeToUtf8Bytes(lifted);
    }

    /// <summary>Until version 2 a signal's place and details were not sealed; they are marked, so that nothing else is taken for sealed text.</summary>
    private static JsonObject SignalWasInTheClear(JsonObject body)
    {
        if (body["signal"] is JsonObject signal)
        {
            foreach (var field in SealedFields.OfSignal)
            {
                if (signal.Remove(field, out var value) && value is not null)
                {
                    signal[field] = new JsonObject { [SealedFields.Clear] = value };
                }
            }
        }

        return body;
    }

    private static JsonObject Parse(EventName stored, ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("The body is no object.");
        }
        catch (JsonException e)
        {
            throw new JournalException($"A stored {stored.Name} cannot be read; the file is damaged. Run the command verify.", e);
        }
    }
}
