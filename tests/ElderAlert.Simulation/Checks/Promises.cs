using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Watch;
using ElderAlert.Simulation.Time;
using ElderAlert.Simulation.World;

namespace ElderAlert.Simulation.Checks;

/// <summary>
/// What people are expected to do by a certain time: to show a sign of life about noon, to come back through the door at night. Nobody is
/// missed before that time or after they did; where nothing hindered the server, everybody is who did not.
/// </summary>
internal sealed class Promises
{
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(3);

    /// <summary>One who leaves is not back yet: only what comes so long after the door ends the wait.</summary>
    private static readonly TimeSpan Hall = new WatchOptions().Hall;

    private readonly Timeline _world;
    private readonly Ledger _ledger;
    private readonly Hindrance _hindrance;
    private readonly Dictionary<HouseholdId, List<(DateTimeOffset At, bool IsMotion)>> _signs = [];
    private readonly Dictionary<HouseholdId, List<(DateTimeOffset At, double Level)>> _doors = [];
    private readonly HashSet<(HouseholdId, string Id)> _told = [];
    private readonly Dictionary<HouseholdId, DateTimeOffset> _missedAt = [];
    private readonly Dictionary<HouseholdId, DateTimeOffset> _calledAt = [];

    public Promises(Timeline world, Ledger ledger, Hindrance hindrance)
    {
        (_world, _ledger, _hindrance) = (world, ledger, hindrance);
        ledger.Took += Take;
    }

    /// <summary>A message has reached the server.</summary>
    public void Hear(DeviceHeard heard)
    {
        if (_ledger.File.Find<Device>(heard.Device.Value) is not { } device)
        {
            return;
        }

        var home = device.Household;
        if (heard.Telemetry?.Metrics.TryGetValue("doorOpen", out var level) is true)
        {
            HearDoor(home, level);
        }

        var isMotion = heard.Telemetry?.Metrics.GetValueOrDefault("motion") > 0;
        if (isMotion || heard.Telemetry is null || device.Type is DeviceType.DoorContact)
        {
            Of(_signs, home).Add((_world.Now, isMotion));
        }
    }

    /// <summary>Residents and what they promised are on file from now on; the first check-in is that of the first day.</summary>
    public void Expect(Resident resident, DateTimeOffset until)
    {
        foreach (var day in (resident.Plan?.CheckIns ?? []).SelectMany(c => Days(c, until)))
        {
            var unable = TimeSpan.Zero;
            _world.At(day.Opens, () => unable = _hindrance.Unable);
            _world.At(day.Due, _world.StirWatch);
            _world.At(day.Due + Allowed, () =>
            {
                var isExcused = IsHindered(unable) || Of(_signs, resident.Household).Exists(s => s.At >= day.Opens) || HasCalled(resident.Household, day.Opens) || IsAwayIn(resident.Household, day.Opens, day.Due);
                Require(isExcused || _told.Contains((resident.Household, IdOf(resident, day.Date))), "no promise is forgotten", () => $"{resident.Id} has not checked in on {day.Date}, and nobody was told");
            });
        }
    }

    private void HearDoor(HouseholdId home, double level)
    {
        var doors = Of(_doors, home);
        var isOpened = doors.Count > 0 && doors[^1].Level != level && _hindrance.IsSaved(doors[^1].At);
        doors.Add((_world.Now, level));
        if (!isOpened || PlanOf(home)?.NightDoor is not { } night || !WanderingRules.IsNight(night, TimeOnly.FromDateTime((_world.Now + SenseFile.LocalAhead).DateTime)))
        {
            return;
        }

        var (opened, unable) = (_world.Now, _hindrance.Unable);
        _world.At(opened + night.ReturnWithin, _world.StirWatch);
        _world.At(opened + night.ReturnWithin + Allowed, () =>
        {
            var isExcused = IsHindered(unable) || Of(_signs, home).Exists(s => s.IsMotion && s.At > opened) || HasPressed(home, opened);
            Require(isExcused || _missedAt.GetValueOrDefault(home) >= opened, "no promise is forgotten", () => $"{home} was left at {opened:HH:mm:ss}, nobody came back and nobody was told");
        });
    }

    private void Take(JournalEntry entry, Incident? before, Incident? after)
    {
        if (after is not null && entry.Event is VoiceContactTried { Reached: true })
        {
            _calledAt[after.Household] = _world.Now;
        }

        switch (SignalAccount.OfIncident(entry.Event))
        {
            case { Kind: SignalKind.MissedCheckIn, Watch: { } home } signal:
                _told.Add((home, signal.Id));
                CheckMissed(home, signal);
                break;
            case { Kind: SignalKind.Wandering, Watch: { } home } signal when PlanOf(home)?.NightDoor is { } night:
                _missedAt[home] = _world.Now;
                CheckGone(home, night, signal.ReceivedAt);
                break;
        }
    }

    private void CheckMissed(HouseholdId home, Signal signal)
    {
        var found = signal.ReceivedAt;
        var resident = _ledger.File.Of<Resident>().First(r => r.Household == home);
        var day = resident.Plan!.CheckIns.SelectMany(c => Days(c, _world.Now + TimeSpan.FromDays(1))).First(d => IdOf(resident, d.Date) == signal.Id);
        Require(found >= day.Due, "nobody is missed early", () => $"{resident.Id} is missed at {found:HH:mm:ss}, there is time until {day.Due:HH:mm:ss}");
        Require(!HasMoved(home, day.Opens, found), "nobody is missed early", () => $"{resident.Id} is missed on {day.Date} and has moved since {day.Opens:HH:mm:ss}");
    }

    private void CheckGone(HouseholdId home, NightDoor night, DateTimeOffset found)
    {
        var doors = Of(_doors, home).Where(d => d.At <= found - night.ReturnWithin || _hindrance.Put > TimeSpan.Zero).ToList();
        Require(
            doors.Exists(d => !HasMoved(home, d.At + Hall + TimeSpan.FromSeconds(1), found)),
            "nobody is missed early",
            () => $"{home} is missed at night; the door was last heard at {(doors.Count == 0 ? "no time" : doors[^1].At.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture))}");
    }

    /// <summary>Whether somebody surely moved in that time, which the server's clock tells as the world's does.</summary>
    private bool HasMoved(HouseholdId home, DateTimeOffset since, DateTimeOffset until) => _hindrance.Put == TimeSpan.Zero
        && Of(_signs, home).Exists(s => s.IsMotion && s.At >= since && s.At < until && _hindrance.IsSaved(s.At));

    private bool HasCalled(HouseholdId home, DateTimeOffset since) => _calledAt.GetValueOrDefault(home) >= since;

    private bool HasPressed(HouseholdId home, DateTimeOffset since) => Of(_signs, home).Exists(s => !s.IsMotion && s.At >= since + Hall);

    private bool IsHindered(TimeSpan unableBefore) => _hindrance.Unable > unableBefore || _hindrance.Put > TimeSpan.Zero;

    private bool IsAwayIn(HouseholdId home, DateTimeOffset from, DateTimeOffset to) =>
        _ledger.File.Of<Absence>().Any(a => a.Household == home && a.From < to && a.To > from);

    private ResidentPlan? PlanOf(HouseholdId home) => _ledger.File.Of<Resident>().FirstOrDefault(r => r.Household == home)?.Plan;

    private IEnumerable<(DateOnly Date, DateTimeOffset Opens, DateTimeOffset Due)> Days(CheckIn checkIn, DateTimeOffset until)
    {
        for (var date = DateOnly.FromDateTime((_world.Start + SenseFile.LocalAhead).DateTime); ; date = date.AddDays(1))
        {
            var at = new DateTimeOffset(date.ToDateTime(checkIn.At), SenseFile.LocalAhead).ToUniversalTime();
            if (at + checkIn.Grace >= until)
            {
                yield break;
            }

            yield return (date, at - checkIn.Early, at + checkIn.Grace);
        }
    }

    private static string IdOf(Resident resident, DateOnly date) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"checkin-{resident.Id}/{resident.Plan!.CheckIns[0].At:HH\\:mm}-{date:yyyyMMdd}");

    private static List<T> Of<T>(Dictionary<HouseholdId, List<T>> lists, HouseholdId home) =>
        lists.TryGetValue(home, out var list) ? list : lists[home] = [];

    private void Require(bool holds, string rule, Func<string> seen) => _ledger.Findings.Require(holds, rule, seen);
}
