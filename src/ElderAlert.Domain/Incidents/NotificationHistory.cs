using System.Collections.Immutable;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents;

/// <summary>What notifications leave behind in an incident's state. It does not grow while an incident goes on being overdue.</summary>
internal static class NotificationHistory
{
    /// <summary>
    /// So many messages that something is overdue are kept for each person, the newest: at the default pauses those of sixteen hours,
    /// longer than a provider tries to deliver and reports on it; those of three where each telling fails on one channel after another.
    /// </summary>
    private const int MostOverdueKept = 32;

    public static Incident Request(this Incident state, NotificationRequested e, DateTimeOffset at)
    {
        var kept = e.Purpose == NotificationPurpose.Overdue ? state.LetGo(e.Recipient) : state;
        var requested = new Notification(e.Notification, e.Recipient, e.Channel, e.Purpose, NotificationState.Requested, at, NotBefore: e.NotBefore);
        return kept with { Notifications = kept.Notifications.Add(requested), NotificationCount = state.NotificationCount + 1 };
    }

    public static Incident Overdue(this Incident state, NotificationOverdue e)
    {
        var next = state.Change(e.Notification, n => n with { Overdue = true });
        var isDispatch = state.Find(e.Notification)?.Purpose == NotificationPurpose.Dispatch;
        return isDispatch ? next with { Marks = next.Marks | IncidentMarks.ResponderUnanswered } : next;
    }

    /// <summary>Nobody has it any more: earlier notifications wait for nothing, the escalation starts telling people afresh.</summary>
    public static Incident Supersede(this Incident state) => state with
    {
        Notifications = state.Notifications.Select(n => n with { Overdue = true }).ToImmutableArray(),
    };

    public static Incident Change(this Incident state, NotificationId id, Func<Notification, Notification> change) =>
        state.Find(id) is { } before ? state with { Notifications = state.Notifications.Replace(before, change(before)) } : state;

    /// <summary>Makes room for one more telling; what the channel still works on is never let go.</summary>
    private static Incident LetGo(this Incident state, RecipientRef recipient)
    {
        var told = state.Notifications.Where(n => n.Recipient == recipient && n.Purpose == NotificationPurpose.Overdue).ToList();
        return told.Count >= MostOverdueKept && told.Find(n => !n.IsUnfinished) is { } oldest
            ? state with { Notifications = state.Notifications.Remove(oldest) }
            : state;
    }
}
