using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;

namespace ElderAlert.Scenarios;

/// <summary>Danger, alert, push, rescue, follow-up: whole alarms as the people in them see them.</summary>
public sealed class ClosedLoopTests
{
    [Fact]
    public async Task Fall_FromTheRadarToTheCallBack()
    {
        await using var town = await Town.StartAsync();

        var receipt = await town.SayAsync(Town.Radar, SignalKind.Fall, 0.93);
        Assert.Equal(SignalFate.Opened, receipt.Fate);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter, "Chen Guiying");

        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.DoAsync(_ => new TryVoiceContact(Town.Wang, Reached: false, null));
        await town.DoAsync(c => new Dispatch(Town.Wang, Town.Guard, c.Roster));
        town.Phones.Expect(Channel.Sms, TownFile.GuardPhone, "Lane 3 No. 7");

        await town.DoAsync(_ => new Acknowledge(new RecipientRef(RecipientKind.Contact, "daughter"), "link", 25));
        await town.DoAsync(_ => new StartEnRoute(new Actor(ActorKind.Responder, "guard"), Town.Guard, 8));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter, "Guard Lu");

        await town.FastForwardAsync(TimeSpan.FromMinutes(8));
        await town.DoAsync(_ => new ArriveOnScene(new Actor(ActorKind.Responder, "guard"), Town.Guard));
        await town.DoAsync(_ => new Resolve(Town.Wang, Resolution.Helped, "helped up, no injury"));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        await town.FastForwardAsync(TimeSpan.FromMinutes(5));
        await town.DoAsync(_ => new RecordFollowUp(Town.Wang, FollowUpResult.Well, 5, "grateful"));
        var closed = await town.DoAsync(_ => new Close(Town.Wang));

        Assert.Equal(IncidentState.Closed, closed.State);
        Assert.Empty(await town.Journal.VerifyAsync(CancellationToken.None));
        Assert.Equivalent(closed, await town.Engine.FindAsync(Town.Centre, closed.Id, CancellationToken.None), strict: true);
    }

    [Fact]
    public async Task Nobody_Claims_SupervisorThenEverybodyAndThePhone()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        await town.FastForwardAsync(TimeSpan.FromSeconds(29));
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(TimeSpan.FromSeconds(1));
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);

        // The provider never said "delivered": the next relative is told and the first one called.
        town.Phones.Expect(Channel.Sms, TownFile.Son);
        town.Phones.Expect(Channel.Voice, TownFile.Daughter);

        await town.FastForwardAsync(TimeSpan.FromSeconds(30));
        town.Phones.Expect(Channel.Voice, TownFile.Son);
        town.Phones.Expect(Channel.Voice, TownFile.BossPhone);
        town.Phones.Expect(Channel.Sms, TownFile.GuardPhone);
        town.Phones.Expect(Channel.Voice, TownFile.GuardPhone);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task Redelivery_OfTheSameSignal_ChangesNothing()
    {
        await using var town = await Town.StartAsync();
        var first = await town.SayAsync(Town.Pendant, SignalKind.Sos, id: "boot-7");
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
        var before = town.Incident;

        var again = await town.SayAsync(Town.Pendant, SignalKind.Sos, id: "boot-7");

        Assert.Equal((SignalFate.Duplicate, first.Incident), (again.Fate, again.Incident));
        Assert.Same(before, town.Incident);
    }

    [Fact]
    public async Task TwoSensorsOfOneHome_OneIncident_AnotherHomeItsOwn()
    {
        await using var town = await Town.StartAsync();
        var fall = await town.SayAsync(Town.Radar, SignalKind.Fall, 0.8);
        var press = await town.SayAsync(Town.Pendant, SignalKind.Sos);
        var elsewhere = await town.SayAsync(Town.OtherPendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        town.Phones.Expect(Channel.Sms, TownFile.OtherDaughter);

        Assert.Equal(fall.Incident, press.Incident);
        Assert.NotEqual(fall.Incident, elsewhere.Incident);
        Assert.Equal(SignalFate.Opened, elsewhere.Fate);
        Assert.Equal(2, town.Engine.OpenIncidents(Town.Centre).Count);
    }

    [Fact]
    public async Task BatteryLow_WakesNobody_AndNeverSharesTheQueueOfLife()
    {
        await using var town = await Town.StartAsync();
        var battery = await town.SayAsync(Town.Pendant, SignalKind.BatteryLow);
        var sos = await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        Assert.NotEqual(battery.Incident, sos.Incident);
        Assert.Equal([Lane.Life, Lane.Technical], town.Engine.OpenIncidents(Town.Centre).Select(i => i.Lane).Order());
    }

    [Fact]
    public async Task UnknownDevice_IsToldApart()
    {
        await using var town = await Town.StartAsync();

        Assert.Equal(SignalFate.UnknownDevice, (await town.SayAsync(new DeviceId("nobody"), SignalKind.Sos)).Fate);
    }

    [Fact]
    public async Task SameRequestTwice_IsCarriedOutOnce()
    {
        await using var town = await Town.StartAsync();
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));

        var first = await town.DoAsync(_ => new AddNote(Town.Wang, "calling"), requestId: "r1");
        var second = await town.DoAsync(_ => new AddNote(Town.Wang, "calling"), requestId: "r1");

        Assert.Equal(first.Position, second.Position);
    }
}
