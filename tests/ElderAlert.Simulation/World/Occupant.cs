using ElderAlert.Domain;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.World;

/// <summary>
/// Whoever lives in a home with sensors: they move about, go out and come back, travel and say so or not, get up after a fall or lie still,
/// and some day nobody hears of them although nobody fell.
/// </summary>
/// <param name="home">Which home.</param>
/// <param name="world">The time.</param>
/// <param name="motion">Sees them move.</param>
/// <param name="door">Sees them come and go.</param>
/// <param name="help">They, or whoever looks after the home meanwhile, call for help.</param>
/// <param name="stumble">Their detector suspects a fall.</param>
/// <param name="cancel">They take it back.</param>
/// <param name="clerk">Files their absences.</param>
/// <param name="random">Draws.</param>
internal sealed class Occupant(HouseholdId home, Timeline world, Sense motion, Sense door, Action help, Action stumble, Action cancel, Clerk clerk, Random random)
{
    private static readonly TimeSpan DoorStaysOpen = TimeSpan.FromSeconds(12);

    private DateTimeOffset _unseenUntil = world.Now;
    private DateTimeOffset _seenAt = world.Now;
    private int _absences;

    /// <summary>Lives until then; after that nobody in the town is at home any more.</summary>
    /// <param name="until">The end of the days.</param>
    /// <param name="start">Runs what takes time.</param>
    public void Live(DateTimeOffset until, Action<Func<Task>> start)
    {
        motion.Say("motion", 1);
        door.Say("doorOpen", 0);
        Beat(until);
        Move(until);
        Sometimes(0.3, until, () => GoOut(random.Minutes(5, random.Happens(0.2) ? 600 : 150)));
        Sometimes(0.2, until, () => start(TravelAsync));
        Sometimes(0.08, until, () => BeUnseen(random.Minutes(180, 600)));
        Sometimes(0.1, until, () => motion.Fail(random.Minutes(60, 600)));
        Sometimes(0.8, until, () =>
        {
            stumble();
            Fall();
        });
        world.At(until, () => start(() => LeaveAsync(TimeSpan.FromDays(8))));
    }

    /// <summary>They have fallen, or their detector believes so: they get up and say that all is well, or they do one of the two or neither.</summary>
    public void Fall()
    {
        var isWell = random.Happens(0.5);
        if (isWell || random.Happens(0.3))
        {
            world.After(random.Seconds(2, random.Happens(0.3) ? 300 : 40), BeSeen);
        }

        if (isWell || random.Happens(0.3))
        {
            world.After(random.Seconds(5, random.Happens(0.3) ? 300 : 55), cancel);
        }
    }

    /// <summary>The sensor reports when it has seen nobody for a while.</summary>
    private void Beat(DateTimeOffset until) => world.After(SenseFile.Heartbeat * random.Between(0.9, 1), () =>
    {
        if (world.Now - _seenAt > SenseFile.Heartbeat / 2)
        {
            motion.Say("battery", 80);
        }

        if (world.Now < until)
        {
            Beat(until);
        }
    });

    private void Move(DateTimeOffset until) => world.After(random.Minutes(40, 160), () =>
    {
        if (world.Now < until)
        {
            if (world.Now >= _unseenUntil)
            {
                BeSeen();
            }

            Move(until);
        }
    });

    private void BeSeen()
    {
        _seenAt = world.Now;
        motion.Say("motion", 1);
    }

    private void GoOut(TimeSpan duration)
    {
        if (world.Now < _unseenUntil)
        {
            return;
        }

        BeUnseen(duration);
        Open();
        world.After(duration, () =>
        {
            Open();
            world.After(random.Seconds(20, 90), BeSeen);
        });
    }

    private void Open()
    {
        door.Say("doorOpen", 1);
        world.After(DoorStaysOpen, () => door.Say("doorOpen", 0));
    }

    private void BeUnseen(TimeSpan duration) => _unseenUntil = world.Now + duration;

    /// <summary>Away for hours: they come back before it is over and somebody ends it, or later; or somebody else is in the home meanwhile.</summary>
    private async Task TravelAsync()
    {
        if (world.Now < _unseenUntil)
        {
            return;
        }

        var planned = random.Minutes(120, 720);
        var really = planned * random.Between(0.3, 1.4);
        BeUnseen(really);
        Open();
        await LeaveAsync(planned);
        if (random.Happens(0.2))
        {
            world.After(really * random.NextDouble(), BeSeen);
        }

        if (random.Happens(0.4))
        {
            world.After(really * random.NextDouble(), help);
        }

        await Task.Delay(really, world);
        Open();
        if (really < planned && random.Happens(0.7))
        {
            await clerk.FileAsync(life => life.Engine.Directory.AbsencesOf(home).FirstOrDefault(a => a.Covers(life.Clock.GetUtcNow())) is { } now
                ? Edit(now with { To = life.Clock.GetUtcNow() })
                : new DirectoryEdit(TownFile.Centre, TownFile.Li, [], []));
        }
    }

    /// <summary>Says that nobody will be at home; where that is said already, that it takes longer.</summary>
    private Task LeaveAsync(TimeSpan duration)
    {
        var id = new AbsenceId($"away-{home}-{++_absences}");
        var reason = random.Pick([AbsenceReason.Holiday, AbsenceReason.Hospital, AbsenceReason.Visit]);
        return clerk.FileAsync(life =>
        {
            var now = life.Clock.GetUtcNow();
            var said = life.Engine.Directory.AbsencesOf(home).FirstOrDefault(a => a.From < now + duration && now < a.To);
            return Edit(said is null ? new Absence(TownFile.Centre, id, home, null, reason, now, now + duration) : said with { To = now + duration });
        });
    }

    private void Sometimes(double perDay, DateTimeOffset until, Action act)
    {
        for (var day = world.Now; day < until; day += TimeSpan.FromDays(1))
        {
            if (random.Happens(perDay))
            {
                world.At(day + random.Minutes(10, (24 * 60) - 10), act);
            }
        }
    }

    private static DirectoryEdit Edit(Absence absence) => new(TownFile.Centre, TownFile.Li, [absence], []);
}
