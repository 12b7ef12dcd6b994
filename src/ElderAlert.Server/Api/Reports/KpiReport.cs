using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Server.Api.Reports;

/// <summary>Incidents of one kind.</summary>
internal sealed record KindCount(SignalKind Kind, Lane Lane, int Count);

/// <summary>Incidents that ended one way.</summary>
internal sealed record ResolutionCount(Resolution Resolution, int Count);

/// <summary>Dangers to life that were opened in the time of a report, and how fast they were met.</summary>
/// <param name="Opened">How many.</param>
/// <param name="AnsweredWithin60Seconds">An operator took it within 60 s (TSA: 97.5 %). One still younger than that is not counted yet.</param>
/// <param name="AnsweredWithin180Seconds">The same for 180 s (TSA: 99 %).</param>
/// <param name="Unanswered">No operator has taken it at all.</param>
/// <param name="Claim">From opening to the first operator.</param>
/// <param name="Dispatch">From opening to the first responder being sent.</param>
/// <param name="OnScene">From being sent to the first responder being there.</param>
/// <param name="Resolve">From opening to the danger being over.</param>
/// <param name="FollowUp">A call-back was made, of those that are over.</param>
internal sealed record LifeKpi(
    int Opened,
    Share AnsweredWithin60Seconds,
    Share AnsweredWithin180Seconds,
    int Unanswered,
    Durations Claim,
    Durations Dispatch,
    Durations OnScene,
    Durations Resolve,
    Share FollowUp);

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
        LifeOf(incidents.Where(i => i.Lane == Lane.Life).ToList(), now),
        incidents.GroupBy(i => (i.Kind, i.Lane))
            .Select(g => new KindCount(g.Key.Kind, g.Key.Lane, g.Count()))
            .OrderByDescending(k => k.Count).ThenBy(k => k.Kind)
            .ToList(),
        incidents.Where(i => i.Resolution is not null)
            .GroupBy(i => i.Resolution!.Value)
            .Select(g => new ResolutionCount(g.Key, g.Count()))
            .OrderByDescending(r => r.Count).ThenBy(r => r.Resolution)
            .ToList());

    private static LifeKpi LifeOf(IReadOnlyList<Incident> life, DateTimeOffset now) => new(
        life.Count,
        Answered(life, TimeSpan.FromSeconds(60), now),
        Answered(life, TimeSpan.FromSeconds(180), now),
        life.Count(i => i.FirstClaimedAt is null),
        Durations.From(life.Select(i => i.FirstClaimedAt - i.OpenedAt)),
        Durations.From(life.Select(i => i.DispatchedAt - i.OpenedAt)),
        Durations.From(life.Select(i => i.OnSceneAt - i.DispatchedAt)),
        Durations.From(life.Select(i => i.ResolvedAt - i.OpenedAt)),
        Share.From(life.Count(i => i.FollowUp is not null), life.Count(i => i.ResolvedAt is not null)));

    private static Share Answered(IReadOnlyList<Incident> life, TimeSpan limit, DateTimeOffset now) => Share.From(
        life.Count(i => i.FirstClaimedAt - i.OpenedAt <= limit),
        life.Count(i => i.FirstClaimedAt is not null || now - i.OpenedAt > limit));
}
