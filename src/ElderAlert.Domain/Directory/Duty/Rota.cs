namespace ElderAlert.Domain.Directory.Duty;

/// <summary>Whose shifts a rota orders.</summary>
public enum RotaOf
{
    /// <summary>Operators and supervisors: the people of the operators' file.</summary>
    Operators,
    Responders,
}

/// <summary>Those who serve together for one week.</summary>
/// <param name="Members">Ids in the file that the rota is of; at least one.</param>
public sealed record ShiftTurn(IReadOnlyList<string> Members);

/// <summary>Hours of the week for which people take turns, week by week.</summary>
/// <param name="Hours">When the shift is served.</param>
/// <param name="Begins">The first day of the first turn. Its weekday is the day of handing over; a shift belongs to the day on which it begins.</param>
/// <param name="Turns">Week after week, then from the front again; a single turn serves every week.</param>
public sealed record Shift(WeeklyHours Hours, DateOnly Begins, IReadOnlyList<ShiftTurn> Turns);

/// <summary>Who serves for a while instead of those whose turn it is: a swap, an illness.</summary>
/// <param name="From">From when; included.</param>
/// <param name="To">Until when; not included.</param>
/// <param name="Members">Ids in the file that the rota is of; at least one.</param>
public sealed record RotaOverride(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Members);

/// <summary>
/// A rota 值班表: who is on duty when. Whoever is in a rota is on duty when one of their rotas says so; whoever is in none is always on duty.
/// </summary>
/// <param name="Centre">The centre whose file it is in.</param>
/// <param name="Id">The rota's id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Of">Whose shifts it orders.</param>
/// <param name="Shifts">No two of them at the same time.</param>
/// <param name="Overrides">Exceptions; no two of them at the same time.</param>
public sealed record Rota(
    CentreId Centre,
    RotaId Id,
    string Name,
    RotaOf Of,
    IReadOnlyList<Shift> Shifts,
    IReadOnlyList<RotaOverride> Overrides) : DirectoryItem(Centre)
{
    private const int DaysPerWeek = 7;

    public override string Key => Id.Value;

    /// <summary>Everybody whose duty this rota decides.</summary>
    public IEnumerable<string> Members =>
        Shifts.SelectMany(s => s.Turns).SelectMany(t => t.Members).Concat(Overrides.SelectMany(o => o.Members)).Distinct(StringComparer.Ordinal);

    /// <summary>Those on duty; nobody where the rota has a hole.</summary>
    /// <param name="local">The time with the offset that the centre has at that moment.</param>
    public IReadOnlyList<string> OnDuty(DateTimeOffset local)
    {
        if (Overrides.FirstOrDefault(o => o.From <= local && local < o.To) is { } exception)
        {
            return exception.Members;
        }

        foreach (var shift in Shifts)
        {
            if (shift.Hours.BegunOn(local) is { } day)
            {
                return TurnOf(shift, day).Members;
            }
        }

        return [];
    }

    /// <summary>Turns also run backwards from the first day, so that a rota has no hole before it.</summary>
    private static ShiftTurn TurnOf(Shift shift, DateOnly day)
    {
        var days = day.DayNumber - shift.Begins.DayNumber;
        var week = days >= 0 ? days / DaysPerWeek : (days - DaysPerWeek + 1) / DaysPerWeek;
        var turn = week % shift.Turns.Count;
        return shift.Turns[turn < 0 ? turn + shift.Turns.Count : turn];
    }
}
