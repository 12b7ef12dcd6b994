using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Server.Pilot.Demo;

/// <summary>Who serves when in the demo, and how an alarm goes up there.</summary>
internal static class DemoDuty
{
    private static readonly TimeOnly Dawn = new(7, 0);
    private static readonly TimeOnly Dusk = new(19, 0);
    private static readonly TimeOnly Late = new(22, 0);

    private static readonly DayOfWeek[] EveryDay = Enum.GetValues<DayOfWeek>();
    private static readonly DayOfWeek[] Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];
    private static readonly DayOfWeek[] WorkingDays = [.. EveryDay.Except(Weekend)];

    /// <summary>A Monday, so that shifts are handed over on Mondays.</summary>
    private static readonly DateOnly Begins = new(2026, 1, 5);

    /// <summary>Routine notices wait for the morning.</summary>
    public static readonly IReadOnlyList<WeeklyHours> QuietHours = [new(EveryDay, Late, Dawn)];

    /// <summary>When a contact may be told: children always, neighbours while they are up, grandchildren after school and at the weekend.</summary>
    public static IReadOnlyList<WeeklyHours>? HoursOf(int order) => order switch
    {
        2 => [new WeeklyHours(EveryDay, Dawn, Late)],
        3 => [new WeeklyHours(WorkingDays, new TimeOnly(17, 0), Late), new WeeklyHours(Weekend, Dawn, Late)],
        _ => null,
    };

    /// <summary>Operators on call at night, week by week; grid workers by day, doctors and volunteers in turn at night and at the weekend.</summary>
    public static IEnumerable<Rota> Rotas(CentreId centre)
    {
        yield return new Rota(
            centre,
            new RotaId("operators"),
            "夜班话务 Operators on call",
            RotaOf.Operators,
            [
                new Shift(new WeeklyHours(EveryDay, Dawn, Dusk), Begins, [new ShiftTurn(["operator1", "operator2"])]),
                new Shift(new WeeklyHours(EveryDay, Dusk, Dawn), Begins, [new ShiftTurn(["operator1"]), new ShiftTurn(["operator2"])]),
            ],
            []);
        yield return new Rota(
            centre,
            new RotaId("responders"),
            "救助值班 Responders on call",
            RotaOf.Responders,
            [
                new Shift(new WeeklyHours(WorkingDays, Dawn, Dusk), Begins, [new ShiftTurn([.. Enumerable.Range(1, 18).Select(Responder)])]),
                new Shift(new WeeklyHours(WorkingDays, Dusk, Dawn), Begins, [new ShiftTurn(OnCall(16)), new ShiftTurn(OnCall(17))]),
                new Shift(new WeeklyHours([DayOfWeek.Saturday], Dawn, Dawn), Begins, [new ShiftTurn(OnCall(16)), new ShiftTurn(OnCall(17))]),
                new Shift(new WeeklyHours([DayOfWeek.Sunday], Dawn, Dawn), Begins, [new ShiftTurn(OnCall(17)), new ShiftTurn(OnCall(16))]),
            ],
            []);
    }

    /// <summary>The policy that a centre starts with, but that the operator on call is rung before the supervisor when nobody is signed on.</summary>
    public static EscalationPolicy Life(CentreId centre)
    {
        var policy = DefaultPolicies.Life(centre);
        var supervisor = new EscalationTarget(TargetKind.Supervisors, [Channel.Voice]);
        var onCall = new EscalationTarget(TargetKind.OperatorsOnDuty, [Channel.Voice], Otherwise: supervisor);
        var first = policy.Steps[0] with { Targets = [policy.Steps[0].Targets[0] with { Otherwise = onCall }, .. policy.Steps[0].Targets.Skip(1)] };
        return policy with { Steps = [first, .. policy.Steps.Skip(1)] };
    }

    /// <summary>A doctor of the whole county, with the volunteers and the guard.</summary>
    private static string[] OnCall(int doctor) => [Responder(doctor), Responder(18), Responder(19), Responder(20)];

    private static string Responder(int number) => string.Create(CultureInfo.InvariantCulture, $"r{number:00}");
}
