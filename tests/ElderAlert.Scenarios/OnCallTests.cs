using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Scenarios;

/// <summary>Who is told when people sleep, take turns, or are not at their consoles. It is Saturday, 14:00 in the town.</summary>
public sealed class OnCallTests
{
    private const string DeputyPhone = "+8610000000009";
    private static readonly TimeOnly Morning = new(7, 0);
    private static readonly TimeOnly Evening = new(22, 0);
    private static readonly WeeklyHours Waking = new(Enum.GetValues<DayOfWeek>(), Morning, Evening);
    private static readonly TimeSpan UntilOneAtNight = TimeSpan.FromHours(11);

    [Fact]
    public async Task Night_TheDaughterSleeps_TheSonIsTold_AndSheIsWokenWhenNobodyTakesIt()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(TownFile.Person("daughter", 1, TownFile.Daughter) with { Hours = [Waking] }, Patient(Steps.ContactThenSupervisor));
        await town.SleepAsync(UntilOneAtNight);

        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Son);

        await town.FastForwardAsync(TimeSpan.FromSeconds(30));
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        await town.FastForwardAsync(TimeSpan.FromSeconds(29));
        town.Phones.ExpectSilence();

        await town.FastForwardAsync(TimeSpan.FromSeconds(1));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task NobodyIsAwakeAndNobodySignedOn_EverybodyIsWokenAtOnce()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(
            TownFile.Person("daughter", 1, TownFile.Daughter) with { Hours = [Waking] },
            TownFile.Person("son", 2, TownFile.Son) with { Hours = [Waking] },
            Patient([new EscalationStep([new EscalationTarget(TargetKind.AllContacts, [Channel.Voice])], TimeSpan.FromMinutes(10))]));
        await town.SleepAsync(UntilOneAtNight);

        await town.SayAsync(Town.Pendant, SignalKind.Sos);

        town.Phones.Expect(Channel.Voice, TownFile.Daughter);
        town.Phones.Expect(Channel.Voice, TownFile.Son);
        await town.DoAsync(_ => new Claim(Town.Wang));
    }

    [Fact]
    public async Task SupervisorsTakeTurns_TheOneWhoseWeekItIsIsTold_AndTheSwapIsKnown()
    {
        await using var town = await Town.StartAsync();
        var swap = town.Clock.GetUtcNow().AddDays(7);
        await town.EditAsync(
            new Operator(Town.Centre, new OperatorId("deputy"), "Deputy", OperatorRole.Supervisor, "-", [new(Channel.Sms, DeputyPhone)]),
            new Rota(
                Town.Centre,
                new RotaId("supervisors"),
                "Supervisors",
                RotaOf.Operators,
                [new Shift(WeeklyHours.Always(), new DateOnly(2026, 11, 16), [new ShiftTurn(["boss"]), new ShiftTurn(["deputy"])])],
                [new RotaOverride(swap.AddHours(-1), swap.AddHours(1), ["boss"])]),
            Patient([new EscalationStep([new EscalationTarget(TargetKind.Supervisors, [Channel.Sms])], TimeSpan.FromHours(1))]));

        await ExpectAlarmAtAsync(TownFile.BossPhone);
        await town.SleepAsync(TimeSpan.FromDays(3));
        await ExpectAlarmAtAsync(DeputyPhone);
        await town.SleepAsync(swap - town.Clock.GetUtcNow());
        await ExpectAlarmAtAsync(TownFile.BossPhone);

        async Task ExpectAlarmAtAsync(string phone)
        {
            await town.SayAsync(Town.Pendant, SignalKind.Sos);
            town.Phones.Expect(Channel.Sms, phone);
            await town.DoAsync(_ => new Claim(Town.Wang));
            await town.DoAsync(_ => new TryVoiceContact(Town.Wang, Reached: true, null));
            await town.DoAsync(_ => new Resolve(Town.Wang, Resolution.FalseAlarm, null));
            await town.DoAsync(_ => new RecordFollowUp(Town.Wang, FollowUpResult.Well, null, null));
            await town.DoAsync(_ => new Close(Town.Wang));
        }
    }

    [Fact]
    public async Task OperatorOnCallAtHome_IsRungByPhone()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(
            new Operator(Town.Centre, new OperatorId("wang"), "Operator Wang", OperatorRole.Operator, "-", [new(Channel.Voice, DeputyPhone)], Language.English),
            new Rota(Town.Centre, new RotaId("nights"), "Nights", RotaOf.Operators, [new Shift(WeeklyHours.Always(), new DateOnly(2026, 11, 16), [new ShiftTurn(["wang"])])], []),
            Patient([new EscalationStep([new EscalationTarget(TargetKind.OperatorsOnDuty, [Channel.Voice]), new EscalationTarget(TargetKind.Supervisors, [Channel.Sms])], TimeSpan.FromHours(1))]));

        await town.SayAsync(Town.Pendant, SignalKind.Sos);

        town.Phones.Expect(Channel.Voice, DeputyPhone);
        town.Phones.Expect(Channel.Sms, TownFile.BossPhone);
        var taken = await town.DoAsync(_ => new Acknowledge(new RecipientRef(RecipientKind.Operator, "wang"), "voice", null));
        Assert.Equal("wang", taken.AcknowledgedBy?.Id);
    }

    [Fact]
    public async Task QuietHours_ABatteryNoticeWaitsForTheMorning_AnSosDoesNot()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(
            new Centre(Town.Centre, "96345", "96345", null, "Asia/Shanghai", [new WeeklyHours(Enum.GetValues<DayOfWeek>(), Evening, Morning)]),
            DefaultPolicies.Technical(Town.Centre) with
            {
                Steps = [new EscalationStep([new EscalationTarget(TargetKind.NextContact, [Channel.Sms])], TimeSpan.FromHours(20))],
            },
            Patient(Steps.ContactThenSupervisor));
        await town.SleepAsync(UntilOneAtNight);

        await town.SayAsync(Town.Radar, SignalKind.BatteryLow);
        await town.FastForwardAsync(TimeSpan.FromSeconds(1));
        town.Phones.ExpectSilence();
        await town.SayAsync(Town.Pendant, SignalKind.Sos);
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
        await town.DoAsync(_ => new Claim(Town.Wang));
        await town.DoAsync(_ => new TryVoiceContact(Town.Wang, Reached: true, null));
        await town.DoAsync(_ => new Resolve(Town.Wang, Resolution.FalseAlarm, null));
        town.Phones.Expect(Channel.Sms, TownFile.Daughter);

        await TurnTo(town, Morning, before: TimeSpan.FromSeconds(1));
        town.Phones.ExpectSilence();
        await town.FastForwardAsync(TimeSpan.FromSeconds(2));

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
    }

    [Fact]
    public async Task QuietHours_RestartInTheNight_TheHeldNoticeStillWaits()
    {
        await using var town = await Town.StartAsync();
        await town.EditAsync(
            new Centre(Town.Centre, "96345", "96345", null, "Asia/Shanghai", [new WeeklyHours(Enum.GetValues<DayOfWeek>(), Evening, Morning)]),
            DefaultPolicies.Technical(Town.Centre) with
            {
                Steps = [new EscalationStep([new EscalationTarget(TargetKind.NextContact, [Channel.Sms])], TimeSpan.FromHours(20))],
            });
        await town.SleepAsync(UntilOneAtNight);
        await town.SayAsync(Town.Radar, SignalKind.BatteryLow);

        await town.RestartAsync(meanwhile: TimeSpan.FromMinutes(10));
        town.Phones.ExpectSilence();
        await TurnTo(town, Morning, before: TimeSpan.Zero);
        await town.FastForwardAsync(TimeSpan.FromSeconds(1));

        town.Phones.Expect(Channel.Sms, TownFile.Daughter);
    }

    private static EscalationPolicy Patient(IReadOnlyList<EscalationStep> steps) => Steps.Patient(steps);

    private static async Task TurnTo(Town town, TimeOnly wall, TimeSpan before)
    {
        var local = town.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        var target = new DateTimeOffset(DateOnly.FromDateTime(local.DateTime).ToDateTime(wall), local.Offset) - before;
        await town.SleepAsync(target - town.Clock.GetUtcNow());
        await town.SettleAsync();
    }
}
