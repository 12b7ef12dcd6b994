using System.Text.Json;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Properties;

/// <summary>What holds in every story, however little sense it makes (DESIGN.md, section 1).</summary>
public sealed class DeciderProperties
{
    private static readonly HashSet<(IncidentState From, IncidentState To)> Legal =
    [
        (IncidentState.Open, IncidentState.Claimed), (IncidentState.Open, IncidentState.OnScene), (IncidentState.Claimed, IncidentState.Open),
        (IncidentState.Claimed, IncidentState.Dispatched), (IncidentState.Claimed, IncidentState.OnScene), (IncidentState.Claimed, IncidentState.Resolved),
        (IncidentState.Dispatched, IncidentState.OnScene), (IncidentState.Dispatched, IncidentState.Resolved), (IncidentState.OnScene, IncidentState.Resolved),
        (IncidentState.Resolved, IncidentState.Closed), (IncidentState.Resolved, IncidentState.Open),
    ];

    [Fact]
    public void AnyStory_PriorityNeverFalls() => InEveryMoment((before, moment) =>
        Assert.True(moment.After!.Priority.Priority >= before.Priority.Priority, $"{moment}: {before.Priority.Priority} fell"));

    [Fact]
    public void AnyStory_EveryChangeOfStateIsLegal() => InEveryMoment((before, moment) =>
    {
        foreach (var (from, to) in States(before, moment))
        {
            Assert.True(from == to || Legal.Contains((from, to)), $"{moment}: {from} -> {to}");
        }
    });

    [Fact]
    public void AnyStory_EveryStateButClosed_HasADeadline_AndNothingDueIsLeft() => InEveryMoment((_, moment) =>
    {
        var after = moment.After!;
        if (after.State != IncidentState.Closed)
        {
            Assert.NotNull(EscalationSchedule.NextDeadline(after));
        }

        if (moment.Command is CheckDeadlines && EscalationSchedule.NextDeadline(after) is { } next)
        {
            Assert.True(next.DueAt > moment.At, $"{moment}: {next.Kind} is still due");
        }
    });

    [Fact]
    public void AnyStory_AnOwnerHasAClaimedIncident_AndNobodyAnOpenOne() => InEveryMoment((_, moment) =>
    {
        Assert.False(moment.After is { State: IncidentState.Claimed, Owner: null }, $"{moment}: claimed by nobody");
        Assert.False(moment.After is { State: IncidentState.Open, Owner: not null }, $"{moment}: open and owned");
    });

    [Fact]
    public void AnyStory_ARejectionChangesNothing_AndSaysWhy() => InEveryMoment((before, moment) =>
    {
        if (moment.Decision.Rejection is { } rejection)
        {
            Assert.Empty(moment.Decision.Events);
            Assert.Null(moment.Decision.After);
            Assert.Equal(Describe(before), Describe(moment.After));
            Assert.False(string.IsNullOrWhiteSpace(rejection.Detail));
        }
    });

    [Fact]
    public void AnyStory_DecidingAgainGivesTheSame_AndTheEventsLeadToTheAnnouncedState() => InEveryMoment((before, moment) =>
    {
        var again = IncidentDecider.Decide(before, moment.Command, before.Policy, moment.At);

        Assert.Equal(moment.Decision.Events.Select(Describe), again.Events.Select(Describe));
        if (moment.Decision.After is { } announced)
        {
            Assert.Equal(Describe(announced), Describe(moment.After! with { Position = announced.Position }));
        }
    });

    [Fact]
    public void AnyStory_NotificationsAreCountedFromOne_AndWhatIsFinalStays() => InEveryMoment((before, moment) =>
    {
        var after = moment.After!;
        var counted = Enumerable.Range(1, after.NotificationCount).Select(i => NotificationId.Of(after.Id, i)).ToList();
        var letGo = counted.Except(after.Notifications.Select(n => n.Id)).ToHashSet();
        Assert.Equal(counted.Where(id => !letGo.Contains(id)), after.Notifications.Select(n => n.Id));
        Assert.DoesNotContain(before.Notifications, n => letGo.Contains(n.Id) && (n.Purpose != NotificationPurpose.Overdue || n.IsUnfinished));
        Assert.All(
            before.Notifications.Where(n => n.State is NotificationState.Delivered or NotificationState.Failed && !letGo.Contains(n.Id)),
            n => Assert.Equal(n.State, after.Find(n.Id)?.State));
    });

    [Fact]
    public void AnyStory_NobodyIsAlarmedTwiceTheSameWayInARound() => InEveryMoment((before, moment) =>
    {
        if (moment.Command is NotifyByHand)
        {
            return;
        }

        var after = moment.After!;
        var twice = after.Notifications
            .Where(n => before.Find(n.Id) is null)
            .Where(n => n.Purpose == NotificationPurpose.Alarm)
            .Where(n => after.Notifications.Count(same =>
                same.Recipient == n.Recipient && same.Channel == n.Channel && same.Purpose == n.Purpose && same.RequestedAt >= after.RoundStartedAt && !same.Overdue) > 1);
        Assert.Empty(twice);
    });

    [Fact]
    public void AnyStory_ADangerToLife_IsMoreUrgentThanAnyTroubleWithEquipment() => Stories.Hold(story =>
    {
        var life = Teller.Tell(story).Where(m => m.After is not null).Select(m => m.After!.Priority.Priority).ToList();
        var technical = Teller.Tell(story, Lane.Technical).Where(m => m.After is not null).Select(m => m.After!.Priority.Priority).ToList();

        Assert.True(life.Count == 0 || technical.Count == 0 || life.Min() > technical.Max(), "equipment came before life");
    });

    [Fact]
    public void AnyStory_TroubleWithEquipment_WakesNobody() => Stories.Hold(story => Assert.DoesNotContain(
        Teller.Tell(story, Lane.Technical).Where(m => m.Command is ReceiveSignal or CheckDeadlines).SelectMany(m => m.Decision.Events),
        fact => fact is NotificationRequested { Purpose: NotificationPurpose.Alarm or NotificationPurpose.Overdue }));

    private static void InEveryMoment(Action<Incident, Moment> rule) => Stories.Hold(story =>
    {
        foreach (var moment in Teller.Tell(story))
        {
            if (moment is { Before: { } before, After: not null })
            {
                rule(before, moment);
            }
        }
    });

    private static IEnumerable<(IncidentState From, IncidentState To)> States(Incident before, Moment moment)
    {
        var state = before;
        foreach (var fact in moment.Decision.Events)
        {
            var next = state.Apply(fact, moment.At, state.Position);
            yield return (state.State, next.State);
            state = next;
        }
    }

    private static string Describe(object? what) => JsonSerializer.Serialize(what);
}
