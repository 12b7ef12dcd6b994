using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;
using ElderAlert.Server.Telemetry;

namespace ElderAlert.Server.Api.Reports;

/// <summary>A danger to life that waited for longer than 180 s: each is to be investigated.</summary>
/// <param name="Incident">Which.</param>
/// <param name="Household">Where.</param>
/// <param name="Kind">What was heard first.</param>
/// <param name="OpenedAt">Since when it waited.</param>
/// <param name="ClaimedAt">When an operator took it; null while nobody has.</param>
/// <param name="WaitedSeconds">How long that was, or has been until now.</param>
internal sealed record LateClaim(
    IncidentId Incident, HouseholdId Household, SignalKind Kind, DateTimeOffset OpenedAt, DateTimeOffset? ClaimedAt, double WaitedSeconds);

/// <summary>Dangers to life that were opened in the time of a report and were no tests, and how fast they were met.</summary>
/// <param name="Opened">How many.</param>
/// <param name="AnsweredWithin60Seconds">An operator took it within 60 s (TSA: 97.5 %). One still younger than that is not counted yet.</param>
/// <param name="AnsweredWithin180Seconds">The same for 180 s (TSA: 99 %).</param>
/// <param name="Late">Every one that waited for longer than 180 s, the oldest first.</param>
/// <param name="Unanswered">No operator has taken it at all.</param>
/// <param name="Claim">From opening to the first operator.</param>
/// <param name="Dispatch">From opening to the first responder being sent.</param>
/// <param name="OnScene">From being sent to the first responder being there.</param>
/// <param name="Resolve">From opening to the danger being over.</param>
/// <param name="FollowUp">
/// The resident was reached by a call-back within the time that the incident's policy gives (24 h unless the centre says otherwise), of those
/// that are over; one whose time has not run out is not counted yet. A call that nobody answered is no call-back.
/// </param>
internal sealed record LifeKpi(
    int Opened,
    Share AnsweredWithin60Seconds,
    Share AnsweredWithin180Seconds,
    IReadOnlyList<LateClaim> Late,
    int Unanswered,
    Durations Claim,
    Durations Dispatch,
    Durations OnScene,
    Durations Resolve,
    Share FollowUp)
{
    /// <summary>TSA/TEC Quality: the two times that the shares are measured against, and the second the one after which a call is investigated.</summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(60);

    /// <inheritdoc cref="Prompt"/>
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(180);

    public static LifeKpi Of(IReadOnlyList<Incident> life, DateTimeOffset now)
    {
        var times = life.Select(IncidentTimes.Of).ToList();
        return new LifeKpi(
            life.Count,
            Answered(life, Prompt, now),
            Answered(life, Latest, now),
            LateOf(life, now),
            life.Count(i => i.FirstClaimedAt is null),
            Durations.From(times.Select(t => t.Claim)),
            Durations.From(times.Select(t => t.Dispatch)),
            Durations.From(times.Select(t => t.OnScene)),
            Durations.From(times.Select(t => t.Resolve)),
            FollowedUp(life, now));
    }

    private static Share Answered(IReadOnlyList<Incident> life, TimeSpan limit, DateTimeOffset now) => Share.From(
        life.Count(i => i.FirstClaimedAt - i.OpenedAt <= limit),
        life.Count(i => i.FirstClaimedAt is not null || now - i.OpenedAt > limit));

    private static List<LateClaim> LateOf(IReadOnlyList<Incident> life, DateTimeOffset now) => life
        .Select(i => new LateClaim(
            i.Id, i.Household, i.Kind, i.OpenedAt, i.FirstClaimedAt, Math.Round(((i.FirstClaimedAt ?? now) - i.OpenedAt).TotalSeconds, 1)))
        .Where(l => (l.ClaimedAt ?? now) - l.OpenedAt > Latest)
        .OrderBy(l => l.OpenedAt).ThenBy(l => l.Incident.Value, StringComparer.Ordinal)
        .ToList();

    private static Share FollowedUp(IReadOnlyList<Incident> life, DateTimeOffset now)
    {
        var due = life.Where(i => i.ResolvedAt is { } over && (i.FollowedUpAt is not null || now - over > i.Policy.Times.FollowUp)).ToList();
        return Share.From(due.Count(i => i.FollowedUpAt - i.ResolvedAt <= i.Policy.Times.FollowUp), due.Count);
    }
}
