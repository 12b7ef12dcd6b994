using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Scenarios;

/// <summary>What a policy can say, and what becomes of a running escalation when the file is edited.</summary>
public sealed class PolicyTests
{
    private const string Landline = "+8610000000010";

    [Fact]
    public async Task Smoke_EverybodyAtOnce_ThenSilenceWhileTheyAnswer()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(DefaultPolicies.Life(Town.Centre) with { FanOutFrom = Priority.Critical });

        await town.SayAsync(Town.Radar, SignalKind.Smoke);

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        town.Phones.Expect(Channel.Voice, TownFile.Daughter);
        town.Phones.Expect(Channel.Sms, TownFile.Son);
        town.Phones.Expect(Channel.Voice, TownFile.Son);
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        town.Phones.Expect(Channel.Voice, TownFile.BossPhone);
        town.Phones.Expect(Channel.Sms, TownFile.GuardPhone);
        town.Phones.Expect(Channel.Voice, TownFile.GuardPhone);
        await town.FastForwardAsync(TimeSpan.FromSeconds(29));
        town.Phones.ExpectSilence();
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task NearestResponderWithinAKilometre_OtherwiseTheNamedNeighbour()
    {
        await using var town = await Town.StartAsync();
        var neighbour = new EscalationTarget(TargetKind.NamedContact, [Channel.Voice], Contact: new ContactId("son"), Otherwise: new EscalationTarget(TargetKind.Supervisors, [Channel.Sms]));
        var step = new EscalationStep([new EscalationTarget(TargetKind.NearestResponder, [Channel.Sms], WithinM: 1_000, Otherwise: neighbour)], TimeSpan.FromHours(1));
        await town.EditAsync(Steps.Patient([step]));

        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.GuardPhone);
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.EditAsync(Steps.Patient([step with { Targets = [step.Targets[0] with { WithinM = 10 }] }]));
        await town.DoAsync(_ => new TryVoiceContact(Town.Wang, Reached: true, null));
        await town.DoAsync(_ => new Resolve(Town.Wang, Resolution.FalseAlarm, null));
        await town.SleepAsync(TimeSpan.FromHours(2));
        await town.FastForwardAsync(TimeSpan.FromSeconds(1));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);

        town.Phones.Expect(Channel.Voice, TownFile.Son);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task OutsideLine_EveryConsoleIsToldToCallIt_NoMachineDoes()
    {
        await using var town = await Town.StartAsync();
        var fire = new EscalationStep([new EscalationTarget(TargetKind.OutsideLine, [], Line: "119"), new EscalationTarget(TargetKind.AllContacts, [Channel.Voice])], TimeSpan.FromHours(1));
        await town.EditAsync(Steps.Patient([fire]));

        await town.SayAsync(Town.Radar, SignalKind.Smoke);

        Assert.True(town.Incident.Marks.HasFlag(IncidentMarks.OutsideLineAsked));
        town.Phones.Expect(Channel.Voice, TownFile.Daughter);
        town.Phones.Expect(Channel.Voice, TownFile.Son);
        await town.DoAsync(_ => new Claim(Town.Wang));
        var called = await town.DoAsync(_ => new CallOutsideLine(Town.Wang, "119", null));
        Assert.False(called.Marks.HasFlag(IncidentMarks.OutsideLineAsked));
    }

    [Fact]
    public async Task MobileIsDead_TheLandlineRings_ThenNobodyIsLeft_TheNextStepBeginsAtOnce()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(
            TownFile.Person("daughter", 1, TownFile.Daughter) with { Methods = [new(Channel.Voice, TownFile.Daughter), new(Channel.Voice, Landline)] },
            Steps.Patient(
            [
                new EscalationStep([new EscalationTarget(TargetKind.NamedContact, [Channel.Voice], Contact: new ContactId("daughter"))], TimeSpan.FromHours(1)),
                new EscalationStep([new EscalationTarget(TargetKind.Supervisors, [Channel.Sms])], TimeSpan.FromHours(1)),
            ]));
        await town.RemoveAsync(TownFile.Person("son", 2, TownFile.Son));
        List<string> rung = [];
        town.Phones.Answer = n =>
        {
            rung.Add(n.Address.Value);
            return n.Recipient.Kind == RecipientKind.Contact ? new SendOutcome.Failed("21211", "not a valid number", Permanent: true) : new SendOutcome.Accepted("SM" + n.Id);
        };

        await town.SayAsync(Town.Pendant, SignalKind.Sos);

        Assert.Equal([TownFile.Daughter, Landline, TownFile.BossPhone], rung);
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task ThreeRoundsAndNobodyTakesIt_EveryConsoleIsMarked_TheSupervisorIsToldAfterGrowingPauses_UntilSomebodyDoes()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient([new EscalationStep([new EscalationTarget(TargetKind.NextContact, [Channel.Sms])], TimeSpan.FromSeconds(30))], TimeSpan.FromDays(7)));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        foreach (var (round, phone) in new[] { (1, TownFile.Daughter), (2, TownFile.Son), (3, TownFile.Daughter) })
        {
            town.Phones.Expect(Channel.Sms, phone);
            Assert.Equal((round, IncidentMarks.None), (town.Incident.Round, town.Incident.Marks));
            await town.FastForwardAsync(TimeSpan.FromSeconds(30));
        }

        town.Phones.Expect(Channel.Sms, TownFile.BossPhone, "Nobody has taken it yet");
        foreach (var pause in new[] { 5, 10, 20, 30, 30 })
        {
            await town.FastForwardAsync(TimeSpan.FromMinutes(pause) - TimeSpan.FromSeconds(1));
            town.Phones.ExpectSilence();
            await town.FastForwardAsync(TimeSpan.FromSeconds(1));
            town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
            Assert.Equal(IncidentMarks.EscalationExhausted, town.Incident.Marks);
        }

        // She presses again twelve minutes later: that is news, and the pauses begin anew.
        await town.FastForwardAsync(TimeSpan.FromMinutes(12));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        await town.FastForwardAsync(TimeSpan.FromMinutes(5));
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);

        await town.DoAsync(_ => new Claim(Town.Boss));
        Assert.Equal(IncidentMarks.None, town.Incident.Marks);
    }

    [Fact]
    public async Task NobodyTakesItForTwoDays_TheJournalHasEveryTelling_AndMemoryTheNewest_AlsoAfterARestart()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient([new EscalationStep([new EscalationTarget(TargetKind.Supervisors, [Channel.Voice])], TimeSpan.FromSeconds(30))], TimeSpan.FromDays(7)) with { Rounds = 1 });
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Voice, TownFile.BossPhone);

        await town.FastForwardAsync(TimeSpan.FromHours(48));

        var requested = await town.FactsAsync<NotificationRequested>();
        Assert.Equal((requested.Count, 33), (town.Incident.NotificationCount, town.Incident.Notifications.Length));
        Assert.InRange(requested.Count, 96, 101);
        town.Phones.ExpectOf(Channel.Sms, TownFile.BossPhone, requested.Count - 1);
        var before = town.Incident;
        await town.RestartAsync();
        Assert.Equivalent(before, town.Incident, strict: true);
        await town.DoAsync(_ => new Claim(Town.Boss));
    }

    [Fact]
    public async Task ResponderOfAnotherArea_IsNeverAsked()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(
            new Area(Town.Centre, new AreaId("far"), null, AreaLevel.Village, "Far", null),
            new Responder(Town.Centre, Town.Guard, "Guard Lu", ResponderRole.PropertyGuard, [new AreaId("far")], [new(Channel.Sms, TownFile.GuardPhone)], Location: null),
            Steps.Patient([new EscalationStep([new EscalationTarget(TargetKind.NearestResponder, [Channel.Sms], Otherwise: new EscalationTarget(TargetKind.Supervisors, [Channel.Sms]))], TimeSpan.FromHours(1))]));

        await town.SayAsync(Town.Pendant, SignalKind.Sos);

        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task PolicyChangedWhileItRuns_TheIncidentKeepsTheOldOne_TheNextGetsTheNew()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient(Steps.ContactThenSupervisor));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        await town.EditAsync(Steps.Patient([new EscalationStep([new EscalationTarget(TargetKind.AllContacts, [Channel.Voice])], TimeSpan.FromHours(9))]));
        await town.FastForwardAsync(TimeSpan.FromSeconds(30));
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);

        await town.SayAsync(Town.OtherPendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Voice, TownFile.OtherDaughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task PeopleTakenOffTheFileWhileItRuns_ItGoesOnWithTheNext()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(Steps.Patient(
        [
            new EscalationStep([new EscalationTarget(TargetKind.NextContact, [Channel.Sms])], TimeSpan.FromSeconds(30)),
            new EscalationStep([new EscalationTarget(TargetKind.NextContact, [Channel.Sms])], TimeSpan.FromSeconds(30)),
            new EscalationStep([new EscalationTarget(TargetKind.Supervisors, [Channel.Sms])], TimeSpan.FromMinutes(10)),
        ]));
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        await town.RemoveAsync(TownFile.Person("daughter", 1, TownFile.Daughter), TownFile.Person("son", 2, TownFile.Son));
        await town.FastForwardAsync(TimeSpan.FromSeconds(30));

        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        Assert.Equal(2, town.Incident.Step);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task PolicyThatWouldReachNobody_IsRefusedWithTheReason_AndNothingOfTheEditIsThere()
    {
        await using var town = await Town.StartAsync();
        var mute = Steps.Patient([new EscalationStep([new EscalationTarget(TargetKind.NamedContact, [], Contact: new ContactId("son"))], TimeSpan.FromSeconds(30))]);
        var edit = new DirectoryEdit(Town.Centre, Actor.System, [mute, TownFile.Person("cousin", 3, "+8610000000011")], []);

        var refused = Assert.IsType<EditResult.Refused>(await town.Engine.EditAsync(edit, CancellationToken.None));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal(EditProblemCode.PolicyReachesNobody, problem.Code);
        Assert.Contains("household other-home", problem.Sentence, StringComparison.Ordinal);
        Assert.Null(town.Engine.Directory.Find(new ContactId("cousin")));
        Assert.Equal(3, town.Engine.Directory.Find(mute.Id)!.Steps.Count);
    }
}
