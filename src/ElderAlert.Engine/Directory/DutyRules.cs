using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Duty;

namespace ElderAlert.Engine.Directory;

/// <summary>What rotas, hours and numbers must be, to be put on file.</summary>
internal static class DutyRules
{
    public static IEnumerable<EditProblem> Check(DirectoryIndex after, DirectoryItem item) => item switch
    {
        Centre c => CheckCentre(c),
        Contact c => Verified(c.Methods).Concat(Hours(c.Hours, "hours")),
        Responder { Methods.Count: > 0 } r => Verified(r.Methods),
        Operator { Methods.Count: > 0 } o => Verified(o.Methods),
        Rota r => CheckRota(after, r),
        _ => [],
    };

    private static IEnumerable<EditProblem> CheckCentre(Centre centre)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(centre.TimeZone, out _))
        {
            yield return new EditProblem(EditProblemCode.UnknownTimeZone, $"\"{centre.TimeZone}\" is not an IANA time zone such as Asia/Shanghai");
        }

        foreach (var problem in Hours(centre.QuietHours, "quiet hours"))
        {
            yield return problem;
        }

        if (centre.QuietHours is { Count: > 0 } quiet && quiet.All(q => q.Days.Count > 0) && !End(quiet))
        {
            yield return new EditProblem(EditProblemCode.HoursImpossible, "the quiet hours never end");
        }
    }

    /// <summary>Whether some window's end lies in no other window.</summary>
    private static bool End(IReadOnlyList<WeeklyHours> hours) => hours
        .SelectMany(h => h.Days, (h, day) => h.EndsAt(At(day, h.From)))
        .OfType<DateTime>()
        .Any(end => !hours.Any(h => h.Covers(new DateTimeOffset(end, TimeSpan.Zero))));

    /// <summary>A day of that name in a week without a change of clocks.</summary>
    private static DateTimeOffset At(DayOfWeek day, TimeOnly time) => new(new DateOnly(2026, 11, 1).AddDays((int)day), time, TimeSpan.Zero);

    private static IEnumerable<EditProblem> Verified(IReadOnlyList<ContactMethod> methods) => methods.Any(m => m.IsVerified)
        ? []
        : [new EditProblem(EditProblemCode.NumberNotVerified, "has no verified number: reach the person at one first, then put them on file")];

    private static IEnumerable<EditProblem> Hours(IReadOnlyList<WeeklyHours>? hours, string what) => hours?.Any(h => h.Days.Count == 0) is true
        ? [new EditProblem(EditProblemCode.HoursImpossible, $"a window of the {what} names no weekday")]
        : [];

    private static IEnumerable<EditProblem> CheckRota(DirectoryIndex after, Rota rota)
    {
        foreach (var problem in Shape(rota).Concat(rota.Members.Where(id => !IsOnFile(after, rota, id)).Select(id => $"{id} is not on file among the {rota.Of}")))
        {
            yield return new EditProblem(EditProblemCode.HoursImpossible, problem);
        }

        foreach (var (first, second) in Pairs(rota.Shifts).Where(p => p.First.Hours.Overlaps(p.Second.Hours)))
        {
            yield return new EditProblem(EditProblemCode.ShiftsOverlap, $"shifts {first + 1} and {second + 1} are at the same time; people who serve together share a turn");
        }

        foreach (var (first, second) in Pairs(rota.Overrides).Where(p => p.First.From < p.Second.To && p.Second.From < p.First.To))
        {
            yield return new EditProblem(EditProblemCode.ShiftsOverlap, $"exceptions {first + 1} and {second + 1} are at the same time");
        }
    }

    private static IEnumerable<string> Shape(Rota rota)
    {
        if (rota.Shifts.Count == 0)
        {
            yield return "a rota needs at least one shift";
        }

        if (rota.Shifts.Any(s => s.Hours.Days.Count == 0))
        {
            yield return "a shift names no weekday";
        }

        if (rota.Shifts.Any(s => s.Turns.Count == 0 || s.Turns.Any(t => t.Members.Count == 0)) || rota.Overrides.Any(o => o.Members.Count == 0))
        {
            yield return "each turn and each exception needs somebody";
        }

        if (rota.Overrides.Any(o => o.To <= o.From))
        {
            yield return "an exception must end after it begins";
        }
    }

    private static bool IsOnFile(DirectoryIndex after, Rota rota, string id) => rota.Of switch
    {
        RotaOf.Operators => after.Find(new OperatorId(id))?.Centre == rota.Centre,
        RotaOf.Responders => after.Find(new ResponderId(id))?.Centre == rota.Centre,
        _ => throw new ArgumentOutOfRangeException(nameof(rota), rota.Of, "not a kind of rota"),
    };

    private static IEnumerable<Pair<T>> Pairs<T>(IReadOnlyList<T> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            for (var j = i + 1; j < items.Count; j++)
            {
                yield return new Pair<T>(items[i], items[j], i, j);
            }
        }
    }

    private readonly record struct Pair<T>(T First, T Second, int FirstIndex, int SecondIndex)
    {
        public void Deconstruct(out int first, out int second) => (first, second) = (FirstIndex, SecondIndex);
    }
}
