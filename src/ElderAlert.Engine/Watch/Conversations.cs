using System.Collections.Concurrent;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Silence;

namespace ElderAlert.Engine.Watch;

/// <summary>
/// Who of a home spoke with the hotline: a sign of life that stands in the journal. What the watch has not saved of it is read there again
/// after a start, for it was acknowledged.
/// </summary>
internal sealed class Conversations(IncidentEngine engine, HomeHearing homes)
{
    private readonly ConcurrentQueue<(HouseholdId Household, DateTimeOffset At)> _calls = new();
    private readonly ConcurrentDictionary<CentreId, long> _heads = new();

    /// <summary>Takes in an entry that is on disk; it never waits.</summary>
    public void Hear(JournalEntry entry)
    {
        HouseholdId? spoke = entry.Event switch
        {
            CheckedIn checkedIn => checkedIn.Household,
            HouseholdChecked { Reached: true } lookedAfter => lookedAfter.Household,
            VoiceContactTried { Reached: true } => entry.SealedFor,
            IncidentOpened { Signal: null, By.Kind: ActorKind.Operator } opened => opened.Household,
            _ => null,
        };
        if (spoke is { } household)
        {
            _calls.Enqueue((household, entry.At));
        }

        _heads[entry.Centre] = entry.Position;
    }

    /// <summary>Hears what came after the positions that were saved; of a centre without one, what comes from now on.</summary>
    public async Task CatchUpAsync(IReadOnlyDictionary<CentreId, long> heads, CancellationToken cancellation)
    {
        foreach (var centre in engine.Directory.Centres)
        {
            // What is committed meanwhile is heard from both sides: hearing it twice changes nothing.
            var from = heads.TryGetValue(centre.Id, out var saved) ? saved : engine.Feed.Head(centre.Id);
            _heads.TryAdd(centre.Id, from);
            await foreach (var entry in engine.ReadAsync(centre.Id, from, cancellation))
            {
                Hear(entry);
            }
        }
    }

    /// <summary>The homes hear of it.</summary>
    /// <returns>How far each centre's journal has been heard with that.</returns>
    public IReadOnlyDictionary<CentreId, long> TakeIn()
    {
        var heads = _heads.ToDictionary();
        while (_calls.TryDequeue(out var call))
        {
            homes.Take(call.Household, SignOfLife.Call, call.At);
        }

        return heads;
    }
}
