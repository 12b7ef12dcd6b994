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
        var home = book.HomeOf(household);
        if (directory.Find(household) is not { } file || home.LastSignAt > at)
        {
            return;
        }

        var policy = directory.SilenceOf(file.Centre);
        Learn(directory, file, home, at, policy.Inactivity);
        if (home.ToldSilence is not null)
        {
            tellings.Add(WatchSignals.InactivityOver(home, sign, at));
        }

        if (sign is SignOfLife.Motion or SignOfLife.Door)
        {
            Doubt(directory, household, at, policy.Absence);
        }

        var after = home.After(sign, at, directory.ResidentsOf(household).Count == 1, policy.Inactivity.Settle);
        if (directory.TraitsOf(household).NightDoor is { } night)
        {
            var local = TimeOnly.FromTimeSpan(zones.Local(directory, file.Centre, at).TimeOfDay);
            after = WanderingRules.After(after, sign, at, night, local, options.Hall);
        }

        book.Set(after);
    }

    /// <summary>A silence that ended is what is usual, unless nobody was there to be silent or nothing could have heard them.</summary>
    private void Learn(DirectoryIndex directory, Household file, HomeWatch home, DateTimeOffset at, InactivityLimits limits)
    {
        if (!InactivityRules.IsUsual(home, directory.AbsencesOf(file.Id), at, limits))
        {
            return;
        }

        var (from, to) = (zones.Local(directory, file.Centre, home.LastSignAt!.Value).DateTime, zones.Local(directory, file.Centre, at).DateTime);
        book.Set(file.Id, book.RhythmOf(file.Id).With(from, to, limits.DaysKept));
    }

    /// <summary>Writes into the absence that somebody seems to be home. It is not ended: an operator asks.</summary>
    private void Doubt(DirectoryIndex directory, HouseholdId household, DateTimeOffset at, AbsenceLimits limits)
    {
        var absences = directory.AbsencesOf(household);
        if (!AbsenceRules.IsEmpty(absences, directory.ResidentsOf(household), at))
        {
            return;
        }

        foreach (var absence in absences.Where(a => a.Covers(at) && a.SomebodyHomeAt is null && at - a.From > limits.Departure))
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
