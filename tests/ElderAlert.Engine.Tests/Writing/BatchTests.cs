using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
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
        var before = batch.RosterOf(DutyFile.Home);
        Assert.Equal(live.Directory.RosterOf(DutyFile.Home, Night).All, before.All);
        Assert.Same(before.Supervisors, batch.RosterOf(DutyFile.Home).Supervisors);

        var chief = DutyFile.Person("chief", OperatorRole.Supervisor);
        var after = live.Directory.With([], [chief]);
        batch.AddEdit(new DirectoryEdit(DutyFile.Centre, Actor.System, [], [chief]), after);

        Assert.Equal(after.RosterOf(DutyFile.Home, Night).All, batch.RosterOf(DutyFile.Home).All);
        Assert.Equal(["boss", "deputy"], batch.RosterOf(DutyFile.Home).Supervisors.Select(s => s.Ref.Id));
    }
}
