using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Tests.Directory;
using ElderAlert.Engine.Writing;

namespace ElderAlert.Engine.Tests.Writing;

public sealed class BatchTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    /// <summary>The centre's part of a roster is worked out once, and anew when the batch has changed the file.</summary>
    [Fact]
    public void RosterOf_AfterAnEditInTheSameBatch_IsOfTheEditedFile()
    {
        var live = new LiveState();
        live.Load(new JournalSnapshot(new Dictionary<CentreId, long>(), DutyFile.Items, []));
        var batch = new Batch(live, Night, works: 2);
        var before = batch.RosterOf(DutyFile.Centre, DutyFile.Home);
        Assert.Equal(live.Directory.RosterOf(DutyFile.Centre, DutyFile.Home, Night).All, before.All);
        Assert.Same(before.Supervisors, batch.RosterOf(DutyFile.Centre, DutyFile.Home).Supervisors);

        var chief = DutyFile.Person("chief", OperatorRole.Supervisor);
        var after = live.Directory.With([], [chief]);
        batch.AddEdit(new DirectoryEdit(DutyFile.Centre, Actor.System, [], [chief]), after);

        Assert.Equal(after.RosterOf(DutyFile.Centre, DutyFile.Home, Night).All, batch.RosterOf(DutyFile.Centre, DutyFile.Home).All);
        Assert.Equal(["boss", "deputy"], batch.RosterOf(DutyFile.Centre, DutyFile.Home).Supervisors.Select(s => s.Ref.Id));
    }

    /// <summary>What is worked out once for a centre is not another centre's.</summary>
    [Fact]
    public void RosterOf_HomesOfTwoCentresInOneBatch_EachHasItsOwnStaff()
    {
        var other = new CentreId("other");
        var farAway = new HouseholdId("far-away");
        var live = new LiveState();
        live.Load(new JournalSnapshot(
            new Dictionary<CentreId, long>(),
            [
                .. DutyFile.Items,
                DutyFile.Hotline with { Id = other },
                new Household(other, farAway, DutyFile.Town.Id, "Wu", "Lane 4", null, null, null),
                DutyFile.Person("head", OperatorRole.Supervisor) with { Centre = other },
            ],
            []));
        live.Consoles.CountFrom(Night);
        live.Consoles.SignOn(other, new OperatorId("head"), Night);
        var batch = new Batch(live, Night, works: 3);

        var (here, there, again) = (batch.RosterOf(DutyFile.Centre, DutyFile.Home), batch.RosterOf(other, farAway), batch.RosterOf(DutyFile.Centre, DutyFile.Home));

        Assert.Equal(["boss", "chief", "deputy"], here.Supervisors.Select(s => s.Ref.Id));
        Assert.Equal(["head"], there.Supervisors.Select(s => s.Ref.Id));
        Assert.Equal(here.All, again.All);
        Assert.Equal((false, true, false), (here.HasOperators, there.HasOperators, again.HasOperators));
    }

    /// <summary>A call-back for yesterday's danger and a press in today's may come in the same moment.</summary>
    [Fact]
    public void FindActive_AnEarlierIncidentOfTheHomeIsTouched_TheActiveOneIsStillFound()
    {
        var live = new LiveState();
        live.Load(new JournalSnapshot(new Dictionary<CentreId, long>(), DutyFile.Items, []));
        var (earlier, active) = (new IncidentId("earlier"), new IncidentId("active"));
        var yesterday = new Batch(live, Night.AddDays(-1), works: 1);
        yesterday.Add(yesterday.Add(before: null, earlier, DutyFile.Centre, [Opened()]), earlier, DutyFile.Centre, [new IncidentResolved(Actor.System, Resolution.Helped, null)]);
        live.Take(yesterday);
        var today = new Batch(live, Night, works: 1);
        today.Add(before: null, active, DutyFile.Centre, [Opened()]);
        live.Take(today);

        var batch = new Batch(live, Night, works: 2);
        batch.Add(batch.Find(earlier), earlier, DutyFile.Centre, [new FollowUpRecorded(Actor.System, FollowUpResult.Well, null, null)]);

        Assert.Equal(active, batch.FindActive(DutyFile.Home, Lane.Life)?.Id);
        Assert.Equal(active, batch.FindLatest(DutyFile.Home, Lane.Life)?.Id);
    }

    private static IncidentOpened Opened() => new(
        DutyFile.Home, Lane.Life, SignalKind.Sos, new PriorityAssessment(Priority.High, [PriorityReason.Kind]), DutyFile.Policy, Signal: null, Actor.System, Note: null);
}
