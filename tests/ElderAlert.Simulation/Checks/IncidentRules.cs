using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Simulation.Checks;

/// <summary>What must hold of each fact of an incident, and of each incident after each transaction (DESIGN.md section 1).</summary>
internal static class IncidentRules
{
    /// <summary>How many tellings that something is overdue an incident's state keeps for each person (docs/decisions/0017).</summary>
    private const int TellingsKept = 32;

    private static readonly HashSet<(IncidentState From, IncidentState To)> Legal =
    [
        (IncidentState.Open, IncidentState.Claimed), (IncidentState.Open, IncidentState.OnScene), (IncidentState.Claimed, IncidentState.Open),
        (IncidentState.Claimed, IncidentState.Dispatched), (IncidentState.Claimed, IncidentState.OnScene), (IncidentState.Claimed, IncidentState.Resolved),
        (IncidentState.Dispatched, IncidentState.OnScene), (IncidentState.Dispatched, IncidentState.Resolved), (IncidentState.OnScene, IncidentState.Resolved),
        (IncidentState.Resolved, IncidentState.Closed), (IncidentState.Resolved, IncidentState.Open),
    ];

    /// <summary>One fact, between the incident before and after it. Gives what is wrong.</summary>
    /// <param name="before">The incident before it.</param>
    /// <param name="fact">What happened.</param>
    /// <param name="after">The incident after it.</param>
    /// <param name="isByHand">Whether an operator told this person by hand, which is never refused.</param>
    public static IEnumerable<(string Rule, string Seen)> OfFact(Incident before, IncidentEvent fact, Incident after, Func<RecipientRef, bool> isByHand)
    {
        if (before.State != after.State && !Legal.Contains((before.State, after.State)))
        {
            yield return ("legal state", $"{before.Id}: {before.State} -> {after.State} by {fact.GetType().Name}");
        }

        if (after.Priority.Priority < before.Priority.Priority)
        {
            yield return ("priority never falls", $"{before.Id}: {before.Priority.Priority} -> {after.Priority.Priority} by {fact.GetType().Name}");
        }

        if (before.State is IncidentState.Resolved or IncidentState.Closed && fact is EscalationAdvanced or IncidentClaimed or IncidentAcknowledged or ResponderDispatched)
        {
            yield return ("what is over stays over", $"{before.Id}: {fact.GetType().Name} while {before.State}");
        }

        foreach (var told in before.Notifications)
        {
            var now = after.Find(told.Id);
            if (now is not null && told.State is NotificationState.Delivered or NotificationState.Failed && now.State != told.State)
            {
                yield return ("terminal stays", $"{told.Id}: {told.State} -> {now.State} by {fact.GetType().Name}");
            }

            if (now is null && !IsLetGo(before, told, fact))
            {
                yield return ("no notification is forgotten", $"{told.Id}, {told.State}, is gone by {fact.GetType().Name}");
            }
        }

        if (fact is NotificationRequested { Purpose: NotificationPurpose.Alarm } asked && !isByHand(asked.Recipient) && IsToldTwice(before, asked))
        {
            yield return ("nobody is told twice the same way in a round", $"{asked.Notification}: {asked.Recipient.Kind} {asked.Recipient.Id} by {asked.Channel}, round {before.Round}");
        }
    }

    /// <summary>One incident, after a transaction.</summary>
    public static IEnumerable<(string Rule, string Seen)> OfState(Incident incident)
    {
        const IncidentMarks Loud = IncidentMarks.EscalationExhausted | IncidentMarks.NobodyToNotify;
        var isWatched = EscalationSchedule.NextDeadline(incident) is not null || (incident.Marks & Loud) != IncidentMarks.None;
        if (incident.State != IncidentState.Closed && !isWatched)
        {
            yield return ("nobody falls through", $"{incident.Id} is {incident.State} without deadline, owner or loud mark");
        }

        if (incident.State == IncidentState.Claimed && incident.Owner is null)
        {
            yield return ("a claim has an owner", $"{incident.Id} is claimed by nobody");
        }

        if (incident.State == IncidentState.Open && incident.Owner is not null)
        {
            yield return ("a claim has an owner", $"{incident.Id} is open and belongs to {incident.Owner}");
        }
    }

    /// <summary>Of the tellings that something is overdue a person's newest are kept: a further one takes the place of the oldest that has left.</summary>
    private static bool IsLetGo(Incident before, Notification told, IncidentEvent fact)
    {
        var tellings = before.Notifications.Where(n => n.Recipient == told.Recipient && n.Purpose == NotificationPurpose.Overdue).ToList();
        return fact is NotificationRequested { Purpose: NotificationPurpose.Overdue } asked
            && asked.Recipient == told.Recipient
            && tellings.Count == TellingsKept
            && tellings.Find(n => !n.IsUnfinished) == told;
    }

    private static bool IsToldTwice(Incident before, NotificationRequested asked) => before.Notifications.Any(n =>
        n.Recipient == asked.Recipient
        && n.Channel == asked.Channel
        && n.Purpose == asked.Purpose
        && n.State != NotificationState.Failed
        && n.RequestedAt >= before.RoundStartedAt);
}
