using System.CommandLine;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Server.Cli;

/// <summary>
/// <c>replay</c>: applies every centre's journal from the first entry, and compares what comes out with what a start of the server
/// would read: the heads, the incidents that are not closed, and the history of each incident.
/// </summary>
internal static class ReplayCommand
{
    public static Command Create(CliContext context)
    {
        var data = CliContext.DataOption();
        var command = new Command("replay", "Rebuild every incident from the journal and compare.") { data };
        command.SetAction((parsed, cancellation) => RunAsync(context, parsed.GetValue(data), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string? data, CancellationToken cancellation)
    {
        using var journal = SqliteJournal.Open(context.Settings(data).Storage.ToOptions(), JournalAccess.Read);
        var snapshot = await journal.LoadAsync(cancellation);
        var differences = new List<string>();
        foreach (var (centre, head) in snapshot.Heads.OrderBy(h => h.Key.Value, StringComparer.Ordinal))
        {
            var replay = await ReplayAsync(journal, centre, head, differences, cancellation);
            Compare(replay, snapshot.OpenIncidents.Where(e => e.Centre == centre), differences);
            await CompareHistoriesAsync(journal, replay, differences, cancellation);
            await context.Output.WriteLineAsync(
                $"centre {centre}: {head} entries, {replay.Count} incidents, of which {replay.Values.Count(i => i.State is not IncidentState.Closed)} are not closed");
        }

        foreach (var difference in differences)
        {
            await context.Error.WriteLineAsync(difference);
        }

        await context.Output.WriteLineAsync(differences.Count == 0 ? "The replay gives the same answer." : "The replay differs.");
        return differences.Count == 0 ? 0 : CommandLine.ExitRefused;
    }

    private static async Task<Dictionary<IncidentId, Incident>> ReplayAsync(
        IJournal journal, CentreId centre, long head, List<string> differences, CancellationToken cancellation)
    {
        var incidents = new Dictionary<IncidentId, Incident>();
        var position = 0L;
        await foreach (var entry in journal.ReadAsync(centre, 0, cancellation))
        {
            if (entry.Position > head)
            {
                break;
            }

            if (entry.Position != ++position)
            {
                differences.Add($"centre {centre}: position {position} is missing, {entry.Position} follows");
                position = entry.Position;
            }

            Apply(incidents, entry, differences);
        }

        if (position != head)
        {
            differences.Add($"centre {centre}: the journal ends at {position}, its head says {head}");
        }

        return incidents;
    }

    private static void Apply(Dictionary<IncidentId, Incident> incidents, JournalEntry entry, List<string> differences)
    {
        if (entry.Incident is not { } id)
        {
            return;
        }

        var known = incidents.GetValueOrDefault(id);
        switch (entry.Event)
        {
            case IncidentOpened opened when known is null:
                incidents[id] = IncidentHistory.Open(id, entry.Centre, opened, entry.At, entry.Position);
                break;
            case IncidentEvent fact when known is not null:
                incidents[id] = known.Apply(fact, entry.At, entry.Position);
                break;
            default:
                differences.Add($"centre {entry.Centre}, position {entry.Position}: {entry.Event.GetType().Name} cannot stand here in the history of {id}");
                break;
        }
    }

    private static void Compare(Dictionary<IncidentId, Incident> replay, IEnumerable<JournalEntry> stored, List<string> differences)
    {
        var open = replay.Values.Where(i => i.State is not IncidentState.Closed).Select(i => i.Id).ToHashSet();
        var loaded = stored.Select(e => e.Incident!.Value).ToHashSet();
        differences.AddRange(open.Except(loaded).Select(id => $"{id} is not closed, and a start would not load it"));
        differences.AddRange(loaded.Where(id => !replay.ContainsKey(id)).Select(id => $"{id} would be loaded, and is not in the journal"));
    }

    private static async Task CompareHistoriesAsync(
        IJournal journal, Dictionary<IncidentId, Incident> replay, List<string> differences, CancellationToken cancellation)
    {
        foreach (var incident in replay.Values)
        {
            var history = await journal.ReadIncidentAsync(incident.Id, cancellation);
            if (history.Count == 0 || history[^1].Position != incident.Position)
            {
                differences.Add($"{incident.Id} ends at position {incident.Position} in the journal and at {(history.Count == 0 ? 0 : history[^1].Position)} in its history");
            }
        }
    }
}
