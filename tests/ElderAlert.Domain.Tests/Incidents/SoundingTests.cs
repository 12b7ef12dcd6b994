using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>What nobody moves is told again and again, after pauses that grow, and fills neither phones nor memory.</summary>
public sealed class SoundingTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(4, 30)]
    [InlineData(int.MaxValue, 30)]
    public void Pause_Defaults_FiveTenTwentyThenHalfHours(int times, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), DefaultPolicies.Life(World.Centre).Times.PauseAfter(times));

    [Fact]
    public void Pause_RepeatIsLongerThanTheLongest_DoesNotShrink() =>
        Assert.Equal(TimeSpan.FromHours(24), DefaultPolicies.Technical(World.Centre).Times.PauseAfter(5));

    [Fact]
    public void Exhausted_NobodyTakesIt_TheSupervisorIsToldAfterGrowingPauses_AndTheMarkStays()
    {
        var world = Exhausted();

        Assert.Equal([5, 10, 20, 30, 30, 30], PausesUntilTold(world, 6));
        Assert.True(world.State!.Marks.HasFlag(IncidentMarks.EscalationExhausted));
        Assert.NotNull(EscalationSchedule.NextDeadline(world.State));
    }

    [Fact]
    public void Exhausted_SheAsksAgain_TheSupervisorIsToldAtOnce_AndThePausesBeginAnew()
    {
        var world = Exhausted();
        PausesUntilTold(world, 5);
        Pass(world, TimeSpan.FromMinutes(12));

        world.Receive(SignalKind.Sos);

        Assert.Equal([0, 5, 10], PausesUntilTold(world, 3));
    }

    [Fact]
    public void Exhausted_ClaimedAndForgotten_ThePausesBeginAnew()
    {
        var world = Exhausted();
        PausesUntilTold(world, 5);
        world.Do(new Claim(World.Wang));
        Assert.Null(world.State!.Sounded);

        world.Do(new Release(World.Wang, ReleaseReason.Operator, world.Roster));
        world.DeliverAll();

        Assert.Equal([5, 10], PausesUntilTold(world, 2));
    }

    [Fact]
    public void Exhausted_ForAWeek_OnlyTheNewestAreKept_AndEachHasItsOwnNumber()
    {
        var world = Exhausted();
        PausesUntilTold(world, 7 * 48);

        var told = world.Events.OfType<NotificationRequested>().ToList();
        Assert.Equal(told.Count, told.Select(n => n.Notification).Distinct().Count());
        Assert.Equal(told.Count, world.State!.NotificationCount);
        Assert.Equal(32, world.State.Notifications.Count(n => n.Purpose == NotificationPurpose.Overdue));
        Assert.Equal(told[^1].Notification, world.State.Notifications[^1].Id);
        Assert.Equal(
            told.Where(n => n.Purpose == NotificationPurpose.Alarm).Select(n => n.Notification),
            world.State.Notifications.Where(n => n.Purpose == NotificationPurpose.Alarm).Select(n => n.Id));
    }

    [Fact]
    public void Exhausted_ProviderIsDownForANight_NothingPilesUp()
    {
        var world = Exhausted();
        var before = world.State!.NotificationCount;

        world.Wait(TimeSpan.FromHours(12));

        Assert.Equal(
            [Channel.Sms, Channel.Voice],
            world.State!.Notifications.Where(n => n.IsUnfinished).Select(n => n.Channel));
        Assert.Equal(before + 2, world.State.NotificationCount);
    }

    [Fact]
    public void NobodyComesToTheDoor_OverdueIsToldAfterGrowingPauses_AndAnotherDeadlineAtItsOwnTime()
    {
        var world = World.Dispatched();
        world.DeliverAll();

        var begin = world.Now;
        var missed = new List<(DeadlineKind, int)>();
        while (missed.Count < 6)
        {
            missed.AddRange(NextTelling(world).OfType<DeadlineMissed>().Select(m => (m.Deadline, (int)(world.Now - begin).TotalMinutes)));
        }

        Assert.Equal(
            [(DeadlineKind.EnRoute, 3), (DeadlineKind.EnRoute, 8), (DeadlineKind.EnRoute, 18), (DeadlineKind.OnScene, 30), (DeadlineKind.OnScene, 35), (DeadlineKind.OnScene, 45)],
            missed);
    }

    [Fact]
    public void Overdue_TheSupervisorsMessageFails_TheyAreRung_AndOnlyOnceForEachTelling()
    {
        var world = Exhausted();

        for (var telling = 0; telling < 2; telling++)
        {
            var due = EscalationSchedule.NextDeadline(world.State!)!.Value.DueAt;
            Assert.Equal([Channel.Sms], Told(world.Wait(due - world.Now)));
            Assert.Equal([Channel.Voice], Told(FailLast(world)));
            Assert.Empty(Told(FailLast(world)));
        }

        static IEnumerable<Channel> Told(IEnumerable<IncidentEvent> events) => events.OfType<NotificationRequested>().Select(n => n.Channel);

        static IReadOnlyList<IncidentEvent> FailLast(World world) => world.Do(
            new ReportNotification(world.State!.Notifications[^1].Id, new ReportFailed("21610", "the recipient does not want messages", Permanent: true), world.Roster));
    }

    [Fact]
    public void Exhausted_TheResponderArrivesAllTheSame_TheMarkGoes()
    {
        var world = World.WithFall();
        world.Do(new Acknowledge(World.GuardHimself, "link", null));
        while (!world.State!.Marks.HasFlag(IncidentMarks.EscalationExhausted))
        {
            NextTelling(world);
        }

        world.Do(new ArriveOnScene(new Actor(ActorKind.Responder, World.Guard.Value), World.Guard));

        Assert.False(world.State.Marks.HasFlag(IncidentMarks.EscalationExhausted));
        Assert.Equal(DeadlineKind.Takeover, EscalationSchedule.NextDeadline(world.State)?.Kind);
    }

    [Fact]
    public void OverdueOnScene_ARelativesYes_DoesNotTellTheSupervisorOnceMore()
    {
        var world = World.Dispatched();
        world.DeliverAll();
        while (NextTelling(world).OfType<DeadlineMissed>().All(m => m.Deadline != DeadlineKind.OnScene))
        {
        }

        world.Do(new Acknowledge(World.Daughter, "sms", 10));

        Assert.Empty(world.Wait(TimeSpan.FromMinutes(4)));
    }

    [Fact]
    public void CallBackIsHeldForTheNight_AndTheDangerIsBack_TheSupervisorIsToldAllTheSame()
    {
        var policy = DefaultPolicies.Life(World.Centre);
        var world = new World { Policy = policy with { Times = policy.Times with { FollowUp = TimeSpan.FromMinutes(10) } } };
        world.Receive(SignalKind.Sos);
        world.Do(new Claim(World.Wang));
        world.Do(new TryVoiceContact(World.Wang, Reached: true, null));
        world.Do(new Resolve(World.Wang, Resolution.FalseAlarm, null));
        world.DeliverAll();
        world.Roster = World.FullRoster with { Supervisors = [World.Person(World.Supervisor, Channel.Sms)], QuietUntil = world.Now.AddHours(8) };
        world.Wait(TimeSpan.FromMinutes(10));
        Assert.NotNull(world.State!.Notifications[^1].NotBefore);
        world.Receive(SignalKind.Sos);
        world.Do(new Claim(World.Wang));
        world.Do(new Dispatch(World.Wang, World.Guard, world.Roster));

        var late = world.Wait(TimeSpan.FromMinutes(3));

        Assert.Contains(late, e => e is NotificationRequested { Purpose: NotificationPurpose.Overdue, NotBefore: null });
    }

    private static World Exhausted()
    {
        var world = World.WithFall();
        while (!world.State!.Marks.HasFlag(IncidentMarks.EscalationExhausted))
        {
            NextTelling(world);
        }

        return world;
    }

    /// <summary>Minutes between one telling and the next, as often as asked.</summary>
    private static List<int> PausesUntilTold(World world, int times) => Enumerable.Range(0, times)
        .Select(_ =>
        {
            var begin = world.Now;
            Assert.Contains(NextTelling(world), e => e is NotificationRequested { Purpose: NotificationPurpose.Overdue });
            return (int)(world.Now - begin).TotalMinutes;
        })
        .ToList();

    /// <summary>Goes on to the next deadline, and lets what it says arrive.</summary>
    private static IReadOnlyList<IncidentEvent> NextTelling(World world)
    {
        var due = EscalationSchedule.NextDeadline(world.State!)!.Value.DueAt;
        var events = world.Wait(due > world.Now ? due - world.Now : TimeSpan.Zero);
        world.DeliverAll();
        return events;
    }

    private static void Pass(World world, TimeSpan time) => Assert.Empty(world.Wait(time));
}
