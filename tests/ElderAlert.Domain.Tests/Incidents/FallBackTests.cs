using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>The next number, the next channel, the next person, the next step; what is routine waits for the morning.</summary>
public sealed class FallBackTests
{
    private static readonly ContactMethod Mobile = new(Channel.Voice, "+8610000000001");
    private static readonly ContactMethod Landline = new(Channel.Voice, "+8610000000002");
    private static readonly Recipient Daughter = new(World.Daughter, [Mobile, Landline, new ContactMethod(Channel.Sms, "+8610000000001")], Language.Chinese);

    [Fact]
    public void NumberFails_TheNextNumberOfThatChannel_ThenTheNextChannel_ThenTheNextStepAtOnce()
    {
        var world = new World
        {
            Policy = DefaultPolicies.Life(World.Centre) with
            {
                Steps =
                [
                    new EscalationStep([new EscalationTarget(TargetKind.NextContact, [Channel.Voice])], TimeSpan.FromHours(1)),
                    new EscalationStep([new EscalationTarget(TargetKind.Supervisors, [Channel.Sms])], TimeSpan.FromHours(1)),
                ],
            },
            Roster = World.FullRoster with { Contacts = [Daughter] },
        };
        world.Receive(SignalKind.Fall);
        Assert.Equal(Mobile, NumberOfLast(world));

        Assert.Equal([(World.Daughter, Channel.Voice)], Told(Fail(world)));
        Assert.Equal(Landline, NumberOfLast(world));
        Assert.Equal([(World.Daughter, Channel.Sms)], Told(Fail(world)));
        var last = Fail(world);

        Assert.Contains(last, e => e is EscalationAdvanced { Step: 1 });
        Assert.Equal([(World.Supervisor, Channel.Sms)], Told(last));
    }

    [Fact]
    public void ProviderIsDown_TheStepsKeepTheirTimes()
    {
        var world = new World { Roster = World.FullRoster with { Contacts = [Daughter], HasOperators = false, Supervisors = [] } };
        world.Receive(SignalKind.Fall);

        Assert.DoesNotContain(Fail(world, permanent: false), e => e is EscalationAdvanced);
    }

    [Fact]
    public void Technical_InQuietHours_TheNoticeIsHeld_AndItsAnswerAwaitedFromThen()
    {
        var world = new World { Policy = TechnicalToFamily() };
        var morning = world.Now.AddHours(4);
        world.Roster = World.FullRoster with { QuietUntil = morning };

        var requested = Assert.IsType<NotificationRequested>(world.Receive(SignalKind.BatteryLow)[^1]);

        Assert.Equal(morning, requested.NotBefore);
        Assert.Empty(world.Wait(TimeSpan.FromHours(4)));
        Assert.Contains(world.Wait(TimeSpan.FromMinutes(10)), e => e is NotificationOverdue);
    }

    [Fact]
    public void Life_KnowsNoQuietHours()
    {
        var world = new World { Roster = World.FullRoster with { QuietUntil = DateTimeOffset.MaxValue } };

        Assert.All(world.Receive(SignalKind.Fall).OfType<NotificationRequested>(), n => Assert.Null(n.NotBefore));
        Assert.All(world.Wait(TimeSpan.FromMinutes(20)).OfType<NotificationRequested>(), n => Assert.Null(n.NotBefore));
    }

    [Fact]
    public void CallBackOverdueAtNight_TheSupervisorIsToldInTheMorning()
    {
        var world = World.Resolved();
        var morning = world.Now.AddHours(30);
        world.Roster = World.FullRoster with { QuietUntil = morning };

        var told = world.Wait(TimeSpan.FromHours(24)).OfType<NotificationRequested>().Single();

        Assert.Equal((World.Supervisor, morning), (told.Recipient, told.NotBefore));
    }

    [Fact]
    public void EditedWhileItRuns_TheIncidentKeepsItsPolicy_AndGoesOnWithThoseWhoAreLeft()
    {
        var world = World.WithFall();
        world.DeliverAll();
        world.Policy = DefaultPolicies.Life(World.Centre) with { Steps = [] };
        world.Roster = World.FullRoster with { Contacts = [], Supervisors = [] };

        var events = world.Wait(TimeSpan.FromSeconds(30));

        Assert.Equal([1, 2], events.OfType<EscalationAdvanced>().Select(e => e.Step));
        Assert.Equal(["guard", "guard"], Told(events).Select(t => t.Recipient.Id));
    }

    /// <summary>Who has a landline only hears the end of it too.</summary>
    [Fact]
    public void FamilysNewsFail_TheyAreRungOnce_AtAVerifiedNumber()
    {
        var world = World.Claimed();
        world.Do(new TryVoiceContact(World.Wang, Reached: true, "pressed by accident"));
        world.Do(new Resolve(World.Wang, Resolution.FalseAlarm, null));

        Assert.Equal([(World.Daughter, Channel.Voice)], Told(Fail(world)));
        Assert.Equal(NotificationPurpose.Update, world.State!.Notifications[^1].Purpose);
        Assert.Empty(Told(Fail(world)));
    }

    [Fact]
    public void FamilysNewsFail_TheirPhoneIsUnverified_OrFresherNewsWereSent_NobodyIsRung()
    {
        var world = World.Dispatched();
        world.Do(new StartEnRoute(new Actor(ActorKind.Responder, "guard"), World.Guard, 8));
        var older = world.State!.Notifications[^1];
        world.Do(new StartEnRoute(new Actor(ActorKind.Responder, "guard"), World.Guard, 20));
        var stranger = new Recipient(World.Daughter, [Landline with { IsVerified = false }], Language.Chinese);
        world.Roster = World.FullRoster with { Contacts = [stranger] };

        Assert.Empty(Told(Fail(world)));

        world.Roster = World.FullRoster;
        Assert.Equal(NotificationPurpose.Update, older.Purpose);
        Assert.Empty(Told(world.Do(new ReportNotification(older.Id, new ReportFailed("30008", "unknown", Permanent: false), world.Roster))));
    }

    private static EscalationPolicy TechnicalToFamily()
    {
        var policy = DefaultPolicies.Technical(World.Centre);
        return policy with { Steps = [new EscalationStep([new EscalationTarget(TargetKind.NextContact, [Channel.Sms])], TimeSpan.FromHours(20))] };
    }

    private static IReadOnlyList<IncidentEvent> Fail(World world, bool permanent = true) => world.Do(
        new ReportNotification(world.State!.Notifications[^1].Id, new ReportFailed("21211", "not a number", permanent), world.Roster));

    private static ContactMethod? NumberOfLast(World world) => Daughter.NumberFor(world.State!.Notifications[^1], world.State.Notifications);

    private static List<(RecipientRef Recipient, Channel Channel)> Told(IEnumerable<IncidentEvent> events) =>
        events.OfType<NotificationRequested>().Select(e => (e.Recipient, e.Channel)).ToList();
}
