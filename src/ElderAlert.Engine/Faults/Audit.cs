using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Notifications;
using ElderAlert.Engine.Writing;

namespace ElderAlert.Engine.Faults;

/// <summary>What one look found.</summary>
/// <param name="Faults">At most one of a kind in a centre.</param>
/// <param name="Due">Incidents that the deadline clock should have handed to the writer, and has not.</param>
internal sealed record Findings(IReadOnlyList<EngineFault> Faults, IReadOnlyList<IncidentId> Due);

/// <summary>
/// Goes through what is committed and looks for what cannot be: it computes every deadline anew and asks nobody who might have lost one.
/// </summary>
internal sealed class Audit(LiveState live, HandoverRecord handovers, EngineOptions options)
{
    private const int MostNamed = 10;

    /// <summary>Looks once.</summary>
    /// <param name="now">The time.</param>
    /// <param name="sinceClockLooked">How long ago the deadline clock looked last.</param>
    /// <param name="excuse">So much of any lateness is nobody's fault.</param>
    /// <param name="running">For so long deadlines have been looked at; what fell due before is on its way and not lost.</param>
    /// <param name="isJournalFailing">The last append failed.</param>
    public Findings Look(DateTimeOffset now, TimeSpan sinceClockLooked, TimeSpan excuse, TimeSpan running, bool isJournalFailing)
    {
        var faults = new List<EngineFault>();
        var due = new List<IncidentId>();
        var isStuck = sinceClockLooked - excuse > options.ClockStuckAfter;
        var lost = new Dictionary<CentreId, List<IncidentId>>();
        var ahead = new Dictionary<CentreId, List<IncidentId>>();
        var unattended = live.Directory.Centres.Select(c => c.Id).Where(c => !live.Consoles.HasAnybody(c, now)).ToHashSet();
        foreach (var incident in live.Incidents.Values)
        {
            var next = EscalationSchedule.NextDeadline(incident)?.DueAt;
            var isAhead = incident.IsAheadOf(now);
            var isLost = running > options.OverdueAfter && next < now - options.OverdueAfter - excuse;
            if (isLost || isAhead || (isStuck && next <= now) || (unattended.Contains(incident.Centre) && WaitsForOperators(incident)))
            {
                due.Add(incident.Id);
            }

            Note(isLost, lost, incident);
            Note(isAhead, ahead, incident);
        }

        faults.AddRange(lost.Select(l => Of(l, FaultKind.DeadlineLost, now, $"{l.Value.Count} incidents are overdue by more than {Seconds(options.OverdueAfter)} and nothing has happened; they are being dealt with now")));
        faults.AddRange(ahead.Select(a => Of(a, FaultKind.ClockPutBack, now, $"the clock was ahead and has been put back; {a.Value.Count} incidents held times in the future and count from now")));
        faults.AddRange(unattended.Select(c => new EngineFault(c, FaultKind.NobodySignedOn, "no operator is signed on; alarms go to the supervisors' phones at once", now, [])));
        faults.AddRange(live.Directory.Centres.Where(c => handovers.IsFailing(c.Id, now)).Select(c => new EngineFault(
            c.Id, FaultKind.MessagesFail, "the last messages and calls, to several people, could not be handed to the provider", now, [])));
        if (isStuck)
        {
            faults.AddRange(live.Directory.Centres.Select(c => new EngineFault(
                c.Id, FaultKind.ClockStuck, $"the deadline clock has not looked for {Seconds(sinceClockLooked)}; the auditor does its work, less punctually", now, [])));
        }

        if (isJournalFailing)
        {
            faults.AddRange(live.Directory.Centres.Select(c => new EngineFault(
                c.Id, FaultKind.JournalFails, "the journal does not take entries; what devices say is not acknowledged, and they say it again", now, [])));
        }

        return new Findings(faults, due);
    }

    private static bool WaitsForOperators(Incident incident) =>
        incident is { Lane: Lane.Life, State: IncidentState.Open, IsTaken: false, Step: >= 0, StepLacksOperators: false }
        && !incident.Marks.HasFlag(IncidentMarks.EscalationExhausted)
        && incident.Policy.Steps[incident.Step].Targets.Any(t => t.Kind == TargetKind.OperatorsOnDuty);

    private static void Note(bool holds, Dictionary<CentreId, List<IncidentId>> into, Incident incident)
    {
        if (holds && !into.TryAdd(incident.Centre, [incident.Id]))
        {
            into[incident.Centre].Add(incident.Id);
        }
    }

    private static EngineFault Of(KeyValuePair<CentreId, List<IncidentId>> found, FaultKind kind, DateTimeOffset now, string reason) =>
        new(found.Key, kind, reason, now, found.Value.Take(MostNamed).ToList());

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F0} s");
}
