using System.Collections.Concurrent;
using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Engine.Feed;
using ElderAlert.Server.Hosting.Json;
using ElderAlert.Server.Views;

namespace ElderAlert.Server.Hub;

/// <summary>An entry as consoles get it.</summary>
/// <param name="Position">The centre's position.</param>
/// <param name="Incident">The incident's view after it; null for facts of the centre.</param>
/// <param name="Event">What happened.</param>
internal sealed record EncodedEntry(long Position, RawJson? Incident, RawJson Event);

/// <summary>
/// Builds and serialises the view of each entry once, however many consoles are watching: they all follow the head closely, so a short
/// ring of recent entries a centre is enough. Two consoles that miss at the same moment both encode; the result is the same.
/// </summary>
internal sealed class EntryEncoder(IncidentEngine engine)
{
    private const int RingSize = 256;

    private readonly ConcurrentDictionary<CentreId, Slot?[]> _rings = new();

    /// <summary>The entry encoded, from the ring where it is still there.</summary>
    public EncodedEntry Encode(CommittedEntry entry)
    {
        var ring = _rings.GetOrAdd(entry.Entry.Centre, static _ => new Slot?[RingSize]);
        ref var place = ref ring[entry.Entry.Position % RingSize];
        if (Volatile.Read(ref place) is { } slot && ReferenceEquals(slot.Source, entry))
        {
            return slot.Encoded;
        }

        var fresh = new Slot(entry, EncodeAnew(entry));
        Volatile.Write(ref place, fresh);
        return fresh.Encoded;
    }

    /// <summary>The entry encoded, past the ring: for old entries, which would only push out new ones.</summary>
    public EncodedEntry EncodeAnew(CommittedEntry entry) => new(
        entry.Entry.Position,
        entry.Incident is { } incident ? RawJson.Of(IncidentView.Of(incident, engine.Directory)) : null,
        RawJson.Of<JournalEvent>(entry.Entry.Event));

    private sealed record Slot(CommittedEntry Source, EncodedEntry Encoded);
}
