using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents.Rules;

/// <summary>Who is behind a target now. Hours, duty and verification choose who is told first; in the last resort they count no more.</summary>
internal static class TargetRules
{
    /// <summary>Everybody behind a target of people who can be told now, whether told already or not.</summary>
    public static IReadOnlyList<Recipient> PeopleOf(Incident state, Roster roster, EscalationTarget target) =>
        Listed(roster, target).Where(r => CanBeTold(state, r)).ToList();

    /// <summary>Those of a target's people whose turn it is: of "next" and "nearest" only the first who have not been told in this round.</summary>
    public static IEnumerable<Recipient> TurnOf(Incident state, EscalationTarget target, IReadOnlyList<Recipient> people)
    {
        var most = Math.Max(target.Most ?? 1, 1);
        return target.Kind switch
        {
            TargetKind.NextContact or TargetKind.NearestResponder => LeastTold(state, people, most),
            TargetKind.Everybody => people.Where(p => p.Ref.Kind != RecipientKind.Responder)
                .Concat(LeastTold(state, people.Where(p => p.Ref.Kind == RecipientKind.Responder), most)),
            _ => people,
        };
    }

    /// <summary>The contact who was told least often, the earlier one in order first; null where all who can be told were told in this round.</summary>
    public static Recipient? NextContact(Incident state, Roster roster) =>
        LeastTold(state, roster.Contacts.Where(c => CanBeTold(state, c)), most: 1).FirstOrDefault();

    /// <summary>The channels by which a person can be told now, best first.</summary>
    public static IReadOnlyList<Channel> ChannelsOf(Incident state, Recipient recipient) => recipient.Methods
        .Where(m => m.IsVerified || state.Policy.IsLastResort(state.Round))
        .Select(m => m.Channel)
        .Distinct()
        .ToList();

    /// <summary>Whether the person was asked in this round; by that channel, where one is given.</summary>
    public static bool IsToldThisRound(Incident state, RecipientRef recipient, Channel? channel = null) => state.Notifications.Any(n =>
        n.Recipient == recipient
        && n.Purpose == NotificationPurpose.Alarm
        && n.RequestedAt >= state.RoundStartedAt
        && (channel is null || n.Channel == channel));

    private static bool CanBeTold(Incident state, Recipient recipient) =>
        (recipient.IsAvailable || state.Policy.IsLastResort(state.Round)) && ChannelsOf(state, recipient).Count > 0;

    /// <summary>Everybody behind a target on file, whatever the hour.</summary>
    public static IEnumerable<Recipient> Listed(Roster roster, EscalationTarget target) => target.Kind switch
    {
        TargetKind.OperatorsOnDuty => target.Channels.Count > 0 ? roster.Operators : [],
        TargetKind.OutsideLine => [],
        TargetKind.Supervisors => roster.Supervisors,
        TargetKind.NextContact or TargetKind.AllContacts => roster.Contacts,
        TargetKind.NamedContact => roster.Contacts.Where(c => c.Ref.Id == target.Contact?.Value),
        TargetKind.NearestResponder => Near(roster, target),
        TargetKind.Everybody => roster.Supervisors.Concat(roster.Contacts).Concat(Near(roster, target)),
        _ => throw new ArgumentOutOfRangeException(nameof(target), target.Kind, "not a kind of target"),
    };

    private static IEnumerable<Recipient> Near(Roster roster, EscalationTarget target) =>
        roster.Responders.Where(r => target.WithinM is not { } limit || r.DistanceM is not { } distance || distance <= limit);

    private static IEnumerable<Recipient> LeastTold(Incident state, IEnumerable<Recipient> candidates, int most) => candidates
        .Where(c => !IsToldThisRound(state, c.Ref))
        .OrderBy(c => state.Notifications.Count(n => n.Recipient == c.Ref && n.Purpose == NotificationPurpose.Alarm))
        .Take(most);
}
