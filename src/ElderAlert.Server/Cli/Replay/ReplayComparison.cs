using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Api.Reports;
using ElderAlert.Server.Hosting.Json;
using ElderAlert.Server.Views;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Server.Cli.Replay;

/// <summary>Compares what the journal tells of a centre with what is stored beside it: rows, views, the file and the KPIs.</summary>
/// <param name="journal">The store.</param>
/// <param name="snapshot">What a start of the server would read.</param>
/// <param name="now">The time of the KPIs.</param>
internal sealed class ReplayComparison(SqliteJournal journal, JournalSnapshot snapshot, DateTimeOffset now)
{
    private readonly DirectoryIndex _directory = DirectoryIndex.Empty.With(snapshot.Directory, []);

    /// <summary>The KPIs of all time, as the replay gives them.</summary>
    public KpiReport KpiOf(ReplayedCentre replayed) => Kpi(replayed.Centre, replayed.Incidents.Values);

    /// <summary>Every difference; empty when the replay gives the same answer.</summary>
    public async Task<IReadOnlyList<Difference>> CompareAsync(ReplayedCentre replayed, CancellationToken cancellation)
    {
        var stored = await StoredAsync(replayed.Centre, cancellation);
        var rows = await journal.ReadIncidentRowsAsync(replayed.Centre, cancellation);
        return
        [
            .. replayed.Differences,
            .. Rows(replayed, rows),
            .. Starting(replayed),
            .. Views(replayed, stored),
            .. OnFile(replayed),
            .. Kpis(replayed, stored),
        ];
    }

    /// <summary>The incidents by the way that lists and reports take.</summary>
    private async Task<IReadOnlyList<Incident>> StoredAsync(CentreId centre, CancellationToken cancellation) => await IncidentArchive
        .OpenedAsync(
            journal,
            centre,
            DateTimeOffset.MinValue,
            DateTimeOffset.MaxValue,
            async id => ReplayedCentre.Rebuild(centre, await journal.ReadIncidentAsync(id, cancellation)),
            cancellation)
        .ToListAsync(cancellation);

    private static IEnumerable<Difference> Rows(ReplayedCentre replayed, IReadOnlyList<IncidentRow> rows)
    {
        var byId = rows.ToDictionary(r => r.Id);
        foreach (var incident in replayed.Incidents.Values)
        {
            var expected = IncidentRow.Of(incident);
            if (!byId.Remove(incident.Id, out var row))
            {
                yield return new Difference(replayed.Centre, incident.Position, $"incident {incident.Id} has no row");
            }
            else if (row != expected)
            {
                yield return new Difference(replayed.Centre, incident.Position, $"the row of incident {incident.Id} is {row}, and should be {expected}");
            }
        }

        foreach (var row in byId.Values)
        {
            yield return new Difference(replayed.Centre, row.Position, $"the row of incident {row.Id} belongs to no entry");
        }
    }

    private IEnumerable<Difference> Starting(ReplayedCentre replayed)
    {
        var loaded = snapshot.OpenIncidents.Where(e => e.Centre == replayed.Centre).Select(e => e.Incident!.Value).ToHashSet();
        foreach (var incident in replayed.Incidents.Values.Where(i => i.NeedsCare != loaded.Contains(i.Id)))
        {
            yield return new Difference(
                replayed.Centre,
                incident.Position,
                incident.NeedsCare ? $"incident {incident.Id} needs care, and a start would not load it" : $"incident {incident.Id} is done with, and a start would load it");
        }
    }

    private IEnumerable<Difference> Views(ReplayedCentre replayed, IReadOnlyList<Incident> stored)
    {
        foreach (var incident in stored)
        {
            if (replayed.Incidents.TryGetValue(incident.Id, out var same) && View(same) != View(incident))
            {
                yield return new Difference(replayed.Centre, same.Position, $"the history of incident {incident.Id} gives another view than the journal");
            }
        }
    }

    private IEnumerable<Difference> OnFile(ReplayedCentre replayed)
    {
        var items = snapshot.Directory.Where(i => i.Centre == replayed.Centre).ToDictionary(i => (Type: i.GetType().Name, i.Key));
        foreach (var ((type, key), position) in replayed.File.Where(f => !items.ContainsKey(f.Key)))
        {
            yield return new Difference(replayed.Centre, position, $"{type} {key} was written here, and is not on file");
        }

        foreach (var (type, key) in items.Keys.Where(k => !replayed.File.ContainsKey(k)))
        {
            yield return new Difference(replayed.Centre, 0, $"{type} {key} is on file, and no entry wrote it");
        }
    }

    private IEnumerable<Difference> Kpis(ReplayedCentre replayed, IReadOnlyList<Incident> stored)
    {
        var (expected, reported) = (Fields(KpiOf(replayed)), Fields(Kpi(replayed.Centre, stored)));
        var last = replayed.Incidents.Values.Select(i => i.Position).DefaultIfEmpty().Max();
        return expected.Where(f => reported[f.Key] != f.Value)
            .Select(f => new Difference(replayed.Centre, last, $"the report gives {f.Key} {reported[f.Key]}, the journal {f.Value}"));
    }

    private KpiReport Kpi(CentreId centre, IEnumerable<Incident> incidents) => KpiReport.Of(
        centre,
        DateTimeOffset.MinValue,
        now,
        incidents.OrderBy(i => i.OpenedAt).ThenBy(i => i.Id.Value, StringComparer.Ordinal).ToList(),
        now);

    private string View(Incident incident) => JsonSerializer.Serialize(IncidentView.Of(incident, _directory), ContractJson.Options);

    /// <summary>The report's figures by name, those about dangers to life one by one.</summary>
    private static Dictionary<string, string> Fields(KpiReport report)
    {
        var json = JsonSerializer.SerializeToElement(report, ContractJson.Options);
        return json.EnumerateObject().Where(p => p.Name != "life")
            .Concat(json.GetProperty("life").EnumerateObject())
            .ToDictionary(p => p.Name, p => p.Value.GetRawText(), StringComparer.Ordinal);
    }
}
