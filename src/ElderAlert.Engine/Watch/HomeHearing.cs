using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Engine.Watch;

/// <summary>What a sign of life means for its home: the silence is over, its rhythm is learned, an absence is in doubt.</summary>
internal sealed class HomeHearing(IncidentEngine engine, WatchBook book, Tellings tellings, Zones zones, WatchOptions options)
{
    /// <summary>Takes in one sign.</summary>
    public void Take(HouseholdId household, SignOfLife sign, DateTimeOffset at)
    {
        var directory = engine.Directory;
        var file = directory.FileOf(household);
        var home = book.HomeOf(household);
        if (file.Household is not { Centre: var centre } || home.LastSignAt > at)
        {
            return;
        }

        var policy = directory.SilenceOf(centre);
        var zone = zones.Of(directory, centre);
        Learn(file, zone, home, at, policy.Inactivity);
        if (home.ToldSilence is not null)
        {
            tellings.Add(WatchSignals.InactivityOver(home, sign, at));
        }

        if (sign is SignOfLife.Motion or SignOfLife.Door)
        {
            Doubt(file, at, policy.Absence);
        }

        var after = home.After(sign, at, file.Residents.Count == 1, policy.Inactivity.Settle);
        if (file.Traits.NightDoor is { } night)
        {
            var local = TimeOnly.FromTimeSpan(TimeZoneInfo.ConvertTime(at, zone).TimeOfDay);
            after = WanderingRules.After(after, sign, at, night, local, options.Hall);
        }

        book.Set(after);
    }

    /// <summary>A silence that ended is what is usual, unless nobody was there to be silent or nothing could have heard them.</summary>
    private void Learn(HouseholdFile file, TimeZoneInfo zone, HomeWatch home, DateTimeOffset at, InactivityLimits limits)
    {
        if (!InactivityRules.IsUsual(home, file.Absences, at, limits))
        {
            return;
        }

        var (from, to) = (TimeZoneInfo.ConvertTime(home.LastSignAt!.Value, zone).DateTime, TimeZoneInfo.ConvertTime(at, zone).DateTime);
        var known = book.RhythmOf(home.Household);
        var learned = known.With(from, to, limits.DaysKept);
        if (!ReferenceEquals(learned, known))
        {
            book.Set(home.Household, learned);
        }
    }

    /// <summary>Writes into the absence that somebody seems to be home. It is not ended: an operator asks.</summary>
    private void Doubt(HouseholdFile file, DateTimeOffset at, AbsenceLimits limits)
    {
        if (!AbsenceRules.IsEmpty(file.Absences, file.Residents, at))
        {
            return;
        }

        foreach (var absence in file.Absences.Where(a => a.Covers(at) && a.SomebodyHomeAt is null && at - a.From > limits.Departure))
        {
            tellings.Add(stop => WriteDoubtAsync(absence.Id, at, stop));
        }
    }

    private async Task WriteDoubtAsync(AbsenceId id, DateTimeOffset at, CancellationToken stop)
    {
        if (engine.Directory.Find<Absence>(id.Value) is { SomebodyHomeAt: null } absence)
        {
            await engine.EditAsync(new DirectoryEdit(absence.Centre, Actor.System, [absence with { SomebodyHomeAt = at }], []), stop);
        }
    }
}
