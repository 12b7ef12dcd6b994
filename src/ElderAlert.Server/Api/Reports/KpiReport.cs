using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Server.Api.Reports;

/// <summary>Incidents of one kind.</summary>
internal sealed record KindCount(SignalKind Kind, Lane Lane, int Count);

/// <summary>Incidents that ended one way.</summary>
internal sealed record ResolutionCount(Resolution Resolution, int Count);

/// <summary>How a centre did, computed from its incidents as the journal tells them.</summary>
/// <param name="Centre">Whose.</param>
/// <param name="From">Opened at or after.</param>
/// <param name="To">Opened before.</param>
/// <param name="Incidents">Of both lanes.</param>
/// <param name="Tests">Of these, those that were tests to the end: their homes were in test mode.</param>
/// <param name="Life">Dangers to life, without tests; equipment has no clock to be held against.</param>
/// <param name="ByKind">Most frequent first, without tests.</param>
/// <param name="ByResolution">Most frequent first, without tests; what is not over is missing.</param>
internal sealed record KpiReport(
    CentreId Centre,
    DateTimeOffset From,
    DateTimeOffset To,
    int Incidents,
    int Tests,
    LifeKpi Life,
    IReadOnlyList<KindCount> ByKind,
    IReadOnlyList<ResolutionCount> ByResolution)
{
    public static KpiReport Of(CentreId centre, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<Incident> incidents, DateTimeOffset now)
    {
        // What an operator called a test afterwards had to be answered like any other: only what everybody knew to be one is left out.
        var real = incidents.Where(i => !i.Marks.HasFlag(IncidentMarks.TestMode)).ToList();
        return new KpiReport(
            centre,
            from,
            to,
            incidents.Count,
            incidents.Count - real.Count,
            LifeKpi.Of(real.Where(i => i.Lane == Lane.Life).ToList(), now),
            real.GroupBy(i => (i.Kind, i.Lane))
                .Select(g => new KindCount(g.Key.Kind, g.Key.Lane, g.Count()))
                .OrderByDescending(k => k.Count).ThenBy(k => k.Kind)
                .ToList(),
            real.Where(i => i.Resolution is not null)
                .GroupBy(i => i.Resolution!.Value)
                .Select(g => new ResolutionCount(g.Key, g.Count()))
                .OrderByDescending(r => r.Count).ThenBy(r => r.Resolution)
                .ToList());
    }
}
