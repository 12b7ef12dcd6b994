using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Family;

/// <summary>One line of what happened.</summary>
public sealed record TimelineLine(DateTimeOffset At, string Text);

/// <summary>
/// Tells an incident's journal in a family's words. What operators note, what others wrote, and how often whom was called stays with the centre.
/// </summary>
internal static class FamilyTimeline
{
    /// <summary>Newest first, in the centre's local time.</summary>
    public static IReadOnlyList<TimelineLine> Of(IReadOnlyList<JournalEntry> entries, DirectoryIndex directory, FamilyWords words, Wording wording, TimeZoneInfo zone)
    {
        var recipients = entries.Select(e => e.Event).OfType<NotificationRequested>().ToDictionary(e => e.Notification, e => e.Recipient);
        var told = new HashSet<RecipientRef>();
        var expected = new HashSet<RecipientRef>();
        var lines = new List<TimelineLine>();
        foreach (var entry in entries)
        {
            Expect(entry.Event, expected);
            var text = entry.Event switch
            {
                NotificationDelivered e => recipients.TryGetValue(e.Notification, out var person) && told.Add(person) ? words.EventTold(directory.NameOf(person)) : null,
                RecipientDeclined e => expected.Remove(e.By) ? words.EventPromiseTakenBack(directory.NameOf(e.By)) : null,
                var fact => Text(fact, directory, words, wording),
            };
            var isRepeated = lines is [.., var last] && last.Text == text;
            if (text is not null && !isRepeated)
            {
                lines.Add(new TimelineLine(TimeZoneInfo.ConvertTime(entry.At, zone), text));
            }
        }

        lines.Reverse();
        return lines;
    }

    /// <summary>Keeps account of who is said to be coming: only of them it is told that they are not.</summary>
    private static void Expect(JournalEvent fact, HashSet<RecipientRef> expected)
    {
        if (fact is IncidentAcknowledged promised)
        {
            expected.Add(promised.By);
        }
        else if (fact is ResponderDispatched sent)
        {
            expected.Add(new RecipientRef(RecipientKind.Responder, sent.Responder.Value));
        }
    }

    private static string? Text(JournalEvent fact, DirectoryIndex directory, FamilyWords words, Wording wording) => fact switch
    {
        IncidentOpened e => words.EventOpened(wording.Kind(e.Kind)),
        SignalJoined { Bearing: SignalBearing.Raises or SignalBearing.Asks or SignalBearing.Suspects } e => words.EventSignal(wording.Kind(e.Signal.Kind)),
        IncidentReopened e => words.EventBack(wording.Kind(e.Signal.Kind)),
        CancelRequested => words.EventCancel,
        EscalationExhausted => words.EventNobodyAnswered,
        IncidentAcknowledged e => words.EventPromised(directory.NameOf(e.By), e.EtaMinutes),
        AcknowledgementExpired => words.EventPromiseLapsed,
        IncidentClaimed e => words.EventClaimed(directory.Find(e.Operator)?.Name ?? e.Operator.Value),
        ClaimReleased => words.EventReleased,
        VoiceContactTried e => words.EventSpoke(e.Reached),
        OutsideLineCalled e => words.EventOutsideLine(e.Line),
        ResponderDispatched e => words.EventSent(NameOf(directory, e.Responder)),
        ResponderEnRoute e => words.EventSetOut(NameOf(directory, e.Responder), e.EtaMinutes),
        ResponderOnScene e => words.EventThere(NameOf(directory, e.Responder)),
        ResponderCleared e => words.EventLeft(NameOf(directory, e.Responder)),
        IncidentResolved e => words.EventOver(wording.Ending(e.Resolution)),
        FollowUpRecorded e => words.EventCalledBack(e.Result),
        IncidentClosed => words.EventClosed,
        _ => null,
    };

    private static string NameOf(DirectoryIndex directory, ResponderId responder) =>
        directory.NameOf(new RecipientRef(RecipientKind.Responder, responder.Value));
}
