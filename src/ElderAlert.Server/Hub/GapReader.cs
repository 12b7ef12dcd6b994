using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Feed;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Server.Hub;

/// <summary>Reads from the journal what a console missed, each entry with its incident as it was then, exactly as it would have been sent live.</summary>
internal sealed class GapReader(IJournal journal)
{
    /// <summary>The entries after <paramref name="after"/> up to and including <paramref name="until"/>.</summary>
    public async ValueTask<IReadOnlyList<CommittedEntry>> ReadAsync(CentreId centre, long after, long until, CancellationToken cancellation)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in journal.ReadAsync(centre, after, cancellation))
        {
            if (entry.Position > until)
            {
                break;
            }

            entries.Add(entry);
        }

        var states = new Dictionary<long, Incident>();
        foreach (var incident in entries.Select(e => e.Incident).OfType<IncidentId>().Distinct())
        {
            Fold(await journal.ReadIncidentAsync(incident, cancellation), after, until, states);
        }

        return entries.Select(e => new CommittedEntry(e, states.GetValueOrDefault(e.Position))).ToList();
    }

    private static void Fold(IReadOnlyList<JournalEntry> history, long after, long until, Dictionary<long, Incident> states)
    {
        Incident? state = null;
        foreach (var entry in history.TakeWhile(e => e.Position <= until))
        {
            state = entry.Event switch
            {
                IncidentOpened opened => IncidentHistory.Open(entry.Incident!.Value, entry.Centre, opened, entry.At, entry.Position),
                IncidentEvent fact => state?.Apply(fact, entry.At, entry.Position),
                _ => state,
            };
            if (entry.Position > after && state is not null)
            {
                states[entry.Position] = state;
            }
        }
    }
}
