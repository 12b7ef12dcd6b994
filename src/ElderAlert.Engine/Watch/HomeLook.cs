using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Engine.Watch;

/// <summary>Looks for homes that are silent for longer than is usual, for check-ins that did not come, and for doors that nobody came back through.</summary>
internal sealed class HomeLook(IncidentEngine engine, WatchBook book, Tellings tellings, Zones zones, GatewayWays gateways)
{
    /// <summary>What in a home tells of movement without being pressed.</summary>
    private static readonly DeviceType[] Senses = [DeviceType.MotionSensor, DeviceType.Radar, DeviceType.BedSensor];

    private readonly List<Signal> _found = [];

    /// <summary>Looks at every home. What is found at one look is told in the order of the homes' ids, in whichever order they lie in memory.</summary>
    /// <param name="now">The time.</param>
    /// <param name="listeningSince">Since when the server hears devices.</param>
    /// <param name="mayJudge">Whether devices have had the time to come back since the server started.</param>
    public void Look(DateTimeOffset now, DateTimeOffset listeningSince, bool mayJudge)
    {
        var directory = engine.Directory;
        foreach (var file in directory.Centres.SelectMany(c => directory.Of<Household>(c.Id)))
        {
            var before = book.HomeOf(file.Id);
            var residents = directory.ResidentsOf(file.Id);
            var home = See(directory, before, now);
            if (mayJudge && residents.Any(r => r.Plan?.WatchInactivity ?? true))
            {
                home = Silence(directory, file, home, residents, now);
            }

            home = Door(directory, home, now);
            foreach (var resident in residents.Where(r => r.Plan is { CheckIns.Count: > 0 }))
            {
                home = CheckIns(directory, file, home, resident, listeningSince, now);
            }

            home = InPlan(home, residents);
            if (!ReferenceEquals(home, before))
            {
                book.Set(home);
            }
        }

        foreach (var signal in _found.OrderBy(s => s.Watch?.Value, StringComparer.Ordinal))
        {
            tellings.Add(signal);
        }

        _found.Clear();
    }

    /// <summary>While nothing in the home can tell a sign of life, its silence says nothing.</summary>
    private HomeWatch See(DirectoryIndex directory, HomeWatch home, DateTimeOffset now)
    {
        var isBlind = directory.DevicesOf(home.Household).Where(d => Senses.Contains(d.Type)).All(IsMute);
        return (isBlind, home.BlindSince) switch
        {
            (true, null) => home with { BlindSince = now },
            (false, not null) => home.SeesAgain(now),
            _ => home,
        };
    }

    private bool IsMute(Device device) => book.Find(device.Id) is not { LostAt: null }
        || (device.Gateway is { } gateway && book.Find(gateway) is { LostAt: not null })
        || gateways.IsCut(device);

    private HomeWatch Silence(DirectoryIndex directory, Household file, HomeWatch home, IReadOnlyList<Resident> residents, DateTimeOffset now)
    {
        if (home.LastSignAt is null || home.BlindSince is not null)
        {
            return home;
        }

        var limits = directory.SilenceOf(file.Centre).Inactivity;
        var local = zones.Local(directory, file.Centre, now);
        var table = book.TableOf(file.Id, DateOnly.FromDateTime(local.DateTime), limits);
        if (InactivityRules.Judge(home, table, directory.AbsencesOf(file.Id), residents, limits, local) is not { } silence)
        {
            return home;
        }

        _found.Add(WatchSignals.Inactivity(home, silence, now));
        return home with { ToldSilence = home.LastSignAt };
    }

    private HomeWatch Door(DirectoryIndex directory, HomeWatch home, DateTimeOffset now)
    {
        if (home.NightDoorAt is null || (directory.TraitsOf(home.Household).NightDoor is { } plan && !WanderingRules.IsGone(home, plan, now)))
        {
            return home;
        }

        if (directory.TraitsOf(home.Household).NightDoor is not null)
        {
            _found.Add(WatchSignals.GoneAtNight(home, now));
        }

        return home with { NightDoorAt = null };
    }

    private HomeWatch CheckIns(
        DirectoryIndex directory, Household file, HomeWatch home, Resident resident, DateTimeOffset listeningSince, DateTimeOffset now)
    {
        var zone = zones.Of(directory, file.Centre);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

        var known = home.Judged;

        // Yesterday's may be due after midnight.
        foreach (var day in CheckInRules.On(resident, today.AddDays(-1), zone).Concat(CheckInRules.On(resident, today, zone)))
        {
            if (!known.TryGetValue(day.Key, out var judged))
            {
                // A plan that is new begins with the first check-in that it has whole before it.
                home = Judged(home, day, now >= day.OpensAt ? day.Date : day.Date.AddDays(-1));
            }
            else if (day.Date > judged
                && CheckInRules.Judge(day, home, directory.AbsencesOf(file.Id), listeningSince, now) is var outcome and not CheckInOutcome.Pending)
            {
                home = Judged(home, day, day.Date);
                if (outcome is CheckInOutcome.Missed)
                {
                    _found.Add(WatchSignals.MissedCheckIn(file.Id, day, now));
                }
            }
        }

        return home;
    }

    /// <summary>A check-in that was taken out of the plan is forgotten: put back later, it is new.</summary>
    private static HomeWatch InPlan(HomeWatch home, IReadOnlyList<Resident> residents)
    {
        if (home.Judged.Count == 0 || home.Judged.Count == residents.Sum(r => r.Plan?.CheckIns.Count ?? 0))
        {
            return home;
        }

        var planned = residents.SelectMany(r => (r.Plan ?? ResidentPlan.Usual).CheckIns.Select(c => CheckInRules.KeyOf(r, c))).ToHashSet(StringComparer.Ordinal);
        return home.Judged.Keys.All(planned.Contains)
            ? home
            : home with { Judged = home.Judged.Where(j => planned.Contains(j.Key)).ToDictionary(j => j.Key, j => j.Value, StringComparer.Ordinal) };
    }

    private static HomeWatch Judged(HomeWatch home, CheckInDay day, DateOnly date) => home with
    {
        Judged = home.Judged.Where(j => j.Key != day.Key).Append(KeyValuePair.Create(day.Key, date)).ToDictionary(j => j.Key, j => j.Value, StringComparer.Ordinal),
    };
}
