using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Engine.Tests.Directory;

/// <summary>What cannot be: each is refused with its code and a sentence.</summary>
public sealed class DutyRulesTests
{
    private static readonly Shift Night = DutyFile.Rota.Shifts[0];
    private static readonly RotaOverride Swap = new(At(1), At(3), ["chief"]);
    private static readonly EscalationTarget OnlyContact = new(TargetKind.NextContact, [Channel.Voice]);

    private readonly DirectoryIndex _index = DirectoryIndex.Empty.With(DutyFile.Items, []);

    public static TheoryData<DirectoryItem, EditProblemCode, string> BadItems() => new()
    {
        { DutyFile.Hotline with { TimeZone = "Mars/Olympus" }, EditProblemCode.UnknownTimeZone, "Mars/Olympus" },
        { DutyFile.Hotline with { QuietHours = [WeeklyHours.Always()] }, EditProblemCode.HoursImpossible, "never end" },
        { DutyFile.Hotline with { QuietHours = [DutyFile.Days, DutyFile.Nights] }, EditProblemCode.HoursImpossible, "never end" },
        { DutyFile.Hotline with { QuietHours = [DutyFile.Days with { Days = [] }] }, EditProblemCode.HoursImpossible, "no weekday" },
        { DutyFile.Daughter with { Methods = DutyFile.Unverified }, EditProblemCode.NumberNotVerified, "no verified number" },
        { DutyFile.Daughter with { Methods = [] }, EditProblemCode.NumberNotVerified, "no verified number" },
        { DutyFile.Daughter with { Hours = [DutyFile.Days with { Days = [] }] }, EditProblemCode.HoursImpossible, "no weekday" },
        { DutyFile.Person("boss", OperatorRole.Supervisor) with { Methods = DutyFile.Unverified }, EditProblemCode.NumberNotVerified, "no verified number" },
        { DutyFile.Town with { Parent = DutyFile.Town.Id }, EditProblemCode.AreaCircle, "lead back to itself" },
        { DutyFile.Rota with { Shifts = [] }, EditProblemCode.HoursImpossible, "at least one shift" },
        { DutyFile.Rota with { Shifts = [Night, Night with { Hours = DutyFile.Days with { From = new TimeOnly(7, 0) } }] }, EditProblemCode.ShiftsOverlap, "shifts 1 and 2" },
        { DutyFile.Rota with { Shifts = [Night with { Turns = [new ShiftTurn([])] }] }, EditProblemCode.HoursImpossible, "needs somebody" },
        { DutyFile.Rota with { Shifts = [Night with { Turns = [new ShiftTurn(["ghost"])] }] }, EditProblemCode.HoursImpossible, "ghost is not on file" },
        { DutyFile.Rota with { Overrides = [Swap, Swap with { From = At(2), To = At(9) }] }, EditProblemCode.ShiftsOverlap, "exceptions 1 and 2" },
        { DutyFile.Rota with { Overrides = [Swap with { To = At(1) }] }, EditProblemCode.HoursImpossible, "end after it begins" },
        { DutyFile.Policy with { Steps = [] }, EditProblemCode.PolicyImpossible, "at least one step" },
        { DutyFile.Policy with { Rounds = 0 }, EditProblemCode.PolicyImpossible, "one round" },
        { DutyFile.Policy with { Rounds = 1_000_000 }, EditProblemCode.PolicyImpossible, "at most 100" },
        { Of(OnlyContact, TimeSpan.Zero), EditProblemCode.PolicyImpossible, "longer than zero" },
        { Of(OnlyContact, TimeSpan.MaxValue), EditProblemCode.PolicyImpossible, "at most a year" },
        { DutyFile.Policy with { Times = DutyFile.Policy.Times with { FollowUp = TimeSpan.MaxValue } }, EditProblemCode.PolicyImpossible, "at most a year" },
        { DutyFile.Policy with { Signals = SignalTimes.Default with { NoMotion = TimeSpan.FromDays(4_000_000) } }, EditProblemCode.PolicyImpossible, "at most a year" },
        { DutyFile.Policy with { Times = DutyFile.Policy.Times with { EnRoute = TimeSpan.Zero } }, EditProblemCode.PolicyImpossible, "longer than zero" },
        { DutyFile.Policy with { Steps = [new EscalationStep([], TimeSpan.FromSeconds(1))] }, EditProblemCode.PolicyImpossible, "step 1 tells nobody" },
        { Of(new EscalationTarget(TargetKind.NamedContact, [])), EditProblemCode.PolicyImpossible, "needs the contact's id" },
        { Of(new EscalationTarget(TargetKind.NamedContact, [], Contact: new ContactId("ghost"))), EditProblemCode.PolicyImpossible, "contact ghost is not on file" },
        { Of(new EscalationTarget(TargetKind.OutsideLine, [], Line: "one two zero")), EditProblemCode.PolicyImpossible, "short number" },
        { Of(OnlyContact with { Otherwise = OnlyContact with { Most = 0 } }), EditProblemCode.PolicyImpossible, "at least one person" },
        { Of(new EscalationTarget(TargetKind.NearestResponder, [], WithinM: -1)), EditProblemCode.PolicyImpossible, "more than zero metres" },
        { Of(new EscalationTarget(TargetKind.OperatorsOnDuty, [])), EditProblemCode.PolicyReachesNobody, "would reach nobody" },
        { Of(new EscalationTarget(TargetKind.OutsideLine, [], Line: "120")), EditProblemCode.PolicyReachesNobody, "would reach nobody" },
    };

    [Theory]
    [MemberData(nameof(BadItems))]
    public void Check_WhatCannotBe_IsRefusedWithItsCodeAndASentence(DirectoryItem item, EditProblemCode code, string sentence)
    {
        var problem = Assert.Single(Problems([item], []));

        Assert.Equal(code, problem.Code);
        Assert.Contains(sentence, problem.Sentence, StringComparison.Ordinal);
        Assert.StartsWith($"{item.GetType().Name} {item.Key}: ", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_TheFileItself_IsInOrder() => Assert.Empty(Problems(DutyFile.Items, []));

    [Fact]
    public void Check_PolicyForAHomeWithoutContacts_NamesTheHome()
    {
        var lonely = new Household(DutyFile.Centre, new HouseholdId("lonely"), DutyFile.Town.Id, "Wu", "Lane 9", null, null, null);

        var problem = Assert.Single(Problems([lonely, Of(OnlyContact)], []));

        Assert.Equal(EditProblemCode.PolicyReachesNobody, problem.Code);
        Assert.Contains("household lonely", problem.Sentence, StringComparison.Ordinal);
        Assert.Empty(Problems([lonely, Of(OnlyContact with { Otherwise = new EscalationTarget(TargetKind.NearestResponder, []) })], []));
    }

    [Fact]
    public void Check_TwoAreasInEachOther_AreACircle()
    {
        var village = new Area(DutyFile.Centre, new AreaId("village"), DutyFile.Town.Id, AreaLevel.Village, "V", null);

        Assert.All(Problems([village, DutyFile.Town with { Parent = village.Id }], []), p => Assert.Equal(EditProblemCode.AreaCircle, p.Code));
        Assert.Equal(2, Problems([village, DutyFile.Town with { Parent = village.Id }], []).Count);
    }

    [Fact]
    public void Check_RemovingSomebodyOnWhomARotaCounts_IsRefused()
    {
        var problem = Assert.Single(Problems([], [_index.Find(new OperatorId("boss"))!]));

        Assert.Equal(EditProblemCode.StillNeeded, problem.Code);
        Assert.Contains("rota night", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_RemovingAContactThatAPolicyNames_IsRefused()
    {
        var index = _index.With([Of(new EscalationTarget(TargetKind.NamedContact, [], Contact: DutyFile.Daughter.Id))], []);
        var edit = new DirectoryEdit(DutyFile.Centre, Actor.System, [], [DutyFile.Daughter]);

        var problem = Assert.Single(DirectoryRules.Check(index, index.With([], [DutyFile.Daughter]), edit));

        Assert.Equal(EditProblemCode.StillNeeded, problem.Code);
    }

    private static EscalationPolicy Of(EscalationTarget target, TimeSpan? wait = null) =>
        DutyFile.Policy with { Steps = [new EscalationStep([target], wait ?? TimeSpan.FromSeconds(30))] };

    private static DateTimeOffset At(int hour) => new(2026, 11, 23, hour, 0, 0, TimeSpan.Zero);

    private IReadOnlyList<EditProblem> Problems(DirectoryItem[] upserts, DirectoryItem[] deletes) =>
        DirectoryRules.Check(_index, _index.With(upserts, deletes), new DirectoryEdit(DutyFile.Centre, Actor.System, upserts, deletes));
}
