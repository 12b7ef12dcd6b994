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
/// <param name="Life">Dangers to life; equipment has no clock to be held against.</param>
/// <param name="ByKind">Most frequent first.</param>
/// <param name="ByResolution">Most frequent first; what is not over is missing.</param>
internal sealed record KpiReport(
    CentreId Centre,
    DateTimeOffset From,
    DateTimeOffset To,
    int Incidents,
    LifeKpi Life,
    IReadOnlyList<KindCount> ByKind,
    IReadOnlyList<ResolutionCount> ByResolution)
{
    public static KpiReport Of(CentreId centre, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<Incident> incidents, DateTimeOffset now) => new(
        centre,
        from,
        to,
        incidents.Count,
        LifeKpi.Of(incidents.Where(i => i.Lane == Lane.Life).ToList(), now),
        incidents.GroupBy(i => (i.Kind, i.Lane))
            .Select(g => new KindCount(g.Key.Kind, g.Key.Lane, g.Count()))
            .OrderByDescending(k => k.Count).ThenBy(k => k.Kind)
            .ToList(),
        incidents.Where(i => i.Resolution is not null)
            .GroupBy(i => i.Resolution!.Value)
            .Select(g => new ResolutionCount(g.Key, g.Count()))
            .OrderByDescending(r => r.Count).ThenBy(r => r.Resolution)
            .ToList());
}
