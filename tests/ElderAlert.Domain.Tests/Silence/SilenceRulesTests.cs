using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Silence;
using ElderAlert.Domain.Tests.Incidents;

namespace ElderAlert.Domain.Tests.Silence;

public sealed class SilenceRulesTests
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(15);
    private static readonly OutageLimits Outage = SilencePolicy.Usual(World.Centre).Outage;
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("door", true)]
    [InlineData("door motion", false)]
    [InlineData("door door", true)]
    [InlineData("door wait door", false)]
    [InlineData("door wait door wait", false)]
    [InlineData("door wait door motion", false)]
    [InlineData("door wait call", true)]
    public void Occupancy_AfterDoorsAndMovement_KnowsWhoIsOut(string story, bool isOut)
    {
        var (occupancy, now) = (Occupancy.In, T0);
        foreach (var step in story.Split(' '))
        {
            now += step == "wait" ? TimeSpan.FromHours(2) : TimeSpan.FromMinutes(1);
            occupancy = step switch
            {
                "door" => occupancy.After(SignOfLife.Door, now, Settle),
                "motion" => occupancy.After(SignOfLife.Motion, now, Settle),
                "call" => occupancy.After(SignOfLife.Call, now, Settle),
                _ => occupancy,
            };
        }

        Assert.Equal(isOut, occupancy.IsOut(now + TimeSpan.FromMinutes(20), Settle));
    }

    /// <summary>What has the id of a signal before it is dropped as the same.</summary>
    [Theory]
    [InlineData(12)]
    [InlineData(24)]
    [InlineData(36)]
    public void BatteryLow_EachReminder_IsASignalOfItsOwn(int hours)
    {
        var device = new Device(World.Centre, new DeviceId("d1"), World.Home, DeviceType.Pendant);
        var again = TimeSpan.FromHours(hours);

        var ids = Enumerable.Range(0, 8).Select(i => WatchSignals.BatteryLow(device, T0, T0 + (i * again), again).Id).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    /// <summary>Its sensors were lost, the server was away for a part of that time: the silence is shorter by the whole time, and by no more.</summary>
    [Fact]
    public void Pause_TheServerWasAwayWhileTheHomeWasBlind_CountsOnce()
    {
        var home = new HomeWatch(World.Home) { LastSignAt = T0, SilentFrom = T0, BlindSince = T0.AddHours(1) };

        var after = home.Pause(TimeSpan.FromHours(6)).SeesAgain(T0.AddHours(9));

        Assert.Equal(T0.AddHours(8), after.SilentFrom);
        Assert.Null(after.BlindSince);
    }

    [Theory]
    [InlineData(10, 5, 5)]
    [InlineData(10, 4, 0)]
    [InlineData(2, 2, 0)]
    [InlineData(3, 3, 3)]
    public void Outage_ShareOfHomesSilentTogether_DependsOnTheLimits(int homes, int silent, int expected)
    {
        var lines = Enumerable.Range(0, homes).Select(i => new HomeLine(new HouseholdId($"h{i}"), i < silent ? T0.AddMinutes(i) : null)).ToList();

        Assert.Equal(expected, OutageRule.Find(lines, Outage, T0.AddMinutes(30)).Count);
    }

    [Fact]
    public void Outage_HomesDarkForDays_AreNoPartOfIt()
    {
        HomeLine[] lines =
        [
            new(new HouseholdId("old-1"), T0.AddDays(-2)),
            new(new HouseholdId("old-2"), T0.AddDays(-3)),
            new(new HouseholdId("a"), T0),
            new(new HouseholdId("b"), T0.AddMinutes(2)),
            new(new HouseholdId("c"), T0.AddMinutes(4)),
            new(new HouseholdId("d"), null),
        ];

        Assert.Equal(["a", "b", "c"], OutageRule.Find(lines, Outage, T0.AddHours(1)).Select(h => h.Value));
    }

    [Fact]
    public void SignReader_RadarThatGoesOnSeeingSomebody_IsNoSignOfLife()
    {
        var seen = new Dictionary<string, double> { ["presence"] = 1 };

        Assert.Null(SignReader.Of(seen, seen));
        Assert.Equal(SignOfLife.Motion, SignReader.Of(seen, new Dictionary<string, double> { ["presence"] = 0 }));
    }

    [Theory]
    [InlineData("2026-11-20", "2026-11-22", "resident", null)]
    [InlineData("2026-11-23", "2026-11-22", null, AbsenceProblem.EndsBeforeStart)]
    [InlineData("2026-11-20", "2027-06-01", null, AbsenceProblem.TooLong)]
    [InlineData("2026-11-30", "2026-12-03", null, AbsenceProblem.Overlaps)]
    [InlineData("2026-11-30", "2026-12-03", "other", null)]
    [InlineData("2026-12-05", "2026-12-06", "stranger", AbsenceProblem.ForeignResident)]
    public void Absence_ThatCannotBe_IsRefusedWithItsReason(string from, string to, string? resident, AbsenceProblem? expected)
    {
        Resident[] residents = [Person("resident"), Person("other")];
        var other = Away("a1", "2026-12-01", "2026-12-04", "resident");

        Assert.Equal(expected, AbsenceRules.Check(Away("a2", from, to, resident), [other], residents, TimeSpan.FromDays(90))?.Problem);
    }

    [Theory]
    [InlineData(5, CheckInOutcome.Pending)]
    [InlineData(59, CheckInOutcome.Pending)]
    [InlineData(60, CheckInOutcome.Missed)]
    public void CheckIn_WithoutASign_IsMissedWhenTheGraceIsOver(int minutes, CheckInOutcome expected)
    {
        var day = Assert.Single(CheckInRules.On(Person("resident", Nine), new DateOnly(2026, 11, 21), Shanghai));

        Assert.Equal(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero), day.DueAt);
        Assert.Equal(expected, CheckInRules.Judge(day, new HomeWatch(World.Home), [], DateTimeOffset.MinValue, day.DueAt.AddMinutes(minutes - 60)));
    }

    [Theory]
    [InlineData(SignOfLife.Button, CheckInOutcome.Seen)]
    [InlineData(SignOfLife.Call, CheckInOutcome.Seen)]
    [InlineData(SignOfLife.Motion, CheckInOutcome.Missed)]
    public void CheckIn_WithASign_CountsWhatThePlanSays(SignOfLife sign, CheckInOutcome expected)
    {
        var day = CheckInRules.On(Person("resident", Nine), new DateOnly(2026, 11, 21), Shanghai).Single();
        var home = new HomeWatch(World.Home).After(sign, day.OpensAt.AddMinutes(1), doorTells: true, Settle);

        Assert.Equal(expected, CheckInRules.Judge(day, home, [], DateTimeOffset.MinValue, day.DueAt));
    }

    [Fact]
    public void CheckIn_ServerWasAway_GraceCountsOnceMore()
    {
        var day = CheckInRules.On(Person("resident", Nine), new DateOnly(2026, 11, 21), Shanghai).Single();
        var back = day.DueAt.AddMinutes(-5);

        Assert.Equal(CheckInOutcome.Pending, CheckInRules.Judge(day, new HomeWatch(World.Home), [], back, back.AddMinutes(59)));
        Assert.Equal(CheckInOutcome.Missed, CheckInRules.Judge(day, new HomeWatch(World.Home), [], back, back.AddMinutes(60)));
    }

    private static ResidentPlan Nine => new([new CheckIn(new TimeOnly(9, 0), TimeSpan.FromHours(1), TimeSpan.FromHours(1), [SignOfLife.Button])]);

    private static Resident Person(string id, ResidentPlan? plan = null) =>
        new(World.Centre, new ResidentId(id), World.Home, id, null, 1, LivesAlone: true, [], plan);

    private static Absence Away(string id, string from, string to, string? resident) => new(
        World.Centre, new AbsenceId(id), World.Home, resident is null ? null : new ResidentId(resident), AbsenceReason.Visit, Date(from), Date(to));

    private static DateTimeOffset Date(string date) => new(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.MinValue, TimeSpan.Zero);
}
